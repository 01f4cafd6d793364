package io.guanjia.insight;

import io.guanjia.kernel.Month;
import io.guanjia.testing.TestDatabases;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jooq.DSLContext;

/** A community with bills and what was allocated to them, written past the rooms: figures of rules.md that no story plays. */
final class Bills {

    final long community;
    final long item;
    final long parking;
    private final DSLContext owner = TestDatabases.current().owner();
    private final long payer;

    Bills(String name) {
        community = id(
                "insert into estate.community (name, created_at) values (?, '2024-01-01 09:00+08') returning id", name);
        payer = person("陈测试");
        item = item("property", "PROPERTY");
        parking = item("parking", "PARKING");
    }

    long person(String name) {
        return id(
                "insert into residents.person (community_id, kind, name, created_at)"
                        + " values (?, 'PERSON', ?, '2024-01-01 09:00+08') returning id",
                community,
                name);
    }

    long building(String code) {
        return id(
                "insert into estate.building (community_id, code, name) values (?, ?, ?) returning id",
                community,
                code,
                code + " 号楼");
    }

    long premises(String code, Long building) {
        return id(
                "insert into estate.premises (community_id, kind, code, sort_key, building_id, created_at)"
                        + " values (?, 'ROOM', ?, ?, ?, '2024-01-01 09:00+08') returning id",
                community,
                code,
                code,
                building);
    }

    void developer(long person) {
        owner.execute("insert into residents.developer values (?, ?, '2020-01-01', null)", community, person);
    }

    /** An area with the premises, from the first of January on. */
    long area(String name, long... premises) {
        long area = id("insert into estate.area (community_id, name) values (?, ?) returning id", community, name);
        for (long one : premises) {
            owner.execute(
                    "insert into estate.area_premises values (?, ?, ?, '2024-01-01', null)", community, area, one);
        }
        return area;
    }

    void collector(long area, long collector, LocalDate from, LocalDate to) {
        owner.execute("insert into estate.area_collector values (?, ?, ?, ?, ?)", community, area, collector, from, to);
    }

    /** Posted on the first of January, as a bill of a whole year is. */
    long charge(long premises, Month month, String yuan) {
        return charge(premises, item, payer, month, yuan, LocalDate.of(month.year(), 1, 1));
    }

    long charge(long premises, long item, long payer, Month month, String yuan, LocalDate postedOn) {
        long fen = fen(yuan);
        return id(
                "insert into billing.charge (community_id, premises_id, item_id, month, segment, payer_id, owner_id, from_on, to_on,"
                        + " amount_fen, net_fen, tax_fen, open_fen, fee_class, fund_class, due_on, pieces, whole_fen,"
                        + " days_before, days_borne, day_basis, bill_run_id, deferred,"
                        + " posted_on, posted_at) values (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, 0, ?, "
                        + "(select fee_class from billing.charge_item where id = ?), 'OWN_REVENUE', ?, '{}', ?, 0, 30,"
                        + " 'ACTUAL', 1, false, ?,"
                        + " '2024-01-01 09:00+08') returning id",
                community,
                premises,
                item,
                month.firstDay(),
                payer,
                payer,
                month.firstDay(),
                month.lastDay(),
                fen,
                fen,
                fen,
                item,
                month.lastDay(),
                fen,
                postedOn);
    }

    long pay(long charge, String yuan, LocalDate on) {
        return allocate(charge, yuan, on, "PAYMENT", null);
    }

    long offset(long charge, String yuan, LocalDate on) {
        return allocate(charge, yuan, on, "PREPAYMENT", null);
    }

    void undo(long charge, long allocation, String yuan, LocalDate on) {
        allocate(charge, "-" + yuan, on, "PAYMENT", allocation);
    }

    private long allocate(long charge, String yuan, LocalDate on, String source, Long reverses) {
        return id(
                "insert into billing.allocation (community_id, charge_id, amount_fen, source, source_id, business_on, allocated_at,"
                        + " reverses_id) values (?, ?, ?, ?::billing.settlement_source, 1, ?, '2024-01-01 09:00+08', ?) returning id",
                community,
                charge,
                fen(yuan),
                source,
                on,
                reverses);
    }

    private long item(String code, String feeClass) {
        return id(
                "insert into billing.charge_item (community_id, code, name, fee_class, method, created_at)"
                        + " values (?, ?, ?, ?::billing.fee_class, 'AREA', '2024-01-01 09:00+08') returning id",
                community,
                code,
                code.equals("property") ? "物业费" : "停车费",
                feeClass);
    }

    private long id(String insert, Object... values) {
        return owner.fetchSingle(insert, values).get(0, Long.class);
    }

    private static long fen(String yuan) {
        return new BigDecimal(yuan).movePointRight(2).longValueExact();
    }
}
