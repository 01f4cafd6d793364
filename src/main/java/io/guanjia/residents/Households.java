package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.HOUSEHOLD;
import static io.guanjia.db.residents.Tables.PERSON;

import io.guanjia.database.Sql;
import io.guanjia.db.residents.tables.Person;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.DateSpan;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SQL;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who answers for which premises on which days; stored, because every bill asks for it (docs/decisions/0003). */
@Component
@Transactional
public class Households {

    private static final Person PAYER = PERSON.as("payer");
    private static final Person OWNER = PERSON.as("owner");

    private final DSLContext db;
    private final Access access;
    private final HouseholdTables tables;
    private final StartRule startRule;

    Households(DSLContext db, Access access, HouseholdTables tables, StartRule startRule) {
        this.db = db;
        this.access = access;
        this.tables = tables;
        this.startRule = startRule;
    }

    /** Empty when nobody answers: no delivered owner and no developer on that day. */
    @Transactional(readOnly = true)
    public Optional<Household> on(long community, long premises, LocalDate day) {
        return Optional.ofNullable(on(community, List.of(premises), day).get(premises));
    }

    @Transactional(readOnly = true)
    public Map<Long, Household> on(long community, Collection<Long> premises, LocalDate day) {
        Map<Long, Household> found = new TreeMap<>();
        households(community, premises)
                .and(HOUSEHOLD.FROM_ON.le(day))
                .and(HOUSEHOLD.TO_ON.isNull().or(HOUSEHOLD.TO_ON.ge(day)))
                .forEach(r -> found.put(r.get(HOUSEHOLD.PREMISES_ID), household(r, whole(community))));
        return found;
    }

    /** Everybody who has answered, answers, or will, first to last. */
    @Transactional(readOnly = true)
    public List<Household> history(long community, long premises) {
        boolean whole = whole(community);
        return households(community, List.of(premises))
                .orderBy(HOUSEHOLD.FROM_ON)
                .fetch(r -> household(r, whole));
    }

    /** Derives them anew for these premises; rows that are right already are not touched. Whoever changes a cause calls this. */
    public void refresh(long community, Collection<Long> premises) {
        access.require(Permission.ESTATE_READ, community);
        if (!premises.isEmpty()) refresh(community, HouseholdTables.of(premises));
    }

    /** @param premises a query of the caller's own with one column {@code id}, each once */
    public void refresh(long community, SQL premises) {
        access.require(Permission.ESTATE_READ, community);
        tables.refresh(community, premises, startRule.answersFrom(community, deliveries(community, premises)));
    }

    /** The answers go with what they were derived from, when an import is taken back; {@link #refresh} gives those that remain theirs. */
    public void forget(long community, Collection<Long> premises) {
        access.require(Permission.RESIDENTS_WRITE, community);
        db.deleteFrom(HOUSEHOLD)
                .where(HOUSEHOLD.COMMUNITY_ID.eq(community))
                .and(Sql.among(HOUSEHOLD.PREMISES_ID, premises.toArray(Long[]::new)))
                .execute();
    }

    /** The same for every premises of the community. */
    public void refreshAll(long community) {
        access.require(Permission.ESTATE_READ, community);
        refresh(community, DSL.sql("select id from estate.premises where community_id = {0}", DSL.val(community)));
    }

    /** Premises whose stored households differ from a fresh derivation: none, unless something is broken. */
    @Transactional(readOnly = true)
    public List<Long> wrong(long community, Collection<Long> premises) {
        access.require(Permission.ESTATE_READ, community);
        List<HouseholdTables.Span> stored = tables.stored(community, premises);
        List<HouseholdTables.Span> fresh = tables.derive(
                community,
                HouseholdTables.of(premises),
                startRule.answersFrom(community, deliveries(community, HouseholdTables.of(premises))));
        return java.util.stream.Stream.concat(
                        stored.stream().filter(span -> !fresh.contains(span)),
                        fresh.stream().filter(span -> !stored.contains(span)))
                .map(HouseholdTables.Span::premisesId)
                .distinct()
                .toList();
    }

    private List<LocalDate> deliveries(long community, SQL premises) {
        return db.resultQuery("""
                        select distinct p.delivered_on from estate.premises p
                        where p.community_id = {0} and p.delivered_on is not null and p.id in ({1})""", Sql.arguments(community, premises)).fetch(0, LocalDate.class);
    }

    private SelectConditionStep<?> households(long community, Collection<Long> premises) {
        access.require(Permission.ESTATE_READ, community);
        return db.select(HOUSEHOLD.fields())
                .select(PAYER.NAME, PAYER.KIND, OWNER.NAME, OWNER.KIND)
                .from(HOUSEHOLD)
                .join(PAYER)
                .on(PAYER.COMMUNITY_ID.eq(HOUSEHOLD.COMMUNITY_ID), PAYER.ID.eq(HOUSEHOLD.PAYER_ID))
                .join(OWNER)
                .on(OWNER.COMMUNITY_ID.eq(HOUSEHOLD.COMMUNITY_ID), OWNER.ID.eq(HOUSEHOLD.OWNER_ID))
                .where(HOUSEHOLD.COMMUNITY_ID.eq(community))
                .and(Sql.among(HOUSEHOLD.PREMISES_ID, premises.toArray(Long[]::new)));
    }

    private boolean whole(long community) {
        return access.may(Permission.RESIDENTS_READ, community);
    }

    private static Household household(Record r, boolean whole) {
        return new Household(
                r.get(HOUSEHOLD.PREMISES_ID),
                new DateSpan(r.get(HOUSEHOLD.FROM_ON), r.get(HOUSEHOLD.TO_ON)),
                r.get(HOUSEHOLD.PAYER_ID),
                r.get(PAYER.KIND),
                name(r, PAYER, whole),
                r.get(HOUSEHOLD.OWNER_ID),
                r.get(OWNER.KIND),
                name(r, OWNER, whole),
                r.get(HOUSEHOLD.BASIS));
    }

    private static String name(Record r, Person person, boolean whole) {
        String name = r.get(person.NAME);
        return whole ? name : io.guanjia.residents.Person.maskedName(r.get(person.KIND), name);
    }
}
