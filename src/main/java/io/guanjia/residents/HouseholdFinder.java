package io.guanjia.residents;

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
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds the household by what people say at a counter or on the phone: {@code 3-2-1201}, {@code 321201}, {@code 1201}, the
 * beginning of a name, the last four digits of a phone or all of it, the beginning of a plate.
 */
@Component
@Transactional(readOnly = true)
public class HouseholdFinder {

    private static final int TEXT_MAX = 60;
    private static final Pattern CODE = Pattern.compile("[A-Z0-9]+(?:-[A-Z0-9]+)*-?");
    private static final Pattern TAIL = Pattern.compile("\\d{4}");
    private static final Pattern PHONE = Pattern.compile("[+\\d-]{7,20}");
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
        String said = ChineseText.compact(text).toUpperCase(Locale.ROOT).replace('－', '-');
        if (said.isEmpty() || said.length() > TEXT_MAX) {
            return List.of();
        }
        List<String> ways = ways(said, access.may(Permission.RESIDENTS_READ, community));
        if (ways.isEmpty()) {
            return List.of();
        }
        String name = ChineseText.clean(text);
        String phone = ChineseText.phone(said);
        return db.resultQuery(
                        statement(ways),
                        Sql.arguments(
                                community,
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
                                said.replace("·", "") + LAST))
                .fetch(r -> found(r, access.may(Permission.RESIDENTS_READ, community)));
    }

    private static List<String> ways(String said, boolean people) {
        List<String> ways = new ArrayList<>();
        if (CODE.matcher(said).matches()) {
            ways.add(said.contains("-") ? BY_CODE : BY_CODE_WITHOUT_HYPHENS);
        }
        if (!people) {
            return ways;
        }
        if (TAIL.matcher(said).matches() || PHONE.matcher(said).matches()) {
            ways.add(OF_PEOPLE.formatted(2, TAIL.matcher(said).matches() ? TAILED : PHONED));
        } else {
            ways.add(OF_PEOPLE.formatted(1, NAMED));
        }
        if (PLATE.matcher(said).matches()) {
            ways.add(OF_PEOPLE.formatted(3, PLATED));
        }
        return ways;
    }

    private static String statement(List<String> ways) {
        return "with hit as (select premises_id, min(way) as way from (" + String.join(" union all ", ways)
                + ") every_way group by premises_id) " + ROWS;
    }

    private static final String BY_CODE = """
            select p.id as premises_id, 0 as way from estate.premises p
            where p.community_id = {0} and p.code ~>=~ {3} and p.code ~<~ {4}""";

    private static final String BY_CODE_WITHOUT_HYPHENS = """
            select p.id as premises_id, 0 as way from estate.premises p where p.community_id = {0}
            and (p.search_code ~>=~ {9} and p.search_code ~<~ {10} or p.last_code = {3})""";

    /** Whoever owns, rents or answers today; the people are few, so their premises come by the people's indexes. */
    private static final String OF_PEOPLE = """
            (with who as (select p.id from %2$s limit 500)
            select o.premises_id, %1$d as way from who
                join residents.ownership_owner w on w.community_id = {0} and w.person_id = who.id
                join residents.ownership o on o.community_id = {0} and o.id = w.ownership_id and o.voided_at is null
                    and o.from_on <= {1} and (o.to_on is null or o.to_on >= {1})
            union all
            select t.premises_id, %1$d from who join residents.tenancy t on t.community_id = {0} and t.tenant_id = who.id
                and t.voided_at is null and t.from_on <= {1} and (t.to_on is null or t.to_on >= {1})
            union all
            select h.premises_id, %1$d from who join residents.household h on h.community_id = {0} and h.payer_id = who.id
                and h.from_on <= {1} and (h.to_on is null or h.to_on >= {1}))""";

    private static final String NAMED =
            "residents.person p where p.community_id = {0} and p.name ~>=~ {5} and p.name ~<~ {6}";
    private static final String TAILED = "residents.person p where p.community_id = {0} and p.phone_tail = {8}";
    private static final String PHONED =
            "residents.person p where p.community_id = {0} and p.phone_tail = {8} and p.phone = {7}";
    private static final String PLATED =
            "residents.vehicle v join residents.person p on p.community_id = {0} and p.id = v.person_id"
                    + " where v.community_id = {0} and v.plate ~>=~ {11} and v.plate ~<~ {12}";

    private static final String ROWS = """
            select hit.premises_id, p.code, p.kind, n.kind, n.name, n.phone, hit.way
            from hit join estate.premises p on p.community_id = {0} and p.id = hit.premises_id
            left join residents.household h on h.community_id = {0} and h.premises_id = p.id
                and h.from_on <= {1} and (h.to_on is null or h.to_on >= {1})
            left join residents.person n on n.community_id = {0} and n.id = h.payer_id
            order by hit.way, p.sort_key, p.id limit {2}""";

    private static Found found(Record r, boolean people) {
        String name = people ? r.get(4, String.class) : null;
        String phone = people ? r.get(5, String.class) : null;
        return new Found(
                r.get(0, Long.class),
                r.get(1, String.class),
                r.get(2, PremisesKind.class),
                name == null ? null : masked(r.get(3, PersonKind.class), name),
                phone == null ? null : Masked.phone(phone),
                Found.By.values()[r.get(6, Integer.class)]);
    }

    private static @Nullable String masked(PersonKind kind, String name) {
        return Person.maskedName(kind, name);
    }
}
