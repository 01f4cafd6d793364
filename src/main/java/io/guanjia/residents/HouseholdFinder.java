package io.guanjia.residents;

import static java.util.stream.Collectors.joining;

import io.guanjia.database.Sql;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.Masked;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the household by what people say at a counter or on the phone: {@code 3-2-1201}, {@code 321201}, {@code 1201}, the
 * beginning of a name or of its pinyin initials, the last four digits of a phone or all of it, the beginning of a plate.
 */
@Component
@Transactional(readOnly = true)
public class HouseholdFinder {

    private static final int TEXT_MAX = 60;
    /** People looked at for each premises that is wanted: some own nothing today, some own together. */
    private static final int PEOPLE_PER_PREMISES = 4;

    private static final Pattern CODE = Pattern.compile("[A-Z0-9]+(?:-[A-Z0-9]+)*-?");
    private static final Pattern TAIL = Pattern.compile("\\d{4}");
    private static final Pattern PHONE = Pattern.compile("[+\\d-]{7,20}");
    private static final Pattern INITIALS = Pattern.compile("[A-Z][A-Z0-9]{1,19}");
    private static final Pattern PLATE = Pattern.compile("\\p{IsHan}[A-Z][A-Z0-9·]{0,7}");
    private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

    private final DSLContext db;
    private final Access access;
    private final Clock clock;

    HouseholdFinder(DSLContext db, Access access, Clock clock) {
        this.db = db;
        this.access = access;
        this.clock = clock;
    }

    /** Codes first, each premises once, in natural order; people only for those who may read residents. */
    public List<Found> find(long community, String text, int limit) {
        access.require(Permission.ESTATE_READ, community);
        return find(List.of(community), text, limit);
    }

    /** The same over several communities, the first ones first; those whose estate the person may not read are left out. */
    public List<Found> find(List<Long> communities, String text, int limit) {
        String said = ChineseText.compact(text).toUpperCase(Locale.ROOT).replace('－', '-');
        List<Long> estates = among(communities, Permission.ESTATE_READ);
        if (said.isEmpty() || said.length() > TEXT_MAX || estates.isEmpty()) {
            return List.of();
        }
        List<Long> people = among(estates, Permission.RESIDENTS_READ);
        List<String> ways = ways(said, !people.isEmpty());
        if (ways.isEmpty()) {
            return List.of();
        }
        String name = ChineseText.clean(text);
        String phone = ChineseText.phone(said);
        String letters = said.toLowerCase(Locale.ROOT);
        return db.resultQuery(
                        statement(ways),
                        Sql.arguments(
                                estates.toArray(Long[]::new),
                                LocalDate.now(clock),
                                limit,
                                said,
                                said + LAST,
                                name,
                                name + LAST,
                                phone,
                                phone.substring(Math.max(0, phone.length() - 4)),
                                said.replace("-", ""),
                                said.replace("-", "") + LAST,
                                said.replace("·", ""),
                                said.replace("·", "") + LAST,
                                people.toArray(Long[]::new),
                                letters,
                                letters + LAST,
                                limit * PEOPLE_PER_PREMISES,
                                estates.get(0),
                                people.isEmpty() ? null : people.get(0)))
                .fetch(r -> found(r, people.contains(r.get(0, Long.class))));
    }

    private List<Long> among(List<Long> communities, Permission permission) {
        Set<Long> allowed = Set.copyOf(access.communitiesWith(permission));
        return communities.stream().filter(allowed::contains).toList();
    }

    private static List<String> ways(String said, boolean people) {
        List<String> ways = new ArrayList<>();
        if (CODE.matcher(said).matches()) {
            ways.add(said.contains("-") ? BY_CODE : BY_CODE_WITHOUT_HYPHENS);
        }
        if (!people) {
            return ways;
        }
        if (TAIL.matcher(said).matches()) {
            ways.add(TAILED);
        } else if (PHONE.matcher(said).matches()) {
            ways.add(PHONED);
        } else if (!INITIALS.matcher(said)
                .matches()) { // Latin letters and digits of a name stand in its initials as they are
            ways.add(NAMED);
        }
        if (PLATE.matcher(said).matches()) {
            ways.add(PLATED);
        }
        if (INITIALS.matcher(said).matches()) {
            ways.add(INITIALLED);
        }
        return ways;
    }

    private static String statement(List<String> ways) {
        return "with hit as (select community_id, premises_id, min(way) as way from ("
                + String.join(" union all ", ways) + ") every_way group by community_id, premises_id), " + SHOWN + ROWS;
    }

    /**
     * One scan over all communities tells which of them have such a code (docs/decisions/0029); only those are then read in natural
     * order, the first of the list always. The offset keeps the planner from going through a community in that order instead.
     */
    private static final String CODED = """
            (select c.id as community_id, p.id as premises_id, 0 as way from (select cast({17} as bigint) as id union %s) c cross join lateral
                (select p.id from (select p.id, p.sort_key from estate.premises p where p.community_id = c.id and (%s) offset 0) p
                order by p.sort_key limit {2}) p
            order by c.id <> {17}, c.id limit {2})""";

    private static final String HAVING_SUCH =
            "(select p.community_id from estate.premises p where p.community_id = any({0}) and %s limit {2})";

    private static final String BY_CODE = coded("p.code ~>=~ {3} and p.code ~<~ {4}");
    private static final String BY_CODE_WITHOUT_HYPHENS =
            coded("p.search_code ~>=~ {9} and p.search_code ~<~ {10}", "p.last_code = {3}");

    private static String coded(String... ways) {
        return CODED.formatted(
                Stream.of(ways).map(HAVING_SUCH::formatted).collect(joining(" union ")), String.join(" or ", ways));
    }

    /**
     * Whoever owns, rents or answers today; the people are few, so their premises come by the people's indexes. The laterals name the
     * community of each row: joined flat, the planner may look for each person in every community of the policy.
     */
    private static final String OF_PEOPLE = """
            (with who as materialized (select w.community_id, case when r.to_id is null then w.id else r.to_id end as id from (
                    (select p.community_id, p.%2$s as id from %3$s p where p.community_id = {18} and %4$s limit {16})
                    union
                    (select p.community_id, p.%2$s as id from %3$s p where p.community_id = any({13}) and %4$s limit {16})) w
                left join residents.redirect r on r.community_id = w.community_id and r.person_id = w.id)
            select who.community_id, home.premises_id, %1$d as way from who cross join lateral (
                select o.premises_id from residents.ownership_owner w
                    join residents.ownership o on o.community_id = who.community_id and o.id = w.ownership_id
                    where w.community_id = who.community_id and w.person_id = who.id and o.voided_at is null
                    and o.from_on <= {1} and (o.to_on is null or o.to_on >= {1})
                union all
                select t.premises_id from residents.tenancy t
                    where t.community_id = who.community_id and t.tenant_id = who.id and t.voided_at is null
                    and t.from_on <= {1} and (t.to_on is null or t.to_on >= {1})
                union all
                select h.premises_id from residents.household h where h.community_id = who.community_id
                    and h.payer_id = who.id and h.from_on <= {1} and (h.to_on is null or h.to_on >= {1})) home)""";

    private static final String NAMED =
            of(Found.By.NAME, "id", "residents.person", "p.name ~>=~ {5} and p.name ~<~ {6}");
    private static final String TAILED = of(Found.By.PHONE, "id", "residents.person", "p.phone_tail = {8}");
    private static final String PHONED =
            of(Found.By.PHONE, "id", "residents.person", "p.phone_tail = {8} and p.phone = {7}");
    private static final String PLATED =
            of(Found.By.PLATE, "person_id", "residents.vehicle", "p.plate ~>=~ {11} and p.plate ~<~ {12}");
    private static final String INITIALLED = of(
            Found.By.INITIALS,
            "person_id",
            "residents.person_initials",
            "p.initials ~>=~ {14} and p.initials ~<~ {15}");

    private static String of(Found.By by, String person, String table, String condition) {
        return OF_PEOPLE.formatted(by.ordinal(), person, table, condition);
    }

    private static final String SHOWN = """
            shown as (select hit.*, array_position({0}, hit.community_id) as place, p.code, p.kind, p.sort_key
                from hit cross join lateral (select p.code, p.kind, p.sort_key from estate.premises p
                    where p.community_id = hit.community_id and p.id = hit.premises_id limit 1) p
                order by place, hit.way, p.sort_key, hit.premises_id limit {2})
            """;

    private static final String ROWS = """
            select s.community_id, s.premises_id, s.code, s.kind, n.kind, n.name, n.phone, s.way from shown s
            left join lateral (select h.payer_id from residents.household h
                where h.community_id = s.community_id and h.premises_id = s.premises_id
                and h.from_on <= {1} and (h.to_on is null or h.to_on >= {1}) limit 1) h on true
            left join lateral (select n.kind, n.name, n.phone from residents.person n
                where n.community_id = s.community_id and n.id = h.payer_id limit 1) n on true
            order by s.place, s.way, s.sort_key, s.premises_id""";

    private static Found found(Record r, boolean people) {
        String name = people ? r.get(5, String.class) : null;
        String phone = people ? r.get(6, String.class) : null;
        return new Found(
                r.get(0, Long.class),
                r.get(1, Long.class),
                r.get(2, String.class),
                r.get(3, PremisesKind.class),
                name == null ? null : Person.maskedName(r.get(4, PersonKind.class), name),
                phone == null ? null : Masked.phone(phone),
                Found.By.values()[r.get(7, Integer.class)]);
    }
}
