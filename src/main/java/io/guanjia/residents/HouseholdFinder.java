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
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
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

    /** The same in one statement over several communities; those whose estate the person may not read are left out. */
    public List<Found> find(Collection<Long> communities, String text, int limit) {
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
                                letters + LAST))
                .fetch(r -> found(r, people.contains(r.get(0, Long.class))));
    }

    private List<Long> among(Collection<Long> communities, Permission permission) {
        return access.communitiesWith(permission).stream()
                .filter(communities::contains)
                .toList();
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
            ways.add(of(Found.By.PHONE, TAIL.matcher(said).matches() ? TAILED : PHONED));
        } else {
            ways.add(of(Found.By.NAME, NAMED));
        }
        if (PLATE.matcher(said).matches()) {
            ways.add(of(Found.By.PLATE, PLATED));
        }
        if (INITIALS.matcher(said).matches()) {
            ways.add(of(Found.By.INITIALS, INITIALLED));
        }
        return ways;
    }

    private static String of(Found.By by, String people) {
        return OF_PEOPLE.formatted(by.ordinal(), people);
    }

    private static String statement(List<String> ways) {
        return "with hit as (select community_id, premises_id, min(way) as way from ("
                + String.join(" union all ", ways) + ") every_way group by community_id, premises_id) " + ROWS;
    }

    private static final String BY_CODE = """
            select p.community_id, p.id as premises_id, 0 as way from estate.premises p
            where p.community_id = any({0}) and p.code ~>=~ {3} and p.code ~<~ {4}""";

    private static final String BY_CODE_WITHOUT_HYPHENS = """
            select p.community_id, p.id as premises_id, 0 as way from estate.premises p where p.community_id = any({0})
            and (p.search_code ~>=~ {9} and p.search_code ~<~ {10} or p.last_code = {3})""";

    /** Whoever owns, rents or answers today; the people are few, so their premises come by the people's indexes. */
    private static final String OF_PEOPLE = """
            (with who as (select p.community_id, p.id from %2$s limit 500)
            select community_id, o.premises_id, %1$d as way from who
                join residents.ownership_owner w using (community_id)
                join residents.ownership o using (community_id)
                where w.person_id = who.id and o.id = w.ownership_id and o.voided_at is null
                    and o.from_on <= {1} and (o.to_on is null or o.to_on >= {1})
            union all
            select community_id, t.premises_id, %1$d from who join residents.tenancy t using (community_id)
                where t.tenant_id = who.id and t.voided_at is null
                    and t.from_on <= {1} and (t.to_on is null or t.to_on >= {1})
            union all
            select community_id, h.premises_id, %1$d from who join residents.household h using (community_id)
                where h.payer_id = who.id and h.from_on <= {1} and (h.to_on is null or h.to_on >= {1}))""";

    private static final String NAMED =
            "residents.person p where p.community_id = any({13}) and p.name ~>=~ {5} and p.name ~<~ {6}";
    private static final String TAILED = "residents.person p where p.community_id = any({13}) and p.phone_tail = {8}";
    private static final String PHONED = TAILED + " and p.phone = {7}";
    private static final String PLATED =
            "residents.vehicle v join residents.person p on p.community_id = v.community_id and p.id = v.person_id"
                    + " where v.community_id = any({13}) and v.plate ~>=~ {11} and v.plate ~<~ {12}";
    private static final String INITIALLED =
            "(select distinct i.community_id, i.person_id as id from residents.person_initials i"
                    + " where i.community_id = any({13}) and i.initials ~>=~ {14} and i.initials ~<~ {15}) p";

    private static final String ROWS = """
            select hit.community_id, hit.premises_id, p.code, p.kind, n.kind, n.name, n.phone, hit.way
            from hit join estate.premises p on p.community_id = hit.community_id and p.id = hit.premises_id
            left join residents.household h on h.community_id = hit.community_id and h.premises_id = p.id
                and h.from_on <= {1} and (h.to_on is null or h.to_on >= {1})
            left join residents.person n on n.community_id = hit.community_id and n.id = h.payer_id
            order by hit.way, p.sort_key, p.community_id, p.id limit {2}""";

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
