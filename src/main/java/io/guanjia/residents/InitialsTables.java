package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.PERSON;
import static io.guanjia.db.residents.Tables.PERSON_INITIALS;

import io.guanjia.database.Sql;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** Keeps the initials of people's names beside the names. */
@Component
class InitialsTables {

    private static final int SOME = 5_000;

    private final DSLContext db;

    InitialsTables(DSLContext db) {
        this.db = db;
    }

    /** Derives them anew from the names as they are stored now. */
    void refresh(long community, Collection<Long> people) {
        forget(community, people);
        read(community, people);
    }

    /** Of people who have none yet, some thousand at a time. */
    void read(long community, Collection<Long> people) {
        Long[] all = people.stream().sorted().toArray(Long[]::new);
        for (int from = 0; from < all.length; from += SOME) {
            readSome(community, Arrays.copyOfRange(all, from, Math.min(all.length, from + SOME)));
        }
        if (all.length >= SOME) Sql.count(db, "residents.person_initials");
    }

    private void readSome(long community, Long[] people) {
        List<Long> ids = new ArrayList<>();
        List<String> initials = new ArrayList<>();
        db.select(PERSON.ID, PERSON.NAME)
                .from(PERSON)
                .where(PERSON.COMMUNITY_ID.eq(community))
                .and(Sql.among(PERSON.ID, people))
                .orderBy(PERSON.ID)
                .forEach(person -> Initials.of(person.value2()).forEach(reading -> {
                    ids.add(person.value1());
                    initials.add(reading);
                }));
        db.execute(
                "insert into residents.person_initials select {0}, i.* from unnest({1}, {2}) i",
                Sql.arguments(community, ids.toArray(Long[]::new), initials.toArray(String[]::new)));
    }

    void forget(long community, Collection<Long> people) {
        if (people.isEmpty()) return;
        db.deleteFrom(PERSON_INITIALS)
                .where(PERSON_INITIALS.COMMUNITY_ID.eq(community))
                .and(Sql.among(PERSON_INITIALS.PERSON_ID, people.toArray(Long[]::new)))
                .execute();
    }
}
