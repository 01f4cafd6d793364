package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.PERSON;
import static io.guanjia.db.residents.Tables.REDIRECT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import io.guanjia.database.Prefix;
import io.guanjia.database.Sql;
import io.guanjia.db.residents.tables.records.PersonRecord;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.IdentityNumber;
import io.guanjia.kernel.Masked;
import io.guanjia.web.Paging;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.SQL;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Rows of people: read, found, and saved one by one or a whole workbook at once. */
@Component
class PersonTables {

    private static final int COUNTED = 500;
    private static final Pattern TAIL = Pattern.compile("\\d{4}");
    private static final Pattern DIGITS = Pattern.compile("[+\\d-]{5,20}");

    private final DSLContext db;
    private final IdentityNumbers numbers;
    private final InitialsTables initials;

    PersonTables(DSLContext db, IdentityNumbers numbers, InitialsTables initials) {
        this.db = db;
        this.numbers = numbers;
        this.initials = initials;
    }

    Optional<PersonRecord> row(long community, long id) {
        return db.selectFrom(PERSON)
                .where(PERSON.COMMUNITY_ID.eq(community), PERSON.ID.eq(id))
                .fetchOptional();
    }

    List<PersonLine> slice(long community, @Nullable String query, Paging paging) {
        return db.selectFrom(PERSON)
                .where(PERSON.COMMUNITY_ID.eq(community))
                .and(query == null || query.isBlank() ? noCondition() : calledOrWas(community, query))
                .and(unmerged(community))
                .and(
                        paging.after() == null
                                ? noCondition()
                                : PERSON.ID.gt(paging.after().number(0)))
                .orderBy(PERSON.ID)
                .limit(paging.rows())
                .fetch(r -> new PersonLine(
                        r.getId(),
                        r.getKind(),
                        Person.maskedName(r.getKind(), r.getName()),
                        r.getPhone() == null ? null : Masked.phone(r.getPhone()),
                        r.getVersion()));
    }

    Condition unmerged(long community) {
        return notExists(selectOne()
                .from(REDIRECT)
                .where(REDIRECT.COMMUNITY_ID.eq(community))
                .and(REDIRECT.PERSON_ID.eq(PERSON.ID)));
    }

    /** Whoever was merged is found in the name of who stands for him now. */
    Condition calledOrWas(long community, String query) {
        var merged = select(REDIRECT.TO_ID)
                .from(REDIRECT)
                .where(REDIRECT.COMMUNITY_ID.eq(community))
                .and(REDIRECT.PERSON_ID.in(select(PERSON.ID)
                        .from(PERSON)
                        .where(PERSON.COMMUNITY_ID.eq(community))
                        .and(called(community, query))));
        return called(community, query).or(PERSON.ID.in(merged));
    }

    /** Beginning of the name, last four digits of the phone, the whole phone, or the whole identity number. */
    Condition called(long community, String query) {
        String text = ChineseText.clean(query);
        String compact = IdentityNumber.normal(text);
        if (IdentityNumber.isValid(compact)) {
            return PERSON.IDENTITY_HASH.eq(numbers.hash(community, compact));
        }
        if (TAIL.matcher(compact).matches()) {
            return PERSON.PHONE_TAIL.eq(compact);
        }
        if (DIGITS.matcher(compact).matches()) {
            String phone = ChineseText.phone(compact);
            return PERSON.PHONE_TAIL
                    .eq(phone.substring(Math.max(0, phone.length() - 4)))
                    .and(PERSON.PHONE.eq(phone));
        }
        return Prefix.begins(PERSON.NAME, text);
    }

    Optional<String> nameOfOther(long community, @Nullable String identityNumber, long except) {
        return identityNumber == null
                ? Optional.empty()
                : db.select(PERSON.NAME)
                        .from(PERSON)
                        .where(PERSON.COMMUNITY_ID.eq(community), PERSON.ID.ne(except))
                        .and(PERSON.IDENTITY_HASH.eq(numbers.hash(community, identityNumber)))
                        .limit(1)
                        .fetchOptional(PERSON.NAME);
    }

    long insert(long community, PersonEntry entry, Instant at) {
        PersonRecord row = new PersonRecord();
        row.setCommunityId(community);
        fill(row, community, entry);
        row.setImportKey(entry.importKey());
        row.setCreatedAt(at);
        long id = db.insertInto(PERSON)
                .set(row)
                .returningResult(PERSON.ID)
                .fetchSingle()
                .value1();
        initials.refresh(community, List.of(id));
        return id;
    }

    /** @return how many rows were changed: none when the version is another by now */
    int update(long community, long id, int version, PersonEntry entry) {
        PersonRecord row = new PersonRecord();
        fill(row, community, entry);
        row.setVersion(version + 1);
        int changed = db.update(PERSON)
                .set(row)
                .where(PERSON.COMMUNITY_ID.eq(community), PERSON.ID.eq(id), PERSON.VERSION.eq(version))
                .execute();
        initials.refresh(community, changed == 0 ? List.of() : List.of(id));
        return changed;
    }

    private void fill(PersonRecord row, long community, PersonEntry entry) {
        row.setKind(entry.kind());
        row.setName(entry.name());
        row.setGender(entry.gender() == null ? null : entry.gender().name());
        row.setPhone(entry.phone());
        if (entry.identityNumber() != null) {
            row.setIdentityCipher(numbers.encrypt(community, entry.identityNumber()));
            row.setIdentityHash(numbers.hash(community, entry.identityNumber()));
        }
    }

    Set<Long> changeImported(long community, List<PersonEntry> entries) {
        return changeImported(community, columns(community, entries));
    }

    Set<Long> changeImported(long community, SQL rows) {
        return named(community, ids(UPDATE, Sql.arguments(community, rows)));
    }

    void forgetInitials(long community, List<Long> people) {
        initials.forget(community, people);
    }

    void readInitials(long community, List<Long> people) {
        initials.refresh(community, people);
    }

    /** Their keys are ids. */
    Set<Long> changeKnown(long community, List<PersonEntry> entries) {
        return changeKnown(community, columns(community, entries));
    }

    Set<Long> changeKnown(long community, SQL rows) {
        return named(
                community,
                ids(
                        UPDATE.replace("p.import_key = i.import_key", "p.id = i.import_key::bigint"),
                        Sql.arguments(community, rows)));
    }

    Set<Long> insertImported(long community, List<PersonEntry> entries, Instant at) {
        return insertImported(community, columns(community, entries), at);
    }

    Set<Long> insertImported(long community, SQL rows, Instant at) {
        Set<Long> people = ids(INSERT, Sql.arguments(community, rows, at));
        if (people.size() > COUNTED) Sql.count(db, "residents.person"); // the initials point at them
        initials.read(community, people);
        return people;
    }

    private Set<Long> named(long community, Set<Long> people) {
        initials.refresh(community, people);
        return people;
    }

    Map<String, Long> idsByKey(long community, List<PersonEntry> entries) {
        return db.select(PERSON.IMPORT_KEY, coalesce(REDIRECT.TO_ID, PERSON.ID))
                .from(PERSON)
                .leftJoin(REDIRECT)
                .on(REDIRECT.COMMUNITY_ID.eq(PERSON.COMMUNITY_ID), REDIRECT.PERSON_ID.eq(PERSON.ID))
                .where(PERSON.COMMUNITY_ID.eq(community))
                .and(PERSON.IMPORT_KEY.eq(DSL.any(texts(entries, PersonEntry::importKey))))
                .fetchMap(row -> row.value1(), row -> row.value2());
    }

    private static final String INPUT = """
            select * from unnest({0}, {1}, {2}, {3}, {4}, {5}, {6}) with ordinality
                 i(import_key, kind, name, gender, phone, identity_cipher, identity_hash, place)""";

    private static final String ROWS = "with i as (select r.*, r.kind::residents.person_kind as kind_of from ({1}) r) ";

    /**
     * What the workbook leaves blank stays; equal numbers keep the cipher text they have. A workbook from before a merge says again
     * what was decided then, and changes nothing: neither the duplicate nor, in its name, who stands for both.
     */
    private static final String UPDATE = ROWS + """
            update residents.person p set kind = i.kind_of, name = i.name, gender = coalesce(i.gender, p.gender),
                phone = coalesce(i.phone, p.phone), version = p.version + 1,
                identity_cipher = case when i.identity_hash is distinct from p.identity_hash
                    then coalesce(i.identity_cipher, p.identity_cipher) else p.identity_cipher end,
                identity_hash = coalesce(i.identity_hash, p.identity_hash)
            from i where p.community_id = {0} and p.import_key = i.import_key
            and (p.kind, p.name, p.gender, p.phone, p.identity_hash) is distinct from (i.kind_of, i.name,
                coalesce(i.gender, p.gender), coalesce(i.phone, p.phone), coalesce(i.identity_hash, p.identity_hash))
            and not exists (select from residents.redirect r join residents.person d on d.community_id = {0} and d.id = r.person_id
                where r.community_id = {0} and (r.person_id = p.id or r.to_id = p.id and d.name = i.name and d.name <> p.name))
            returning p.id""";

    private static final String INSERT = ROWS + """
            insert into residents.person (community_id, import_key, kind, name, gender, phone, identity_cipher, identity_hash, created_at)
            select {0}, i.import_key, i.kind_of, i.name, i.gender, i.phone, i.identity_cipher, i.identity_hash, {2} from i
            where not exists (select from residents.person p where p.community_id = {0} and p.import_key = i.import_key)
            order by i.place returning id""";

    private SQL columns(long community, List<PersonEntry> entries) {
        return DSL.sql(
                INPUT,
                Sql.arguments(
                        texts(entries, PersonEntry::importKey),
                        texts(entries, e -> e.kind().getLiteral()),
                        texts(entries, PersonEntry::name),
                        texts(
                                entries,
                                e -> e.gender() == null ? null : e.gender().name()),
                        texts(entries, PersonEntry::phone),
                        bytes(entries, number -> numbers.encrypt(community, number)),
                        bytes(entries, number -> numbers.hash(community, number))));
    }

    private Set<Long> ids(String sql, QueryPart[] input) {
        return new HashSet<>(db.resultQuery(sql, input).fetch(0, Long.class));
    }

    private static String[] texts(List<PersonEntry> entries, Function<PersonEntry, @Nullable String> value) {
        return entries.stream().map(value).toArray(String[]::new);
    }

    private static byte[][] bytes(List<PersonEntry> entries, Function<String, byte[]> value) {
        return entries.stream()
                .map(e -> e.identityNumber() == null ? null : value.apply(e.identityNumber()))
                .toArray(byte[][]::new);
    }
}
