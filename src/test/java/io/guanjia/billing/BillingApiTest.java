package io.guanjia.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.billing.SmallEstate.Scenario;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Month;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.Program;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What other programs see of bills; the story of rules.md §16 itself is told elsewhere. */
@GuanjiaTest
@Tag("CLERK-02")
class BillingApiTest {
    @LocalServerPort
    int port;

    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    Scenario s;
    Program clerk;
    Program manager;

    @BeforeEach
    void scenario() {
        clock.set(LocalDate.of(2024, 6, 1));
        s = SmallEstate.scenario(house);
        clerk = Program.of(port, s.estate().name(s.estate().clerk), Staff.PASSWORD);
        manager = Program.of(port, s.estate().name(s.estate().manager), Staff.PASSWORD);
    }

    @Test
    void showsWhatStopsARunAndProposesNothing() {
        s.estate().room("1-104", "50.00");
        s.estate()
                .run(
                        s.estate().clerk,
                        () -> s.estate()
                                .bean(PremisesItems.class)
                                .assignAll(
                                        s.estate().community,
                                        s.fee(),
                                        new PremisesItems.Selection(null, null),
                                        SmallEstate.LONG_AGO));
        JsonNode run = clerk.post(path("/bill-runs"), Map.of("month", "2024-06", "items", List.of(s.fee())))
                .expect(201);
        assertThat(run.get("state").asString()).isEqualTo("PREVIEWED");
        JsonNode finding = run.get("findings").get(0);
        assertThat(finding.get("kind").asString()).isEqualTo("MISSING_PAYER");
        assertThat(finding.get("samples").get(0).get("premises").asString()).isEqualTo("1-104");
        manager.post(path("/bill-runs/" + run.get("id").asString() + "/approval"), Map.of())
                .refused("bill-run-stopped");
    }

    @Test
    void billsEveryMonthlyItemWhenNoneIsNamed() {
        JsonNode run =
                clerk.post(path("/bill-runs"), Map.of("month", "2024-06")).expect(201);
        assertThat(run.get("totalFen").asLong()).isEqualTo(851_46);
        assertThat(clerk.get(path("/bill-runs")).get("items")).hasSize(1);
        String address = path("/bill-runs/" + run.get("id").asString());
        manager.post(address + "/approval", Map.of("reason", "已核")).expect(200);
        assertThat(manager.post(address + "/approval", Map.of()).status()).isEqualTo(409);
        assertThat(manager.post(address + "/reversal", Map.of("reason", "误")).status())
                .isEqualTo(403);
        JsonNode asked =
                clerk.post(address + "/reversal", Map.of("reason", "误")).expect(202);
        assertThat(asked.get("state").asString()).isEqualTo("POSTED");
        clerk.post(address + "/reversal", Map.of("reason", "误")).refused("already-proposed");
        String approval = path("/approvals/" + asked.get("reversalApprovalId").asString() + "/approval");
        assertThat(clerk.post(approval, Map.of()).status()).isEqualTo(403);
        manager.post(approval, Map.of()).expect(200);
        assertThat(clerk.get(address).get("state").asString()).isEqualTo("REVERSED");
    }

    @Test
    void namesWhatIsWrongInItemsAndReasons() {
        assertThat(clerk.post(path("/bill-runs"), Map.of("month", "2024-06", "items", Arrays.asList(s.fee(), null)))
                        .status())
                .isEqualTo(422);
        JsonNode run =
                clerk.post(path("/bill-runs"), Map.of("month", "2024-06")).expect(201);
        String address = path("/bill-runs/" + run.get("id").asString());
        Map<String, Object> tooLong = Map.of("reason", "长".repeat(501));
        assertThat(manager.post(address + "/approval", tooLong).status()).isEqualTo(422);
        manager.post(address + "/approval", Map.of()).expect(200);
        assertThat(clerk.post(address + "/reversal", tooLong).status()).isEqualTo(422);
    }

    @Test
    void billsNoFurtherAheadThanMayBePaidInAdvance() {
        clerk.post(path("/bill-runs"), Map.of("month", "2025-06")).expect(201);
        assertThat(clerk.post(path("/bill-runs"), Map.of("month", "2025-07")).status())
                .isEqualTo(422);
        Map<String, Object> byHand = Map.of(
                "premisesId",
                s.room101(),
                "itemId",
                s.fee(),
                "on",
                "2025-07-01",
                "amountFen",
                100,
                "description",
                "手工");
        assertThat(clerk.post(path("/one-off-charges"), byHand).status()).isEqualTo(422);
    }

    @Test
    void explainsEachCharge() {
        s.estate().bill(Month.of(2024, 6), s.fee());
        JsonNode charges = clerk.get(path("/premises/" + s.room102() + "/charges?state=open"))
                .get("items");
        assertThat(charges).hasSize(2);
        JsonNode basis = charges.get(1).get("basis");
        assertThat(basis.get("wholeFen").asLong()).isEqualTo(283_18);
        assertThat(basis.get("daysBefore").asInt()).isEqualTo(15);
        assertThat(basis.get("formula").asString()).endsWith("累计 283.18 元 − 前面已计 141.59 元 = 141.59 元");
        assertThat(clerk.get(path("/charges/" + charges.get(0).get("id").asString()))
                        .get("amountFen")
                        .asLong())
                .isEqualTo(141_59);
    }

    @Test
    void listsChargesPageByPage() {
        s.estate().bill(Month.of(2024, 6), s.fee());
        JsonNode first = clerk.get(path("/charges?month=2024-06&limit=2"));
        assertThat(first.get("items")).hasSize(2);
        JsonNode second = clerk.get(
                path("/charges?month=2024-06&limit=2&after=" + first.get("next").asString()));
        assertThat(second.get("items")).isNotEmpty();
        assertThat(second.get("items").get(0).get("id"))
                .isNotEqualTo(first.get("items").get(1).get("id"));
        assertThat(clerk.get(path("/charges?premises=1-102&state=SETTLED")).get("items"))
                .isEmpty();
    }

    @Test
    void warnsOfAPriceInABilledMonthUntilItIsAccepted() {
        s.estate().bill(Month.of(2024, 6), s.fee());
        Map<String, Object> tariff = Map.of("itemId", s.fee(), "from", "2024-06-11", "unitPrice", "2.60");
        clerk.post(path("/tariffs"), tariff).refused("month-already-billed");
        Map<String, Object> accepted =
                Map.of("itemId", s.fee(), "from", "2024-06-11", "unitPrice", "2.60", "acceptBilledMonths", true);
        assertThat(clerk.post(path("/tariffs"), accepted)
                        .expect(201)
                        .get("from")
                        .asString())
                .isEqualTo("2024-06-11");
        assertThat(clerk.get(path("/tariffs")).get("items")).hasSize(3);
    }

    @Test
    void takesAChargeByHandOncePerKey() {
        Map<String, Object> charge = Map.of(
                "premisesId",
                s.room101(),
                "itemId",
                s.fee(),
                "on",
                "2024-06-20",
                "amountFen",
                27_88,
                "description",
                "补收");
        var first = clerk.post(path("/one-off-charges"), "one-key-only", charge);
        var again = clerk.post(path("/one-off-charges"), "one-key-only", charge);
        assertThat(again.replayed()).isTrue();
        assertThat(again.expect(201).get("id")).isEqualTo(first.expect(201).get("id"));
        String id = first.expect(201).get("id").asString();
        assertThat(clerk.post(path("/one-off-charges/" + id + "/approval"), Map.of())
                        .status())
                .isEqualTo(403);
        assertThat(manager.post(path("/one-off-charges/" + id + "/approval"), Map.of())
                        .expect(200)
                        .get("state")
                        .asString())
                .isEqualTo("POSTED");
    }

    private String path(String rest) {
        return "/communities/" + s.estate().community + rest;
    }
}
