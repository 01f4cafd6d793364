package io.guanjia.identity;

import io.guanjia.database.Scope;

/** The person of one request, as the house knew him when it began. */
record Visit(Account account, Grants grants) {

    Scope scope() {
        return new Scope(grants.communities(), account.id());
    }
}
