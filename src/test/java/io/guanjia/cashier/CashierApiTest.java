package io.guanjia.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.cashier.Till.Home;
import io.guanjia.identity.Staff;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The counter as other programs see it (api.md): the figures of rules.md §16.4, keys, roles. */
@GuanjiaTest
@Tag("T1COLLECT-01")
@Tag("COLLECT-03")
@Tag("COLLECT-05")
class CashierApiTest {
    @Autowired
    MockMvcTester mvc;

    @Autowired
    JsonMapper json;

    @Autowired
    MovedClock clock;

    Till till;
    Home home;
    Home shop;
    long june;
    String collector;
    String clerk;

    @BeforeEach
    void june2024() throws Exception {
        clock.set(LocalDate.of(2024, 6, 20));
        till = new Till();
        collector = Staff.bearer(till.collector);
        clerk = Staff.bearer(till.clerk);
        home = till.home("1-101", "甲");
        june = till.charge(home, till.propertyFee, "2024-06", 21002);
        till.charge(home, till.electricity, "2024-06", 2788);
        shop = till.home("S01", "商户");
        till.charge(shop, till.propertyFee, "2024-06", 20520);
        till.charge(shop, till.electricity, "2024-06", 1422);
        till.charge(shop, till.electricity, "2024-06", 111110);
        JsonNode book = body(post(
                clerk,
                "/receipt-books",
                null,
                "{\"prefix\":\"\",\"firstNo\":101,\"lastNo\":200,\"digits\":7,"
                        + "\"copies\":[\"存根联\",\"客户联\",\"记账联\"],\"layout\":\"PLAIN\"}"));
        assertThat(post(
                        clerk,
                        "/receipt-books/" + book.get("id").asString() + "/issue",
                        null,
                        "{\"holderId\":\"" + till.collector + "\"}"))
                .hasStatusOk();
    }

    @Test
    void tellsTheStoryOfTheRules() throws Exception {
        JsonNode paid = body(post(
                collector,
                "/payments",
                key(),
                "{\"lines\":[{\"premisesId\":\"" + home.premises()
                        + "\"}],\"tenders\":[{\"kind\":\"CASH\",\"amountFen\":50000,\"givenFen\":50000}]}"));
        assertThat(paid.get("receiptNumber").asString()).isEqualTo("0000101");
        assertThat(paid.get("amountInWords").asString()).isEqualTo("人民币伍佰元整");
        assertThat(paid.get("allocations").get(0).get("amountFen").asLong()).isEqualTo(21002);
        assertThat(paid.get("allocations").get(1).get("amountFen").asLong()).isEqualTo(2788);
        assertThat(paid.get("prepaymentFen").asLong()).isEqualTo(26210);
        assertThat(paid.get("id").isString()).isTrue();

        JsonNode spoiled = body(post(
                collector,
                "/receipts/0000102/void",
                key(),
                "{\"reason\":\"写坏\",\"copies\":[\"存根联\",\"客户联\",\"记账联\"]}"));
        assertThat(spoiled.get("state").asString()).isEqualTo("VOID_REQUESTED");
        JsonNode voided = body(post(clerk, "/receipts/0000102/void/confirmation", key(), null));
        assertThat(voided.get("state").asString()).isEqualTo("VOID");

        clock.set(LocalDate.of(2024, 6, 21));
        JsonNode shopPaid = body(post(
                collector,
                "/payments",
                key(),
                "{\"lines\":[{\"premisesId\":" + shop.premises()
                        + "}],\"tenders\":[{\"kind\":\"WECHAT\",\"amountFen\":133052,\"reference\":\"4200001\"}]}"));
        assertThat(shopPaid.get("receiptNumber").asString()).isEqualTo("0000103");
        assertThat(shopPaid.get("amountInWords").asString()).isEqualTo("人民币壹仟叁佰叁拾元零伍角贰分");
        assertThat(shopPaid.get("prepaymentFen").asLong()).isZero();

        assertThat(get(collector, "/payments/" + paid.get("id").asString())).hasStatusOk();
        JsonNode receipt = body(get(collector, "/receipts/0000101"));
        assertThat(receipt.get("content").get("totalFen").asLong()).isEqualTo(50000);
        assertThat(receipt.get("content").get("prepaidFen").asLong()).isEqualTo(26210);
        assertThat(body(get(clerk, "/receipt-books"))
                        .get("items")
                        .get(0)
                        .get("left")
                        .asLong())
                .isEqualTo(97);
    }

    @Test
    void findsAReceiptByItsNumberForThoseWhoMayReadTheCashDesk() throws Exception {
        assertThat(post(collector, "/payments", key(), cash(100))).hasStatus(201);
        assertThat(search(collector, " ０000101 ")).isEqualTo("[RECEIPT 0000101]");
        assertThat(search(collector, "0000102")).isEqualTo("[]");
        long receptionist = Staff.hire("search-receptionist-" + till.community, till.community, "receptionist");
        assertThat(search(Staff.bearer(receptionist), "0000101")).isEqualTo("[]");
        assertThat(search(Staff.bearer(new Till().collector), "0000101")).isEqualTo("[]");
        assertThat(search(Staff.bearer(receptionist), "S01")).isEqualTo("[CODE S01]");
    }

    private String search(String bearer, String text) throws Exception {
        List<String> hits = new ArrayList<>();
        body(mvc.get()
                        .uri("/api/v1/search?q={q}", text)
                        .header("Authorization", bearer)
                        .exchange())
                .get("hits")
                .forEach(hit -> hits.add(
                        hit.get("by").asString() + " " + hit.get("name").asString()));
        return hits.toString();
    }

    @Test
    void answersTheSameKeyWithTheFirstAnswerAndRefusesItForAnotherBody() throws Exception {
        String key = key();
        MvcTestResult first = post(collector, "/payments", key, cash(100));
        MvcTestResult again = post(collector, "/payments", key, cash(100));
        assertThat(first).hasStatus(201).doesNotContainHeader("Idempotency-Replayed");
        assertThat(again).hasStatus(201).hasHeader("Idempotency-Replayed", "true");
        assertThat(body(again)).isEqualTo(body(first));
        assertThat(post(collector, "/payments", key, cash(200)))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("type")
                .isEqualTo("urn:guanjia:idempotency-key-reused");
        assertThat(post(collector, "/payments", null, cash(100))).hasStatus(400);
    }

    @Test
    void saysWhatIsWrongAndWhoMayNot() throws Exception {
        assertThat(post(collector, "/payments", key(), cash(-5)))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("errors[0].field")
                .isEqualTo("tenders[0].amountFen");
        assertThat(post(collector, "/payments", key(), "{\"lines\":[],\"tenders\":[],\"discountFen\":5}"))
                .hasStatus(422);
        assertThat(post(clerk, "/payments", key(), cash(100))).hasStatus(403);
        assertThat(post(Staff.bearer(till.other), "/payments", key(), cash(100)))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("type")
                .isEqualTo("urn:guanjia:no-usable-receipt-number");
        Till elsewhere = new Till();
        assertThat(post(Staff.bearer(elsewhere.collector), "/payments", key(), cash(100)))
                .hasStatus(404);
        assertThat(get(Staff.bearer(elsewhere.clerk), "/receipts/0000101")).hasStatus(404);
    }

    @Test
    void tellsWhoTookTheMoneyFirst() throws Exception {
        String designated = "{\"lines\":[{\"premisesId\":\"" + home.premises() + "\",\"chargeIds\":[\"" + june
                + "\"]}],\"tenders\":[{\"kind\":\"CASH\",\"amountFen\":21002}]}";
        assertThat(post(collector, "/payments", key(), designated)).hasStatus(201);
        assertThat(post(collector, "/payments", key(), designated))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("type")
                .isEqualTo("urn:guanjia:charge-already-paid");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /floats         | {"holderId": "%s"}                                          | amountFen
                    /floats/returns | {"holderId": "%s", "amountFen": null}                       | amountFen
                    /day-sheets     | {"on": "2024-06-20"}                                        | count
                    /day-sheets     | {"on": "2024-06-20", "count": null}                         | count
                    /day-sheets     | {"count": {}}                                               | on
                    /day-sheets     | {"on": "2024-06-20", "count": {}, "reason": "LONG"}         | reason
                    /day-sheets/1/acceptance | {}                                                 | count
                    """)
    void namesWhatIsMissingAboutCash(String path, String body, String field) {
        assertThat(post(collector, "/payments", key(), cash(100))).hasStatus(201);
        String bearer = path.equals("/day-sheets") ? collector : clerk;
        assertThat(post(
                        bearer,
                        path,
                        key(),
                        body.replace("%s", "" + till.collector).replace("LONG", "长".repeat(501))))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("errors[0].field")
                .isEqualTo(field);
    }

    private String cash(long fen) {
        return "{\"lines\":[{\"premisesId\":\"" + home.premises()
                + "\"}],\"tenders\":[{\"kind\":\"CASH\",\"amountFen\":" + fen + "}]}";
    }

    private MvcTestResult post(String bearer, String path, @Nullable String key, @Nullable String body) {
        var request = mvc.post()
                .uri("/api/v1/communities/" + till.community + path)
                .header("Authorization", bearer)
                .contentType(MediaType.APPLICATION_JSON);
        if (key != null) {
            request = request.header("Idempotency-Key", key);
        }
        return (body == null ? request : request.content(body)).exchange();
    }

    private MvcTestResult get(String bearer, String path) {
        return mvc.get()
                .uri("/api/v1/communities/" + till.community + path)
                .header("Authorization", bearer)
                .exchange();
    }

    private JsonNode body(MvcTestResult result) throws Exception {
        assertThat(result).hasStatus2xxSuccessful();
        return json.readTree(result.getResponse().getContentAsByteArray());
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }
}
