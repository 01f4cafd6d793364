package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.ACCOUNT;

import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who comes in with a request. */
@Component
class Visits {

    private final DSLContext sql;
    private final GrantTables grants;
    private final Access access;

    Visits(DSLContext sql, GrantTables grants, Access access) {
        this.sql = sql;
        this.grants = grants;
        this.access = access;
    }

    /** Empty when the account has ended. */
    @Transactional(readOnly = true)
    public Optional<Visit> of(long accountId) {
        return sql.selectFrom(ACCOUNT)
                .where(ACCOUNT.ID.eq(accountId), ACCOUNT.ENDED_AT.isNull())
                .fetchOptional(Accounts::account)
                .map(account -> new Visit(account, grants.of(accountId, access.today())));
    }
}
