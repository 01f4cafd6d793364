package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.PERSON;
import static io.guanjia.db.residents.Tables.REDIRECT;
import static org.jooq.impl.DSL.any;

import java.util.Collection;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Who stands for somebody that was merged. */
@Component
class Redirects {

    private final DSLContext db;

    Redirects(DSLContext db) {
        this.db = db;
    }

    Optional<Long> of(long community, long person) {
        return db.select(REDIRECT.TO_ID)
                .from(REDIRECT)
                .where(REDIRECT.COMMUNITY_ID.eq(community), REDIRECT.PERSON_ID.eq(person))
                .fetchOptional(REDIRECT.TO_ID);
    }

    /** @throws PersonMerged when one of them is somebody else by now: nothing new is written in that name */
    void refuse(long community, Collection<Long> people) {
        db.select(PERSON.ID)
                .from(PERSON)
                .where(PERSON.COMMUNITY_ID.eq(community), PERSON.ID.eq(any(people.toArray(Long[]::new))))
                .orderBy(PERSON.ID)
                .forShare() // a merge on its way ends first
                .execute();
        var into = PERSON.as("into_person");
        db.select(PERSON.KIND, PERSON.NAME, into.KIND, into.NAME)
                .from(REDIRECT)
                .join(PERSON)
                .on(PERSON.COMMUNITY_ID.eq(REDIRECT.COMMUNITY_ID), PERSON.ID.eq(REDIRECT.PERSON_ID))
                .join(into)
                .on(into.COMMUNITY_ID.eq(REDIRECT.COMMUNITY_ID), into.ID.eq(REDIRECT.TO_ID))
                .where(REDIRECT.COMMUNITY_ID.eq(community))
                .and(REDIRECT.PERSON_ID.eq(any(people.toArray(Long[]::new))))
                .limit(1)
                .fetchOptional()
                .ifPresent(row -> {
                    throw new PersonMerged(
                            Person.maskedName(row.value1(), row.value2()),
                            Person.maskedName(row.value3(), row.value4()));
                });
    }
}
