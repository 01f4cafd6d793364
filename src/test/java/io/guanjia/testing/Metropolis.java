package io.guanjia.testing;

import io.guanjia.residents.Initials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * A city of invented households for the benches: communities of 4,000 rooms, each owned, delivered, measured and answered for, every
 * second owner with a vehicle, every fourth room once let, a used receipt number for each; and one manager of it all with a token for programs.
 */
public final class Metropolis {

    public static final int EACH = 4_000;
    public static final String TOKEN = "gj_bench-of-the-metropolis";
    public static final String PASSWORD = "of-the-bench-only";
    private static final String SURNAMES =
            "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤单解仇区查翟";
    private static final String GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红建文辉力志诚雨欣怡子涵梓轩若然思远嘉乐晨曦浩宇重长行";
    private static final List<String> FURNISHING = List.of(
            "insert into estate.community (name, created_at) select '小区 ' || n, now() from generate_series(1, %1$d) n",
            "insert into residents.person (community_id, kind, name, phone, created_at) select c.id, 'PERSON',"
                    + " (array(select name from bench_name order by no))[1 + (c.id * 7919 + n * 104729) %% %3$d],"
                    + " '199' || lpad((((c.id * %2$d + n) * 7919) %% 100000000)::text, 8, '0'), now()"
                    + " from estate.community c, generate_series(1, %2$d) n",
            "insert into residents.person_initials select p.community_id, p.id, i.initials from residents.person p"
                    + " join bench_name n using (name) join bench_initials i on i.no = n.no",
            "insert into estate.premises (community_id, kind, code, sort_key, delivered_on, status, created_at)"
                    + " select c.id, 'ROOM', code, code, '2024-01-01', 'OCCUPIED', now() from estate.community c,"
                    + " (select (1 + n / 200) || '-' || (1 + n %% 200 / 100) || '-' || (1 + n %% 100 / 4) || '0' || (1 + n %% 4)"
                    + " as code from generate_series(0, %2$d - 1) n) rooms",
            "insert into estate.premises_area (community_id, premises_id, from_on, square_metres)"
                    + " select community_id, id, '2023-01-01', 60 + id %% 90 from estate.premises",
            "insert into estate.area (community_id, name) select id, '全区' from estate.community",
            "insert into estate.area_premises (community_id, area_id, premises_id, from_on)"
                    + " select p.community_id, a.id, p.id, '2023-01-01' from estate.premises p join estate.area a using (community_id)",
            "create temporary table bench_home on commit drop as select p.community_id, p.id as premises_id, o.id as person_id, p.n from"
                    + " (select community_id, id, row_number() over (partition by community_id order by id) n from estate.premises) p"
                    + " join (select community_id, id, row_number() over (partition by community_id order by id) n"
                    + " from residents.person) o using (community_id, n)",
            "insert into residents.ownership (community_id, premises_id, from_on, created_at)"
                    + " select community_id, premises_id, '2024-01-01', now() from bench_home",
            "insert into residents.ownership_owner (community_id, ownership_id, person_id, billed)"
                    + " select h.community_id, o.id, h.person_id, true from bench_home h"
                    + " join residents.ownership o using (community_id, premises_id)",
            "insert into residents.household (community_id, premises_id, from_on, payer_id, owner_id, basis)"
                    + " select community_id, premises_id, '2024-01-01', person_id, person_id, 'OWNER' from bench_home",
            "insert into residents.tenancy (community_id, premises_id, tenant_id, pays, from_on, to_on, created_at)"
                    + " select community_id, premises_id, neighbour, false, '2024-03-01', '2024-08-31', now() from (select *,"
                    + " lag(person_id) over (partition by community_id order by n) neighbour from bench_home) h where n %% 4 = 0",
            "insert into residents.vehicle (community_id, plate, person_id, from_on) select community_id, '测' || chr(65 + (n %% 26)::int)"
                    + " || upper(lpad(to_hex((community_id * 104729 + n * 7919) %% 1048576), 5, '0')), person_id, '2024-01-01'"
                    + " from bench_home where n %% 2 = 0",
            "insert into cashier.receipt_book (community_id, prefix, first_no, last_no, digits, next_no, copies, state, holder_id,"
                    + " registered_by, registered_at) select id, 'R' || id, 1, %2$d, 6, %2$d + 1, array['客户联'], 'USED_UP', 1, 1, now()"
                    + " from estate.community",
            "insert into cashier.day_sheet (community_id, collector_id, business_on, ordinal, opened_at)"
                    + " select id, 1, '2024-01-01', 1, now() from estate.community",
            "insert into cashier.receipt (community_id, sheet_id, book_id, no, number, state, content, issued_by, issued_at, void_reason,"
                    + " void_requested_by, void_requested_at, void_confirmed_by, void_confirmed_at)"
                    + " select b.community_id, s.id, b.id, n, b.prefix || lpad(n::text, 6, '0'), 'VOID', '{}', 1, now(), 'bench', 1, now(), 2, now()"
                    + " from cashier.receipt_book b join cashier.day_sheet s using (community_id), generate_series(1, %2$d) n",
            "insert into identity.account (username, name, password_hash, created_at) values ('bench', 'bench', '%4$s', now())",
            "insert into identity.appointment (account_id, post_code, community_id, from_on, made_at)"
                    + " select a.id, 'manager', c.id, '2024-01-01', now() from identity.account a, estate.community c"
                    + " where a.username = 'bench'",
            "insert into estate.area_collector (community_id, area_id, collector_id, from_on)"
                    + " select r.community_id, r.id, a.id, '2023-01-01' from estate.area r, identity.account a where a.username = 'bench'",
            "insert into audit.entry (community_id, at, actor_id, actor_name, action, subject_kind, subject_id, after)"
                    + " select p.community_id, now(), a.id, a.name, action, 'premises', p.id::text,"
                    + " jsonb_build_object('code', p.code, 'from', '2024-01-01') from identity.account a, estate.premises p,"
                    + " unnest(array['premises-added', 'premises-delivered']) action where a.username = 'bench'");

    private static final List<String> FURNISHED = List.of(
            "estate.premises",
            "estate.premises_area",
            "estate.area_premises",
            "residents.person",
            "residents.person_initials",
            "residents.ownership",
            "residents.ownership_owner",
            "residents.tenancy",
            "residents.household",
            "residents.vehicle",
            "cashier.receipt",
            "audit.entry");

    private static final List<String> BILLING = List.of(
            "insert into billing.charge_item (community_id, code, name, fee_class, method, created_at)"
                    + " select id, '1', '物业服务费', 'PROPERTY', 'AREA', now() from estate.community",
            // month by month, as bills are run: the 24 charges of one household lie in 24 places
            "do $$ declare m date; begin for m in select generate_series(date '2023-01-01', date '2024-12-01', interval '1 month') loop"
                    + " insert into billing.charge (community_id, premises_id, item_id, month, segment, payer_id, owner_id, from_on, to_on,"
                    + " amount_fen, net_fen, tax_fen, open_fen, fee_class, fund_class, due_on, pieces, whole_fen, days_before, days_borne,"
                    + " day_basis, bill_run_id, deferred, posted_on, posted_at)"
                    + " select h.community_id, h.premises_id, i.id, m, 1, h.payer_id, h.owner_id, m, m + interval '1 month -1 day',"
                    + " 21002, 19813, 1189, case when m > date '2024-09-01' then 21002 else 0 end, 'PROPERTY', 'OWN_REVENUE',"
                    + " m + interval '1 month -1 day', array[row(m, m + interval '1 month -1 day', 89.37, 2.35, i.id)::billing.piece],"
                    + " 21002, 0, 30, 'ACTUAL', 1, false, m, m from residents.household h join billing.charge_item i using (community_id);"
                    + " end loop; end $$",
            "insert into cashier.payment (community_id, collector_id, sheet_id, paid_on, paid_at, payer_id, payer_name, amount_fen,"
                    + " allocated_fen, prepaid_fen, allocation_rule) select h.community_id, 1, s.id, day, day, h.payer_id, '业主', 252024,"
                    + " 252024, 0, 'OLDEST' from residents.household h join cashier.day_sheet s using (community_id),"
                    + " unnest(array[date '2023-12-20', date '2024-09-20']) day",
            "insert into cashier.payment_premises (community_id, payment_id, premises_id, allocated_fen, prepaid_fen)"
                    + " select p.community_id, p.id, h.premises_id, 252024, 0 from cashier.payment p"
                    + " join residents.household h using (community_id, payer_id)",
            "insert into cashier.tender (community_id, payment_id, ordinal, kind, amount_fen)"
                    + " select community_id, id, 1, 'WECHAT', 252024 from cashier.payment",
            "insert into cashier.receipt_book (community_id, prefix, first_no, last_no, digits, next_no, copies, state, holder_id,"
                    + " registered_by, registered_at) select id, 'P' || id || '-', 1, 8000, 6, 8001, array['客户联'], 'USED_UP', 1, 1, now()"
                    + " from estate.community",
            "insert into cashier.receipt (community_id, sheet_id, book_id, no, number, state, payment_id, content, issued_by, issued_at)"
                    + " select p.community_id, p.sheet_id, b.id, p.n, b.prefix || lpad(p.n::text, 6, '0'), 'ISSUED', p.id, '{}', 1, p.paid_at"
                    + " from (select *, row_number() over (partition by community_id order by id) n from cashier.payment) p"
                    + " join cashier.receipt_book b on b.community_id = p.community_id and b.prefix like 'P%'");

    private static final List<String> BILLED = List.of(
            "billing.charge", "cashier.payment", "cashier.payment_premises", "cashier.tender", "cashier.receipt");

    private Metropolis() {}

    /** @param households rounded down to whole communities */
    public static void build(Bench bench, int households) throws Exception {
        int names = names(bench);
        String hash = new Argon2PasswordEncoder(16, 32, 1, 64, 1).encode(PASSWORD);
        byte[] token = MessageDigest.getInstance("SHA-256").digest(TOKEN.getBytes(StandardCharsets.UTF_8));
        List<String> statements = new ArrayList<>();
        FURNISHING.forEach(statement -> statements.add(statement.formatted(households / EACH, EACH, names, hash)));
        statements.add(
                "insert into identity.token (account_id, name, token_sha256, created_at) select id, 'bench', '\\x"
                        + HexFormat.of().formatHex(token) + "', now() from identity.account where username = 'bench'");
        bench.load("homes", households, FURNISHED, statements);
    }

    /** 24 months of one item for every household; all but the last three are paid, once a year, each with its receipt. */
    public static void bill(Bench bench) throws SQLException {
        bench.load("bills", bench.number("select count(*) from residents.household"), BILLED, BILLING);
    }

    private static int names(Bench bench) throws Exception {
        Random random = new Random(20261123);
        TreeSet<String> names = new TreeSet<>();
        while (names.size() < 20_000) {
            String name = one(SURNAMES, random) + one(GIVEN, random);
            names.add(random.nextInt(4) == 0 ? name : name + one(GIVEN, random));
        }
        bench.execute("create temporary table bench_name (no int primary key, name text not null unique)");
        bench.execute("create temporary table bench_initials (no int not null, initials text not null)");
        try (PreparedStatement name = bench.books().prepareStatement("insert into bench_name values (?, ?)");
                PreparedStatement initials =
                        bench.books().prepareStatement("insert into bench_initials values (?, ?)")) {
            int no = 0;
            for (String one : names) {
                name.setInt(1, ++no);
                name.setString(2, one);
                name.addBatch();
                for (String reading : Initials.of(one)) {
                    initials.setInt(1, no);
                    initials.setString(2, reading);
                    initials.addBatch();
                }
            }
            name.executeBatch();
            initials.executeBatch();
        }
        bench.execute("analyze bench_name");
        bench.execute("analyze bench_initials");
        return names.size();
    }

    private static String one(String characters, Random random) {
        return Character.toString(characters.charAt(random.nextInt(characters.length())));
    }
}
