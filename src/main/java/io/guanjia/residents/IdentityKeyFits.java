package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.PERSON;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.identity.CommunityDirectory;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whether the key file is the one with which the identity numbers were encrypted, asked before the house opens: with a lost or
 * another file new numbers would be mixed with old ones that nobody can read any more.
 */
@Component
class IdentityKeyFits implements SmartInitializingSingleton {

    /** The house does not open: what to do is in the message. */
    static final class AnotherKey extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        AnotherKey(Throwable cause) {
            super(
                    "The key file of the identity numbers (guanjia.key-file) is not the one with which the numbers in this"
                            + " database were encrypted, or it was lost and drawn anew. Put the old file back from the"
                            + " backup and start again; nothing was changed.",
                    cause);
        }
    }

    private final DSLContext sql;
    private final IdentityNumbers numbers;
    private final CommunityDirectory communities;
    private final TransactionTemplate reading;

    IdentityKeyFits(
            DSLContext sql,
            IdentityNumbers numbers,
            CommunityDirectory communities,
            PlatformTransactionManager transactions) {
        this.sql = sql;
        this.numbers = numbers;
        this.communities = communities;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<Long> all = Scopes.call(
                new Scope(List.of(), null),
                () -> communities.all().stream()
                        .map(CommunityDirectory.Community::id)
                        .toList());
        check(all, numbers);
    }

    /** One number of each community, by an index that holds only persons who have one. */
    void check(List<Long> all, IdentityNumbers key) {
        Scopes.run(
                new Scope(all, null),
                () -> reading.executeWithoutResult(status -> all.forEach(one -> check(one, key))));
    }

    private void check(long communityId, IdentityNumbers key) {
        byte[] known = sql.select(PERSON.IDENTITY_CIPHER)
                .from(PERSON)
                .where(PERSON.COMMUNITY_ID.eq(communityId), PERSON.IDENTITY_HASH.isNotNull())
                .orderBy(PERSON.IDENTITY_HASH)
                .limit(1)
                .fetchOne(PERSON.IDENTITY_CIPHER);
        if (known == null) {
            return;
        }
        try {
            key.decrypt(communityId, known);
        } catch (IllegalStateException another) {
            throw new AnotherKey(another);
        }
    }
}
