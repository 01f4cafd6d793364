package io.guanjia.workplace;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.identity.Staff;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The dossier of a household through the API, as another program builds it. */
@GuanjiaTest
class EstateApiTest {

    private static int count;

    @Autowired
    MockMvcTester http;

    @Autowired
    MovedClock clock;

    String bearer;
    String community;
    String home;

    @BeforeEach
    void createACommunity() {
        clock.set(LocalDate.of(2026, 1, 5));
        count++;
        long elsewhere = Staff.community("旧项目 " + count);
        long clerk = Staff.hire("api-clerk-" + count, elsewhere, "clerk");
        bearer = Staff.bearer(clerk);
        community = created(post("/communities", """
                {"name": "云溪花园 %d", "cutOverOn": "2025-01-01"}""".formatted(count)));
        home = "/communities/" + community;
    }

    @Test
    @Tag("T1CLERK-01")
    @Tag("CLERK-02")
    void buildsTheDossierOfAHousehold() {
        String developer = person("COMPANY", "云溪置业有限公司", null);
        String chen = person("PERSON", "陈若英", "999999195409043753");
        String wang = person("PERSON", "王小明", null);
        assertThat(post(home + "/developer", """
                {"personId": "%s", "from": "2025-01-01"}""".formatted(developer))).hasStatus(204);
        String shop = created(post(home + "/premises", """
                {"kind": "SHOP", "code": "S01", "squareMetres": 45.60}"""));
        assertThat(get(home + "/premises/" + shop)).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                        {"code": "S01", "status": "UNSOLD", "squareMetres": 45.60, "owners": [], "owedFen": 0,
                         "payer": {"basis": "DEVELOPER", "name": "云溪置业有限公司"}}""");
        assertThat(post(home + "/ownerships", """
                {"premisesId": "%s", "from": "2025-03-01",
                 "owners": [{"personId": "%s", "billed": true}, {"personId": "%s", "billed": false}]}""".formatted(shop, chen, wang))).hasStatus(201);
        assertThat(post(home + "/premises/" + shop + "/delivery", """
                {"on": "2025-03-01"}""")).hasStatus(204);
        assertThat(get(home + "/premises/" + shop)).bodyJson().isLenientlyEqualTo("""
                        {"status": "DELIVERED", "payer": {"id": "%s", "basis": "OWNER", "name": "陈*英"},
                         "owners": [{"name": "陈*英"}, {"name": "王*明"}]}""".formatted(chen));
        assertThat(get(home + "/premises?query=王小明&kind=SHOP"))
                .bodyJson()
                .extractingPath("$.items[0].id")
                .isEqualTo(shop);
    }

    @Test
    @Tag("DEPT-07")
    void keepsTheHouseRegisterOverTime() {
        String shop = created(post(home + "/premises", """
                {"kind": "SHOP", "code": "S01"}"""));
        String statuses = home + "/premises/" + shop + "/statuses";
        assertThat(post(home + "/premises/" + shop + "/delivery", """
                {"on": "2025-03-01"}""")).hasStatus(204);
        String opened = """
                {"status": "OWN_USE", "from": "2025-05-01", "reason": "公司自用"}""";
        assertThat(post(statuses, opened)).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                {"items": [{"status": "OWN_USE", "from": "2025-05-01", "until": null, "cause": "ENTERED", "reason": "公司自用"},
                 {"status": "DELIVERED", "from": "2025-03-01", "until": "2025-05-01", "cause": "DELIVERY"}]}""");
        assertThat(get(statuses + "/on?day=2025-04-30")).bodyJson().isLenientlyEqualTo("""
                {"on": "2025-04-30", "status": "DELIVERED"}""");
        assertThat(post(statuses, """
                {"status": "VACANT", "from": "2025-06-01", "reason": "没有人住"}""")).hasStatus(422);
        assertThat(post(statuses, """
                {"status": "SOLD", "from": "2025-06-01", "reason": "录错了"}"""))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("type")
                .isEqualTo("urn:guanjia:status-after-delivery");
    }

    @Test
    @Tag("DEPT-02")
    void showsPeopleMaskedAndUnmasksOneNumberForAReason() {
        String chen = person("PERSON", "陈若英", "999999195409043753");
        assertThat(get(home + "/people/" + chen)).bodyText().doesNotContain("陈若英", "19900000001", "195409043753");
        assertThat(post(home + "/people/" + chen + "/unmasking", "{}")).hasStatus(422);
        assertThat(post(home + "/people/" + chen + "/unmasking", """
                {"field": "IDENTITY_NUMBER", "reason": "VERIFY", "words": "核对产权证"}"""))
                .hasStatusOk()
                .bodyText()
                .contains("999999195409043753")
                .doesNotContain("19900000001");
        assertThat(post(home + "/people/" + chen + "/unmasking", """
                {"field": "PHONE", "reason": "CONTACT", "words": "漏水通知"}"""))
                .bodyText()
                .contains("19900000001");
        assertThat(post(home + "/people/" + chen + "/unmasking", """
                {"field": "PHONE", "reason": "CONTACT", "words": "核对产权证", "format": "pdf"}""")).hasStatus(422);
    }

    @Test
    void tellsTheLoserOfARaceWhoWonIt() {
        String chen = person("PERSON", "陈若英", null);
        String body = """
                {"kind": "PERSON", "name": "%s", "version": 0}""";
        assertThat(put(home + "/people/" + chen, body.formatted("陈若瑛"))).hasStatusOk();
        assertThat(put(home + "/people/" + chen, body.formatted("陈若莹")))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.detail")
                .asString()
                .contains("api-clerk-" + count, "名称");
    }

    @Test
    @Tag("T1COLLECT-01")
    void putsACollectorOnAnArea() {
        long lin = Staff.hire("api-lin-" + count, Long.parseLong(community), "collector");
        String shop = created(post(home + "/premises", """
                {"kind": "SHOP", "code": "S01"}"""));
        created(post(home + "/areas", """
                {"name": "东区", "collectorId": "%d", "premises": ["%s"], "from": "2026-01-01"}""".formatted(lin, shop)));
        assertThat(get(home + "/areas")).bodyJson().isLenientlyEqualTo("""
                        {"items": [{"name": "东区", "collectorId": "%d", "from": "2026-01-01", "premises": 1}]}""".formatted(lin));
        assertThat(post(home + "/areas/releases", """
                {"premises": ["%s"], "from": "2026-01-03"}""".formatted(shop)))
                .bodyJson()
                .extractingPath("$.released")
                .isEqualTo(1);
        assertThat(get(home + "/areas"))
                .bodyJson()
                .extractingPath("$.items[0].premises")
                .isEqualTo(0);
    }

    @Test
    @Tag("CLERK-02")
    void buildsABuildingAndCorrectsWhatStandsInIt() {
        assertThat(post(home + "/buildings", "{\"code\": \"9\", \"entrances\": [{\"code\": null}]}"))
                .hasStatus(422);
        assertThat(post(home + "/buildings", """
                {"code": "3号楼", "floors": 18, "entrances": [{"code": "1单元", "floors": 18, "lift": true}]}""")).hasStatus(201).bodyJson().isLenientlyEqualTo("""
                        {"items": [{"code": "3", "name": "3", "entrances": [{"code": "1", "lift": true}]}]}""");
        String room = created(post(home + "/premises", """
                {"kind": "ROOM", "code": "3-1-101", "building": "3", "entrance": "1", "squareMetres": 89.37}"""));
        String space = created(post(home + "/premises", """
                {"kind": "SPACE", "code": "c0001", "spacePlace": "地下", "spaceTenure": "RENT"}"""));
        assertThat(get(home + "/premises/" + space)).bodyJson().isLenientlyEqualTo("""
                {"kind": "SPACE", "code": "C0001"}""");
        assertThat(post(home + "/premises", """
                {"kind": "SPACE", "code": "c0002", "spaceTenure": "OWNED"}""")).hasStatus(422);
        String edited = """
                {"kind": "ROOM", "code": "3-1-102", "building": "3", "entrance": "1", "floor": 1, "version": 0}""";
        assertThat(put(home + "/premises/" + room, edited)).hasStatus(204);
        assertThat(put(home + "/premises/" + room, edited)).hasStatus(409);
        assertThat(put(home + "/premises/" + room, edited.replace(", \"version\": 0", "")))
                .hasStatus(422);
        assertThat(post(home + "/premises/" + room + "/measurements", """
                {"squareMetres": 90.01, "from": "2026-01-01"}"""))
                .hasStatus(201)
                .bodyJson()
                .isLenientlyEqualTo("""
                {"items": [{"squareMetres": 89.37, "from": "2025-01-01", "to": "2025-12-31"},
                           {"squareMetres": 90.01, "from": "2026-01-01"}]}""");
        assertThat(put(home, """
                {"name": "云溪花园二期 %d", "address": " ", "version": 0}""".formatted(count)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("{\"version\": 1, \"address\": null}");
    }

    @Test
    @Tag("CLERK-02")
    void endsAndUndoesWhatHoldsOverTime() {
        String chen = person("PERSON", "陈若英", null);
        String wang = person("PERSON", "王小明", null);
        String developer = person("COMPANY", "云溪置业有限公司", null);
        assertThat(post(home + "/developer", """
                {"personId": "%s", "from": "2025-01-01"}""".formatted(developer))).hasStatus(204);
        assertThat(get(home + "/developer")).bodyJson().isLenientlyEqualTo("""
                {"items": [{"personId": "%s", "name": "云溪置业有限公司", "from": "2025-01-01", "to": null}]}""".formatted(developer));
        String shop = created(post(home + "/premises", """
                {"kind": "SHOP", "code": "S01"}"""));
        String owning = """
                {"premisesId": "%s", "from": "%s", "owners": [{"personId": "%s", "billed": true}]}""";
        assertThat(post(home + "/ownerships", owning.formatted(shop, "2025-03-01", chen)))
                .hasStatus(201);
        assertThat(post(home + "/ownerships", owning.formatted(shop, "2025-06-01", wang)))
                .hasStatus(201);
        String wrong = text(get(home + "/ownerships?premises=" + shop), "$.items[1].id");
        assertThat(post(home + "/premises/" + shop + "/ownerships/" + wrong + "/undoing", """
                {"reason": "录错买方"}"""))
                .hasStatus(204);
        String lease = created(post(home + "/tenancies", """
                {"premisesId": "%s", "tenantId": "%s", "pays": true, "from": "2025-09-01"}""".formatted(shop, wang)));
        String leases = home + "/premises/" + shop + "/tenancies/" + lease;
        assertThat(post(leases + "/ending", """
                {"on": "2025-12-31", "version": 0}""")).hasStatus(204);
        assertThat(post(leases + "/ending", """
                {"on": "2025-12-30", "version": 0}""")).hasStatus(409);
        assertThat(get(home + "/tenancies?premises=" + shop))
                .bodyJson()
                .extractingPath("$.items[0].to")
                .isEqualTo("2025-12-31");
        assertThat(post(leases + "/undoing", """
                {"reason": "录错租户"}""")).hasStatus(204);
        assertThat(get(home + "/tenancies?premises=" + shop)).bodyJson().isLenientlyEqualTo("""
                {"items": []}""");
    }

    @Test
    @Tag("CLERK-02")
    void entersAndEndsAVehicle() {
        String chen = person("PERSON", "陈若英", null);
        MvcTestResult added = post(home + "/vehicles", """
                {"plate": "测A·12345", "personId": "%s", "from": "2025-09-01"}""".formatted(chen));
        assertThat(added).hasStatus(201).bodyText().doesNotContain("测A12345");
        assertThat(post(home + "/vehicles/" + text(added, "$.id") + "/ending", """
                {"on": "2025-12-31"}"""))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.to")
                .isEqualTo("2025-12-31");
        assertThat(get(home + "/vehicles?person=" + chen)).bodyJson().isLenientlyEqualTo("""
                {"items": []}""");
    }

    @Test
    @Tag("CLERK-02")
    void correctsAChargeItemAndWhoBearsIt() {
        String item = created(post(home + "/charge-items", """
                {"code": "PROPERTY-FEE", "name": "物业费", "feeClass": "PROPERTY", "method": "AREA", "from": "2025-01-01",
                 "fundClass": "OWN_REVENUE", "taxRate": 0.06}"""));
        String path = home + "/charge-items/" + item;
        String edited = """
                {"name": "物业服务费", "priority": 10, "dueDay": 20, "version": 0}""";
        assertThat(put(path, edited)).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"name": "物业服务费", "priority": 10, "dueDay": 20, "version": 1}""");
        assertThat(put(path, edited)).hasStatus(409);
        String shop = created(post(home + "/premises", """
                {"kind": "SHOP", "code": "S01"}"""));
        assertThat(post(path + "/premises", """
                {"from": "2025-01-01", "premises": ["%s"]}""".formatted(shop))).hasStatusOk();
        assertThat(post(path + "/premises/ending", """
                {"on": "2025-12-31", "premises": ["%s"]}""".formatted(shop)))
                .bodyJson()
                .extractingPath("$.ended")
                .isEqualTo(1);
        assertThat(get(home + "/premises/" + shop + "/charge-items")).bodyJson().isLenientlyEqualTo("""
                {"items": [{"itemId": "%s", "name": "物业服务费", "from": "2025-01-01", "to": "2025-12-31"}]}""".formatted(
                        item));
    }

    @Test
    void hidesOneCommunityFromTheStaffOfAnother() {
        String chen = person("PERSON", "陈若英", null);
        String shop = created(post(home + "/premises", """
                {"kind": "SHOP", "code": "S01"}"""));
        bearer = Staff.bearer(Staff.hire("api-other-" + count, Staff.community("别处 " + count), "clerk"));
        for (String path :
                new String[] {"", "/premises", "/premises/" + shop, "/people/" + chen, "/areas", "/buildings"}) {
            assertThat(get(home + path)).as(path).hasStatus(404);
        }
        assertThat(post(home + "/people/" + chen + "/unmasking", """
                {"field": "PHONE", "reason": "OTHER", "words": "好奇心"}""")).hasStatus(404);
    }

    private String person(String kind, String name, String number) {
        return created(
                post(home + "/people", """
                {"kind": "%s", "name": "%s", "phone": "19900000001", "identityNumber": %s}""".formatted(kind, name, number == null ? "null" : "\"" + number + "\"")));
    }

    private MvcTestResult get(String path) {
        return http.get().uri("/api/v1" + path).header("Authorization", bearer).exchange();
    }

    private MvcTestResult post(String path, String body) {
        return http.post()
                .uri("/api/v1" + path)
                .header("Authorization", bearer)
                .header("Idempotency-Key", java.util.UUID.randomUUID())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult put(String path, String body) {
        return http.put()
                .uri("/api/v1" + path)
                .header("Authorization", bearer)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private static String text(MvcTestResult result, String path) {
        try {
            return com.jayway.jsonpath.JsonPath.read(result.getResponse().getContentAsString(), path);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private String created(MvcTestResult result) {
        assertThat(result).hasStatus(201);
        String location = result.getResponse().getHeader("Location");
        assertThat(location).isNotNull();
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
