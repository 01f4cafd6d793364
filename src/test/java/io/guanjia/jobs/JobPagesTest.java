package io.guanjia.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.identity.Staff;
import io.guanjia.kernel.Money;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import io.guanjia.web.Text;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import tools.jackson.databind.json.JsonMapper;

/** The list of long work shows what runs in the own communities, and to nobody else. */
@GuanjiaTest
class JobPagesTest {
    private static int count;

    @Autowired
    MockMvcTester browser;

    @Autowired
    JsonMapper json;

    long clerk;
    long job;

    @BeforeEach
    void aJobOfACommunity() {
        count++;
        long community = Staff.community("任务小区 " + count);
        clerk = Staff.hire("job-clerk-" + count, community, "clerk");
        job = TestDatabases.current().owner().fetchSingle("""
                        insert into jobs.job (community_id, kind, actor_id, arguments, state, done, total, created_at)
                        values (?, 'bill-run-posting', ?, '{}', 'RUNNING', 30, 120, '2026-01-05T01:00:00Z') returning id""", community, clerk).get(0, Long.class);
    }

    @Test
    void showsTheProgressOfWorkThatWasLeft() {
        assertThat(browser.get().uri("/jobs").header("Accept-Language", "zh-CN").with(Staff.signedIn(clerk)))
                .hasStatusOk()
                .bodyText()
                .contains("/jobs/" + job, "任务小区 " + count, "25 %", "进行中", "job-clerk-" + count);
        assertThat(browser.get().uri("/api/v1/jobs").header("Authorization", Staff.bearer(clerk)))
                .bodyJson()
                .isLenientlyEqualTo("{\"items\": [{\"id\": \"%d\", \"done\": 30, \"total\": 120}]}".formatted(job));
    }

    /** A state, a last day that is none: said when they are read, as on a page. */
    @Test
    void saysWordsInsideASentenceInTheLanguageOfTheReader() {
        Job.Message refused = Job.Message.of(
                "refusal.import-not-in-that-state",
                Text.of("import.state.APPLIED", new Money(123450), Text.plain("x")));
        TestDatabases.current()
                .owner()
                .execute(
                        "update jobs.job set state = 'FAILED', messages = ?::jsonb where id = ?",
                        json.writeValueAsString(List.of(refused)),
                        job);
        assertThat(Job.Message.of("x", new Money(123450)).arguments()).containsExactly("1,234.50");
        for (String address : new String[] {"/jobs", "/jobs/" + job}) {
            assertThat(browser.get().uri(address).with(Staff.signedIn(clerk)))
                    .bodyText()
                    .contains("“已导入”")
                    .doesNotContain("Text[", "code=");
        }
        assertThat(browser.get()
                        .uri("/api/v1/jobs/" + job)
                        .header("Accept-Language", "en")
                        .header("Authorization", Staff.bearer(clerk)))
                .bodyText()
                .contains("“Applied”")
                .doesNotContain("Text[");
    }

    @Test
    void leadsToWhatTheWorkMade() {
        TestDatabases.current()
                .owner()
                .execute(
                        "update jobs.job set state = 'SUCCEEDED', arguments = '{\"communityId\": 7, \"runId\": 41}' where id = ?",
                        job);
        assertThat(browser.get().uri("/jobs/" + job).with(Staff.signedIn(clerk)))
                .hasStatusOk()
                .bodyText()
                .contains("\"/communities/7/bill-runs/41\"", "job-clerk-" + count);
    }

    /** The rejected rows of an import lie in its result, with names and phones. */
    @Test
    void givesTheResultOnlyToThePersonWhoStartedTheWork() {
        TestDatabases.current()
                .owner()
                .execute(
                        "update jobs.job set state = 'SUCCEEDED', result = '{\"cells\": [\"19900000002\"]}' where id = ?",
                        job);
        long community = TestDatabases.current()
                .owner()
                .fetchSingle("select community_id from jobs.job where id = ?", job)
                .get(0, Long.class);
        long technician = Staff.hire("job-technician-" + count, community, "technician");
        for (String address : new String[] {"/api/v1/jobs", "/api/v1/jobs/" + job}) {
            assertThat(browser.get().uri(address).header("Authorization", Staff.bearer(technician)))
                    .hasStatusOk()
                    .bodyText()
                    .doesNotContain("19900000002");
            assertThat(browser.get().uri(address).header("Authorization", Staff.bearer(clerk)))
                    .bodyText()
                    .contains("19900000002");
        }
    }

    @Test
    void hidesItFromOtherCommunitiesAndTheAdministrator() {
        long stranger = Staff.hire("job-stranger-" + count, Staff.community("别处 " + count), "clerk");
        long administrator = Staff.administrator("job-administrator-" + count);
        for (long other : new long[] {stranger, administrator}) {
            assertThat(browser.get().uri("/jobs").with(Staff.signedIn(other)))
                    .hasStatusOk()
                    .bodyText()
                    .doesNotContain("/jobs/" + job + "\"");
        }
    }
}
