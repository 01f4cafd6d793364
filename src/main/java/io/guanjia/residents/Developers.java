package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.DEVELOPER;
import static io.guanjia.db.residents.Tables.PERSON;

import io.guanjia.audit.AuditTrail;
import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.DaysAhead;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 建设单位: who answers in full for what is unsold or not yet delivered (rules.md §1.1). */
@Component
@Transactional
public class Developers {

    /** Its trail belongs to the community: the subject's id is the community's. */
    static final String SUBJECT = "developer";

    private final DSLContext db;
    private final Access access;
    private final AuditTrail audit;
    private final People people;
    private final Households households;
    private final Clock clock;

    Developers(DSLContext db, Access access, AuditTrail audit, People people, Households households, Clock clock) {
        this.db = db;
        this.access = access;
        this.audit = audit;
        this.people = people;
        this.households = households;
        this.clock = clock;
    }

    /** A developer and the days on which it answers. */
    public record Term(long personId, PersonKind kind, String name, DateSpan span) {

        public String maskedName() {
            return Person.maskedName(kind, name);
        }
    }

    /** From that day until the next known change; the one who answered before does so through the day before. */
    public void set(long community, long person, LocalDate from) {
        access.require(Permission.RESIDENTS_WRITE, community);
        DaysAhead.check("from", from, LocalDate.now(clock));
        people.standing(community, person);
        db.execute("select pg_advisory_xact_lock(hashtextextended('residents.developer', {0}))", DSL.val(community));
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
                community, "developer-set", SUBJECT, community, Shown.of(before), Shown.of(terms(community)), null);
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
        return db.select(DEVELOPER.PERSON_ID, PERSON.KIND, PERSON.NAME, DEVELOPER.FROM_ON, DEVELOPER.TO_ON)
                .from(DEVELOPER)
                .join(PERSON)
                .on(PERSON.COMMUNITY_ID.eq(DEVELOPER.COMMUNITY_ID), PERSON.ID.eq(DEVELOPER.PERSON_ID))
                .where(DEVELOPER.COMMUNITY_ID.eq(community))
                .orderBy(DEVELOPER.FROM_ON)
                .fetch(r -> new Term(r.value1(), r.value2(), r.value3(), new DateSpan(r.value4(), r.value5())));
    }

    private void replace(long community, long person, LocalDate from) {
        db.update(DEVELOPER)
                .set(DEVELOPER.PERSON_ID, person)
                .where(DEVELOPER.COMMUNITY_ID.eq(community), DEVELOPER.FROM_ON.eq(from))
                .execute();
    }

    private void begin(long community, long person, LocalDate from, List<Term> terms, @Nullable DateSpan covering) {
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

    private static @Nullable LocalDate dayBeforeNext(List<Term> terms, LocalDate from) {
        return terms.stream()
                .map(term -> term.span().from())
                .filter(day -> day.isAfter(from))
                .findFirst()
                .map(day -> day.minusDays(1))
                .orElse(null);
    }

    private record Shown(List<String> developers) {

        static Shown of(List<Term> terms) {
            return new Shown(terms.stream()
                    .map(term -> term.maskedName() + " " + term.span())
                    .toList());
        }
    }
}
