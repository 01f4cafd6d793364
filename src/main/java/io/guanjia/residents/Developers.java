package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.DEVELOPER;

import io.guanjia.audit.AuditTrail;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.DateSpan;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 建设单位: who answers in full for what is unsold or not yet delivered (rules.md §1.1). */
@Component
@Transactional
public class Developers {

    private final DSLContext db;
    private final Access access;
    private final AuditTrail audit;
    private final People people;
    private final Households households;

    Developers(DSLContext db, Access access, AuditTrail audit, People people, Households households) {
        this.db = db;
        this.access = access;
        this.audit = audit;
        this.people = people;
        this.households = households;
    }

    /** A developer and the days on which it answers. */
    public record Term(long personId, String name, DateSpan span) {}

    /** From that day until the next known change; the one who answered before does so through the day before. */
    public void set(long community, long person, LocalDate from) {
        access.require(Permission.RESIDENTS_WRITE, community);
        people.get(community, person);
        List<Term> before = terms(community);
        Optional<Term> covering =
                before.stream().filter(term -> term.span().contains(from)).findFirst();
        if (covering.isPresent() && covering.get().personId() == person) {
            return;
        }
        if (covering.isPresent() && covering.get().span().from().equals(from)) {
            replace(community, person, from);
        } else {
            begin(community, person, from, before, covering.map(Term::span).orElse(null));
        }
        audit.record(
                community,
                "developer-set",
                "community",
                community,
                new Terms(before),
                new Terms(terms(community)),
                null);
        households.refreshAll(community);
    }

    @Transactional(readOnly = true)
    public Optional<Term> on(long community, LocalDate day) {
        return terms(community).stream()
                .filter(term -> term.span().contains(day))
                .findFirst();
    }

    @Transactional(readOnly = true)
    public List<Term> terms(long community) {
        access.require(Permission.RESIDENTS_READ, community);
        return db.selectFrom(DEVELOPER)
                .where(DEVELOPER.COMMUNITY_ID.eq(community))
                .orderBy(DEVELOPER.FROM_ON)
                .fetch(r -> new Term(
                        r.getPersonId(),
                        people.get(community, r.getPersonId()).name(),
                        new DateSpan(r.getFromOn(), r.getToOn())));
    }

    private void replace(long community, long person, LocalDate from) {
        db.update(DEVELOPER)
                .set(DEVELOPER.PERSON_ID, person)
                .where(DEVELOPER.COMMUNITY_ID.eq(community), DEVELOPER.FROM_ON.eq(from))
                .execute();
    }

    private void begin(
            long community,
            long person,
            LocalDate from,
            List<Term> terms,
            @org.jspecify.annotations.Nullable DateSpan covering) {
        LocalDate to = covering == null ? dayBeforeNext(terms, from) : covering.to();
        if (covering != null) {
            db.update(DEVELOPER)
                    .set(DEVELOPER.TO_ON, from.minusDays(1))
                    .where(DEVELOPER.COMMUNITY_ID.eq(community), DEVELOPER.FROM_ON.eq(covering.from()))
                    .execute();
        }
        db.insertInto(DEVELOPER)
                .set(DEVELOPER.COMMUNITY_ID, community)
                .set(DEVELOPER.PERSON_ID, person)
                .set(DEVELOPER.FROM_ON, from)
                .set(DEVELOPER.TO_ON, to)
                .execute();
    }

    private static @org.jspecify.annotations.Nullable LocalDate dayBeforeNext(List<Term> terms, LocalDate from) {
        return terms.stream()
                .map(term -> term.span().from())
                .filter(day -> day.isAfter(from))
                .findFirst()
                .map(day -> day.minusDays(1))
                .orElse(null);
    }

    private record Terms(List<Term> developers) {}
}
