package io.guanjia.openings;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import io.guanjia.identity.Staff;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MockMvcTester.MockMultipartMvcRequestBuilder;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The paper ledger of an estate through pages and API: brought, signed by another person, owed, paid at the counter. */
@GuanjiaTest
@Tag("CLERK-04")
@Tag("T1CLERK-01")
class OpeningStoryTest {
    private static final Path WORKBOOKS = Path.of("src/test/resources/workbooks/yunxi");

    @Autowired
    MockMvcTester mvc;

    @Autowired
    JsonMapper json;

    @Autowired
    ManualScheduler scheduler;

    @Autowired
    MovedClock clock;

    private long community;
    private long clerk;

    @Test
    void bringsAPaperLedgerToTheCounter() throws Exception {
        clock.set(LocalDate.of(2026, 1, 5));
        community = Staff.community("云溪花园");
        clerk = Staff.hire("opening-clerk", community, "clerk");
        long manager = Staff.hire("opening-manager", community, "manager");
        long collector = Staff.hire("opening-collector", community, "collector");

        apply(bring(
                "migration.xlsx",
                form -> form.param("layout", "estate")
                        .param("developer", "云溪置业有限公司")
                        .param("deliveredOn", "2025-01-01")
                        .param("cutOverOn", "2026-01-01")
                        .param("taxPercent", "6")));
        String item = id("select id from billing.charge_item where name = '住宅物业费'");
        String preview =
                bring("ledger-2025.xlsx", form -> form.param("layout", "ledger").param("itemId", item));
        assertThat(page(clerk, preview)).contains("940,302.24", "367,820.04", "79,709.91");
        assertThat(id("select count(*) from openings.statement")).isEqualTo("0");
        apply(preview);

        String statement = "/communities/" + community + "/openings/" + id("select id from openings.statement");
        assertThat(page(manager, statement)).contains("412", "367,820.04", "44,301.30");
        String decision = "/communities/" + community + "/approvals/" + id("select approval_id from openings.statement")
                + "/approval";
        assertThat(post(clerk, decision)).hasStatus(403);
        assertThat(arrears(manager)).isZero();
        assertThat(post(manager, decision)).hasStatus3xxRedirection();
        assertThat(arrears(manager)).isEqualTo(36782004);

        payOne(collector);
        assertThat(arrears(manager)).isEqualTo(36782004 - 27902);
        assertThat(id("select sum(amount_fen)::bigint from ledger.transfer where source_kind = 'OPENING'"))
                .isEqualTo("36782004");
    }

    /** The oldest month of 1-1-302, all of whose year is open. */
    private void payOne(long collector) throws Exception {
        String clerkToken = Staff.bearer(clerk);
        JsonNode book = body(api(
                clerkToken,
                "/receipt-books",
                "{\"prefix\":\"\",\"firstNo\":101,\"lastNo\":200,\"digits\":7,"
                        + "\"copies\":[\"存根联\",\"客户联\",\"记账联\"],\"layout\":\"PLAIN\"}"));
        assertThat(api(
                        clerkToken,
                        "/receipt-books/" + book.get("id").asString() + "/issue",
                        "{\"holderId\":\"" + collector + "\"}"))
                .hasStatusOk();
        String room = id("select id from estate.premises where code = '1-1-302'");
        JsonNode paid = body(api(
                Staff.bearer(collector),
                "/payments",
                "{\"lines\":[{\"premisesId\":\"" + room
                        + "\"}],\"tenders\":[{\"kind\":\"CASH\",\"amountFen\":27902,\"givenFen\":27902}]}"));
        assertThat(paid.get("allocations").size()).isEqualTo(1);
        assertThat(paid.get("allocations").get(0).get("amountFen").asLong()).isEqualTo(27902);
        String household = page(clerk, "/communities/" + community + "/premises/" + room);
        assertThat(household).contains("3,069.22");
        String charge = id("select min(id) from billing.charge where premises_id = " + room);
        assertThat(page(clerk, "/communities/" + community + "/charges/" + charge))
                .contains("ledger-2025.xlsx", "2025年收缴台账", "279.02");
    }

    private String bring(String name, Consumer<MockMultipartMvcRequestBuilder> form) throws Exception {
        var request = mvc.post()
                .uri("/communities/" + community + "/imports")
                .multipart()
                .file(new MockMultipartFile(
                        "file", name, "application/octet-stream", Files.readAllBytes(WORKBOOKS.resolve(name))));
        form.accept(request);
        MvcTestResult result = request.with(Staff.signedIn(clerk)).with(csrf()).exchange();
        assertThat(result).hasStatus3xxRedirection();
        scheduler.runAnyDueExecutions();
        return Objects.requireNonNull(result.getResponse().getRedirectedUrl());
    }

    private void apply(String address) {
        assertThat(post(clerk, address + "/application")).hasStatus3xxRedirection();
        scheduler.runAnyDueExecutions();
    }

    private long arrears(long who) throws Exception {
        JsonNode answer = body(mvc.get()
                .uri("/api/v1/communities/" + community + "/indicators?month=2025-12&asOf=2026-01-05")
                .header("Authorization", Staff.bearer(who))
                .exchange());
        JsonNode year = answer.get("items").get(1);
        return year.get("denominatorFen").asLong() - year.get("numeratorFen").asLong();
    }

    private MvcTestResult post(long who, String address) {
        return mvc.post().uri(address).with(Staff.signedIn(who)).with(csrf()).exchange();
    }

    private String page(long who, String address) throws Exception {
        MvcTestResult result = mvc.get().uri(address).with(Staff.signedIn(who)).exchange();
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString();
    }

    private MvcTestResult api(String bearer, String address, String body) {
        return mvc.post()
                .uri("/api/v1/communities/" + community + address)
                .header("Authorization", bearer)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private JsonNode body(MvcTestResult result) throws Exception {
        assertThat(result.getResponse().getStatus()).isBetween(200, 299);
        return json.readTree(result.getResponse().getContentAsString());
    }

    private static String id(String query) {
        return Objects.requireNonNull(TestDatabases.current().owner().fetchOne(query))
                .get(0, String.class);
    }
}
