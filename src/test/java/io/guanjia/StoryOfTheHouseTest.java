package io.guanjia;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.database.Scopes;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.estate.PremisesEntry;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.Money;
import io.guanjia.residents.Deliveries;
import io.guanjia.residents.Developers;
import io.guanjia.residents.Owner;
import io.guanjia.residents.Ownerships;
import io.guanjia.residents.People;
import io.guanjia.residents.PersonEntry;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.Program;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * The story of rules.md §16, steps 1 to 7, told by the programs of the people who act in it: bills, charges by hand, money, a spoiled
 * receipt, a drawer with ten yuan too little, a closed month, and a bill that a prepayment settles. Every figure can be computed by
 * hand; amounts are in fen.
 */
@GuanjiaTest
@Tag("T1COLLECT-01")
@Tag("T1CLERK-02")
@Tag("CLERK-02")
@Tag("COLLECT-03")
@Tag("COLLECT-04")
@Tag("COLLECT-05")
@Tag("DEPT-01")
class StoryOfTheHouseTest {
    private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);
    private static final List<String> COPIES = List.of("存根联", "客户联", "记账联");

    @LocalServerPort
    int port;

    @Autowired
    MovedClock clock;

    @Autowired
    PremisesRegister register;

    @Autowired
    People people;

    @Autowired
    Developers developers;

    @Autowired
    Ownerships ownerships;

    @Autowired
    Deliveries deliveries;

    private final Map<String, Long> premises = new HashMap<>();
    private final Map<String, String> items = new HashMap<>();
    private final Map<String, Long> accounts = new HashMap<>();
    private final Map<String, Program> programs = new HashMap<>();
    private long community;

    @Test
    void tellsJune2024AndTheFirstOfJuly() {
        clock.set(LocalDate.of(2024, 6, 18));
        community = Staff.community("云溪小筑");
        for (String post : List.of("collector", "clerk", "manager", "accountant")) {
            accounts.put(post, Staff.hire("story-" + post, community, post));
            programs.put(post, Program.of(port, "story-" + post, Staff.PASSWORD));
        }
        Scopes.run(Staff.scope(accounts.get("clerk"), community), this::estate);
        pricesAndItems();

        step1BillsOfJune();
        steps2And3ChargesByHand();
        step4Collecting();
        step5TheDrawer();
        step6TheMonth();
        step7ThePrepaymentPaysJuly();
    }

    /** 1-103 is not delivered, so the developer pays; B sells 1-102 to C on 16 June. */
    private void estate() {
        long developer = people.add(community, PersonEntry.company("云溪置业", "01099990000"));
        developers.set(community, developer, LONG_AGO);
        place(PremisesKind.ROOM, "1-101", "89.37");
        place(PremisesKind.ROOM, "1-102", "120.50");
        place(PremisesKind.ROOM, "1-103", "65.13");
        place(PremisesKind.SHOP, "S-01", "45.60");
        for (Map.Entry<String, String> home :
                Map.of("1-101", "业主甲", "1-102", "业主乙", "S-01", "商户丁").entrySet()) {
            ownerships.begin(community, premises.get(home.getKey()), LONG_AGO, owner(home.getValue()));
            deliveries.deliver(community, premises.get(home.getKey()), LONG_AGO);
        }
        ownerships.transfer(community, premises.get("1-102"), LocalDate.of(2024, 6, 16), owner("业主丙"));
    }

    private void place(PremisesKind kind, String code, String area) {
        var entry = PremisesEntry.of(kind, code).measuring(Area.parse(area), LONG_AGO);
        premises.put(code, register.add(community, entry));
    }

    private List<Owner> owner(String name) {
        return List.of(Owner.billed(people.add(community, PersonEntry.person(name, "19900000001"))));
    }

    private void pricesAndItems() {
        item("FEE", "物业费", "PROPERTY", "AREA", "OWN_REVENUE", "0.06");
        item("SHOP-FEE", "商铺物业费", "PROPERTY", "AREA", "OWN_REVENUE", "0.06");
        item("SHARED", "公摊电费", "UTILITY", "ONE_OFF", "AGENCY", "0");
        item("ELECTRICITY", "商铺电费", "UTILITY", "ONE_OFF", "AGENCY", "0");
        price("FEE", "2.35", "1-101", "1-102", "1-103");
        price("SHOP-FEE", "4.50", "S-01");
    }

    private void item(String code, String name, String feeClass, String method, String fundClass, String taxRate) {
        Map<String, Object> item = new HashMap<>(Map.of("code", code, "name", name, "feeClass", feeClass));
        item.putAll(Map.of("method", method, "fundClass", fundClass, "taxRate", taxRate, "from", LONG_AGO.toString()));
        item.put("priority", 10 + items.size());
        items.put(
                code,
                as("clerk")
                        .post(path("/charge-items"), item)
                        .expect(201)
                        .get("id")
                        .asString());
    }

    private void price(String item, String unitPrice, String... codes) {
        Map<String, Object> tariff =
                Map.of("itemId", items.get(item), "from", LONG_AGO.toString(), "unitPrice", unitPrice);
        as("clerk").post(path("/tariffs"), tariff).expect(201);
        List<Long> borne = List.of(codes).stream().map(premises::get).toList();
        Map<String, Object> assigned = Map.of("from", LONG_AGO.toString(), "premises", borne);
        as("clerk")
                .post(path("/charge-items/" + items.get(item) + "/premises"), assigned)
                .expect(200);
    }

    private void step1BillsOfJune() {
        JsonNode run = bill("2024-06");
        assertThat(run.get("charges").asInt()).isEqualTo(5);
        assertThat(run.get("totalFen").asLong()).isEqualTo(851_46);
        assertThat(run.get("state").asString()).isEqualTo("PROPOSED");
        String address = path("/bill-runs/" + run.get("id").asString());
        assertThat(as("clerk").post(address + "/approval", Map.of()).status()).isEqualTo(403);
        assertThat(as("manager")
                        .post(address + "/approval", Map.of())
                        .expect(200)
                        .get("state")
                        .asString())
                .isEqualTo("POSTED");

        assertThat(charges("1-101")).containsExactly("物业费 业主甲 210.02 = 198.13 + 11.89");
        assertThat(charges("1-102"))
                .containsExactlyInAnyOrder("物业费 业主乙 141.59 = 133.58 + 8.01", "物业费 业主丙 141.59 = 133.58 + 8.01");
        assertThat(charges("1-103")).containsExactly("物业费 云溪置业 153.06 = 144.40 + 8.66");
        assertThat(charges("S-01")).containsExactly("商铺物业费 商户丁 205.20 = 193.58 + 11.62");

        JsonNode again = bill("2024-06");
        assertThat(again.get("charges").asInt()).isZero();
        assertThat(again.get("alreadyBilled").asInt()).isEqualTo(5);
        assertThat(balances()).containsEntry("RECEIVABLE", 851_46L).hasSize(3);
    }

    private JsonNode bill(String month) {
        List<String> monthly = List.of(items.get("FEE"), items.get("SHOP-FEE"));
        return as("clerk")
                .post(path("/bill-runs"), Map.of("month", month, "items", monthly))
                .expect(201);
    }

    private void steps2And3ChargesByHand() {
        byHand("1-101", "SHARED", Map.of("amountFen", 27_88));
        byHand("1-102", "SHARED", Map.of("amountFen", 37_59));
        byHand("1-103", "SHARED", Map.of("amountFen", 20_31));
        byHand("S-01", "SHARED", Map.of("amountFen", 14_22));
        JsonNode electricity = byHand("S-01", "ELECTRICITY", Map.of("quantity", "1440", "unitPrice", "0.7716"));
        assertThat(electricity.get("amountFen").asLong()).isEqualTo(1_111_10);

        assertThat(charges("1-102")).contains("公摊电费 业主丙 37.59 = 37.59 + 0.00"); // who owns it on that day
        assertThat(charges("1-103")).contains("公摊电费 云溪置业 20.31 = 20.31 + 0.00");
        assertThat(balances())
                .containsEntry("RECEIVABLE", 2_062_56L)
                .containsEntry("AGENCY_PAYABLE", -1_211_10L)
                .containsEntry("REVENUE", -803_27L)
                .containsEntry("OUTPUT_VAT", -48_19L);
    }

    private JsonNode byHand(String code, String item, Map<String, Object> amount) {
        Map<String, Object> charge = new HashMap<>(amount);
        charge.putAll(Map.of("premisesId", premises.get(code), "itemId", items.get(item)));
        charge.putAll(Map.of("on", clock.today().toString(), "description", "六月"));
        JsonNode proposed = as("clerk").post(path("/one-off-charges"), charge).expect(201);
        decide("one-off-charge", proposed.get("id").asString());
        return as("clerk").get(path("/one-off-charges/" + proposed.get("id").asString()));
    }

    private void step4Collecting() {
        clock.set(LocalDate.of(2024, 6, 20));
        JsonNode book = as("clerk")
                .post(
                        path("/receipt-books"),
                        Map.of(
                                "prefix", "", "firstNo", 101, "lastNo", 150, "digits", 7, "copies", COPIES, "layout",
                                "PLAIN"))
                .expect(201);
        String issue = path("/receipt-books/" + book.get("id").asString() + "/issue");
        as("clerk").post(issue, Map.of("holderId", accounts.get("collector"))).expect(200);
        Map<String, Object> change = Map.of("holderId", accounts.get("collector"), "amountFen", 500_00);
        as("accountant").post(path("/floats"), change).expect(201);

        JsonNode cash = pay("1-101", Map.of("kind", "CASH", "amountFen", 500_00, "givenFen", 500_00));
        assertThat(cash.get("receiptNumber").asString()).isEqualTo("0000101");
        assertThat(cash.get("amountInWords").asString()).isEqualTo("人民币伍佰元整");
        assertThat(allocations(cash)).containsExactly("物业费 21002", "公摊电费 2788");
        assertThat(cash.get("prepaymentFen").asLong()).isEqualTo(262_10);
        spoilTheNextReceipt();

        clock.set(LocalDate.of(2024, 6, 20).atTime(18, 0));
    }

    private JsonNode pay(String code, Map<String, Object> tender) {
        Map<String, Object> payment =
                Map.of("lines", List.of(Map.of("premisesId", premises.get(code))), "tenders", List.of(tender));
        String key = UUID.randomUUID().toString();
        JsonNode taken = as("collector").post(path("/payments"), key, payment).expect(201);
        Program.Reply again = as("collector").post(path("/payments"), key, payment);
        assertThat(again.replayed()).isTrue();
        assertThat(again.expect(201).get("id")).isEqualTo(taken.get("id"));
        return taken;
    }

    private void spoilTheNextReceipt() {
        String spoiled = path("/receipts/0000102/void");
        Map<String, Object> twoCopies = Map.of("reason", "打印卡纸", "copies", COPIES.subList(0, 2));
        assertThat(as("collector").post(spoiled, twoCopies).status()).isEqualTo(409);
        as("collector")
                .post(spoiled, Map.of("reason", "打印卡纸", "copies", COPIES))
                .expect(201);
        assertThat(as("collector").post(spoiled + "/confirmation", Map.of()).status())
                .isEqualTo(403);
        JsonNode voided = as("clerk").post(spoiled + "/confirmation", Map.of()).expect(201);
        assertThat(voided.get("state").asString()).isEqualTo("VOID");
        assertThat(voided.path("voiding").path("copies")).hasSize(3);
    }

    private void step5TheDrawer() {
        Map<String, Object> count = Map.of("on", "2024-06-20", "count", Map.of("10000", 9, "5000", 1, "2000", 2));
        as("collector").post(path("/day-sheets"), count).refused("sheet-reason-needed");
        Map<String, Object> explained = new HashMap<>(count);
        explained.put("reason", "找零时多付");
        JsonNode sheet = as("collector").post(path("/day-sheets"), explained).expect(201);
        assertThat(fen(sheet, "float", "cash", "expected", "counted", "difference", "handedOver"))
                .containsExactly(500_00L, 500_00L, 1_000_00L, 990_00L, -10_00L, 490_00L);
        assertThat(sheet.path("receipts").get("first").asString()).isEqualTo("0000101");
        assertThat(sheet.path("receipts").get("last").asString()).isEqualTo("0000102");

        String id = sheet.get("id").asString();
        Map<String, Object> handedIn = Map.of("count", Map.of("10000", 4, "5000", 1, "2000", 2));
        as("clerk").post(path("/day-sheets/" + id + "/acceptance"), handedIn).refused("sheet-difference-not-approved");
        decide("cash-difference", id);
        JsonNode locked = as("clerk")
                .post(path("/day-sheets/" + id + "/acceptance"), handedIn)
                .expect(201);
        assertThat(locked.get("state").asString()).isEqualTo("LOCKED");
        assertThat(fen(locked, "accepted", "cash")).containsExactly(490_00L, 500_00L);
        assertThat(balances())
                .containsEntry("SAFE", 490_00L)
                .containsEntry("CASH_SHORTAGE", 10_00L)
                .containsEntry("FLOAT", 500_00L)
                .doesNotContainKey("CASH_IN_HAND");
        assertThat(line("CASH_IN_HAND").get("debitFen").asLong()).isEqualTo(500_00); // received stays received
    }

    private void step6TheMonth() {
        clock.set(LocalDate.of(2024, 6, 25));
        JsonNode wechat = pay("S-01", Map.of("kind", "WECHAT", "amountFen", 1_330_52, "reference", "4200009990001"));
        assertThat(wechat.get("receiptNumber").asString()).isEqualTo("0000103");
        assertThat(wechat.get("amountInWords").asString()).isEqualTo("人民币壹仟叁佰叁拾元零伍角贰分");
        assertThat(allocations(wechat)).containsExactlyInAnyOrder("商铺物业费 20520", "公摊电费 1422", "商铺电费 111110");
        Map<String, Object> count = Map.of("on", "2024-06-25", "count", Map.of("10000", 5));
        String sheet = as("collector")
                .post(path("/day-sheets"), count)
                .expect(201)
                .get("id")
                .asString();

        clock.set(LocalDate.of(2024, 7, 1));
        as("accountant").post(path("/months/2024-06/closing"), Map.of()).refused("month-sheets-open");
        Map<String, Object> nothing = Map.of("count", Map.of());
        as("clerk").post(path("/day-sheets/" + sheet + "/acceptance"), nothing).expect(201);
        closeJune();
        juneStands();
    }

    private void closeJune() {
        String closing = path("/months/2024-06/closing");
        JsonNode proposed = as("accountant").post(closing, Map.of()).expect(202);
        decide("month-close", proposed.get("id").asString());
        JsonNode closed = as("accountant").get(closing);
        assertThat(closed.get("state").asString()).isEqualTo("CLOSED");
        JsonNode figures = closed.get("figures");
        assertThat(fen(figures.get("arrears"), "opening", "billed", "reversed", "applied", "closing"))
                .containsExactly(0L, 2_062_56L, 0L, 1_568_42L, 494_14L);
        assertThat(fen(figures.get("prepayments"), "opening", "taken", "offset", "closing"))
                .containsExactly(0L, 262_10L, 0L, 262_10L);
        assertThat(fen(figures.get("money"), "taken")).containsExactly(1_830_52L);
        assertThat(figures.get("money").get("receiptsUsed").asInt()).isEqualTo(3);
        assertThat(figures.get("money").get("receiptsVoid").asInt()).isEqualTo(1);
    }

    private void juneStands() {
        assertThat(open()).isEqualTo(Map.of("业主乙", 141_59L, "业主丙", 141_59L + 37_59, "云溪置业", 153_06L + 20_31));
        assertThat(rate("2024-06", "published")).isEqualTo("41522 / 85146 = 48.77");
        assertThat(balances())
                .isEqualTo(new TreeMap<>(Map.of(
                        "RECEIVABLE", 494_14L,
                        "SAFE", 490_00L,
                        "CASH_SHORTAGE", 10_00L,
                        "FLOAT", 500_00L,
                        "BANK", -500_00L,
                        "CLEARING_WECHAT", 1_330_52L,
                        "REVENUE", -803_27L,
                        "OUTPUT_VAT", -48_19L,
                        "AGENCY_PAYABLE", -1_211_10L,
                        "PREPAYMENT", -262_10L)));
        booksAgree(3);

        clock.set(LocalDate.of(2024, 6, 30).atTime(23, 0));
        Map<String, Object> payment = Map.of(
                "lines", List.of(Map.of("premisesId", premises.get("1-102"))),
                "tenders", List.of(Map.of("kind", "CASH", "amountFen", 141_59)));
        as("collector").post(path("/payments"), payment).refused("period-closed");
        clock.set(LocalDate.of(2024, 7, 1));
    }

    private void step7ThePrepaymentPaysJuly() {
        JsonNode run = bill("2024-07");
        assertThat(run.get("totalFen").asLong()).isEqualTo(851_46);
        JsonNode posted = as("manager")
                .post(path("/bill-runs/" + run.get("id").asString() + "/approval"), Map.of())
                .expect(200);
        assertThat(posted.get("offsetFen").asLong()).isEqualTo(210_02);
        assertThat(as("clerk").get(open("1-101")).get("items")).isEmpty();
        assertThat(balances())
                .containsEntry("PREPAYMENT", -52_08L)
                .containsEntry("RECEIVABLE", 494_14L + 851_46 - 210_02);
        JsonNode book = as("clerk").get(path("/receipt-books")).get("items").get(0);
        assertThat(book.get("nextNo").asLong()).isEqualTo(104); // no receipt: it was given when the money came
        assertThat(rate("2024-07", null)).isEqualTo("21002 / 85146 = 24.67");
        assertThat(rate("2024-06", "published")).isEqualTo("41522 / 85146 = 48.77");
        booksAgree(3);
    }

    private void booksAgree(int seals) {
        JsonNode trial = as("accountant").get(path("/trial-balance"));
        assertThat(trial.get("debitFen")).isEqualTo(trial.get("creditFen"));
        assertThat(balances().values().stream().mapToLong(Long::longValue).sum())
                .isZero();
        as("accountant")
                .get(path("/ledger/controls"))
                .forEach(control -> assertThat(control.get("holds").asBoolean())
                        .as(control.toString())
                        .isTrue());
        JsonNode verified = as("accountant").get(path("/ledger/seals/verification"));
        assertThat(verified.get("intact").asBoolean()).isTrue();
        assertThat(verified.get("seals").asInt()).isEqualTo(seals);
    }

    /** The manager decides what waits. */
    private void decide(String kind, String subject) {
        JsonNode waiting = as("manager").get("/approvals").get("items");
        for (JsonNode approval : waiting) {
            boolean meant = approval.get("kind").asString().equals(kind)
                    && approval.get("subjectId").asString().equals(subject);
            if (meant) {
                String id = approval.get("id").asString();
                as("manager")
                        .post(path("/approvals/" + id + "/approval"), Map.of("reason", "同意"))
                        .expect(200);
                return;
            }
        }
        throw new AssertionError(kind + " " + subject + " does not wait among " + waiting);
    }

    /** Accounts that do not stand at nothing: debits less credits. */
    private Map<String, Long> balances() {
        Map<String, Long> balances = new TreeMap<>();
        as("accountant").get(path("/trial-balance")).get("accounts").forEach(line -> {
            if (line.get("balanceFen").asLong() != 0) {
                balances.put(line.get("code").asString(), line.get("balanceFen").asLong());
            }
        });
        return balances;
    }

    private JsonNode line(String account) {
        for (JsonNode line : as("accountant").get(path("/trial-balance")).get("accounts")) {
            if (line.get("code").asString().equals(account)) return line;
        }
        throw new AssertionError(account);
    }

    private String rate(String month, String published) {
        for (JsonNode indicator :
                as("accountant").get(path("/indicators?month=" + month)).get("items")) {
            if (indicator.get("code").asString().equals("collection-rate-month")) {
                JsonNode rate = published == null ? indicator : indicator.get(published);
                return rate.get("numeratorFen").asLong() + " / "
                        + rate.get("denominatorFen").asLong() + " = "
                        + rate.get("value").asString();
            }
        }
        throw new AssertionError(month);
    }

    /** Item, payer, amount = net + tax of each charge. */
    private List<String> charges(String code) {
        List<String> charges = new ArrayList<>();
        as("clerk")
                .get(path("/premises/" + premises.get(code) + "/charges"))
                .get("items")
                .forEach(charge -> charges.add("%s %s %s = %s + %s"
                        .formatted(
                                charge.get("item").asString(),
                                charge.get("payer").asString(),
                                yuan(charge.get("amountFen")),
                                yuan(charge.get("netFen")),
                                yuan(charge.get("taxFen")))));
        return charges;
    }

    private Map<String, Long> open() {
        Map<String, Long> open = new HashMap<>();
        premises.keySet()
                .forEach(code -> as("clerk")
                        .get(open(code))
                        .get("items")
                        .forEach(charge -> open.merge(
                                charge.get("payer").asString(),
                                charge.get("openFen").asLong(),
                                Long::sum)));
        return open;
    }

    private String open(String code) {
        return path("/premises/" + premises.get(code) + "/charges?state=open");
    }

    private static List<String> allocations(JsonNode payment) {
        List<String> allocations = new ArrayList<>();
        payment.get("allocations")
                .forEach(one -> allocations.add(
                        one.get("item").asString() + " " + one.get("amountFen").asLong()));
        return allocations;
    }

    private static List<Long> fen(JsonNode node, String... names) {
        return List.of(names).stream()
                .map(name -> node.get(name + "Fen").asLong())
                .toList();
    }

    private static String yuan(JsonNode fen) {
        return new Money(fen.asLong()).toString();
    }

    private Program as(String post) {
        return programs.get(post);
    }

    private String path(String rest) {
        return "/communities/" + community + rest;
    }
}
