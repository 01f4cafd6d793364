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
    void showsPeopleMaskedAndRevealsForAReason() {
        String chen = person("PERSON", "陈若英", "999999195409043753");
        assertThat(get(home + "/people/" + chen)).bodyText().doesNotContain("陈若英", "19900000001", "195409043753");
        assertThat(post(home + "/people/" + chen + "/reveal", "{}")).hasStatus(422);
        assertThat(post(home + "/people/" + chen + "/reveal", """
                {"reason": "核对产权证"}"""))
                .hasStatusOk()
                .bodyText()
                .contains("999999195409043753");
        assertThat(post(home + "/people/" + chen + "/reveal", """
                {"reason": "核对产权证", "format": "pdf"}""")).hasStatus(422);
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
        assertThat(post(home + "/people/" + chen + "/reveal", """
                {"reason": "好奇心"}""")).hasStatus(404);
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

    private String created(MvcTestResult result) {
        assertThat(result).hasStatus(201);
        String location = result.getResponse().getHeader("Location");
        assertThat(location).isNotNull();
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
