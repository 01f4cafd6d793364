package io.guanjia.approvals;

import static io.guanjia.db.audit.Tables.ENTRY;
import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.database.Scopes;
import io.guanjia.identity.Permission;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import io.guanjia.web.NotFound;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@GuanjiaTest
class ApprovalsTest {

    private static int count;

    @Autowired
    Approvals approvals;

    @Autowired
    TestMatter heard;

    @Autowired
    MockMvcTester mvc;

    long community;
    long clerk;
    long manager;
    long both;
    long receptionist;

    @BeforeEach
    void hire() {
        community = Staff.community("云栖 " + ++count);
        clerk = Staff.hire("clerk" + count, community, "clerk");
        manager = Staff.hire("manager" + count, community, "manager");
        both = Staff.hire("both" + count, community, "clerk", "manager");
        receptionist = Staff.hire("receptionist" + count, community, "receptionist");
        heard.calls.clear();
        heard.breaks = false;
    }

    @Test
    void letsAnotherPersonDecideAndTellsTheRoomInTheSameTransaction() {
        long id = propose(clerk, 1);
        as(clerk, () -> assertThat(approvals.waitingForMe()).isEmpty());
        as(manager, () -> {
            assertThat(approvals.waitingForMe()).extracting(Approval::id).containsExactly(id);
            assertThat(approvals.countWaitingForMe()).isOne();
            approvals.approve(community, id, "同意");
            assertThat(approvals.waitingForMe()).isEmpty();
        });
        assertThat(heard.calls).containsExactly("approved 1");
        assertThat(actions()).containsExactly("proposed", "approved");
    }

    @Test
    void refusesThePersonWhoProposedWhicheverPostsHeHolds() {
        long id = propose(both, 1);
        as(both, () -> {
            assertThat(approvals.waitingForMe()).isEmpty();
            assertThatThrownBy(() -> approvals.approve(community, id, null)).isInstanceOf(MakerIsChecker.class);
            assertThatThrownBy(() -> approvals.reject(community, id, "不")).isInstanceOf(MakerIsChecker.class);
        });
        assertThat(heard.calls).isEmpty();
    }

    @Test
    void refusesWhoeverLacksThePermissionAndHidesItFromOtherCommunities() {
        long id = propose(clerk, 1);
        as(
                receptionist,
                () -> assertThatThrownBy(() -> approvals.approve(community, id, null))
                        .isInstanceOf(AccessDeniedException.class));
        long elsewhere = Staff.community("林海 " + count);
        long stranger = Staff.hire("stranger" + count, elsewhere, "manager");
        Scopes.run(Staff.scope(stranger, elsewhere), () -> {
            assertThatThrownBy(() -> approvals.approve(community, id, null)).isInstanceOf(NotFound.class);
            assertThat(approvals.waitingForMe()).isEmpty();
        });
    }

    @Test
    void showsAnApprovalOnlyToThemWhomItConcerns() {
        long id = propose(clerk, 1);
        as(clerk, () -> assertThat(approvals.get(community, id).id()).isEqualTo(id));
        as(manager, () -> assertThat(approvals.get(community, id).id()).isEqualTo(id));
        as(
                receptionist,
                () -> assertThatThrownBy(() -> approvals.get(community, id)).isInstanceOf(NotFound.class));
    }

    @Test
    void tellsTheSecondOfTwoDecidersWhoWasFaster() throws Exception {
        long id = propose(clerk, 1);
        long second = Staff.hire("second" + count, community, "manager");
        ExecutorService two = Executors.newFixedThreadPool(2);
        Callable<Approval> yes =
                () -> Scopes.call(Staff.scope(manager, community), () -> approvals.approve(community, id, null));
        Callable<Approval> no =
                () -> Scopes.call(Staff.scope(second, community), () -> approvals.reject(community, id, "不"));
        int decided = 0;
        for (Future<Approval> answer : two.invokeAll(List.of(yes, no))) {
            try {
                answer.get();
                decided++;
            } catch (ExecutionException late) {
                assertThat(late.getCause())
                        .isInstanceOfSatisfying(
                                AlreadyDecided.class,
                                refusal ->
                                        assertThat(refusal.arguments()[0]).isIn("manager" + count, "second" + count));
            }
        }
        two.shutdown();
        assertThat(decided).isOne();
        assertThat(heard.calls).hasSize(1);
    }

    @Test
    void decidesNothingWhenTheRoomAboveFails() {
        long id = propose(clerk, 1);
        heard.breaks = true;
        as(manager, () -> {
            assertThatThrownBy(() -> approvals.approve(community, id, null)).isInstanceOf(IllegalStateException.class);
            assertThat(approvals.get(community, id).pending()).isTrue();
        });
        assertThat(actions()).containsExactly("proposed");
    }

    @Test
    void proposesTheSameThingOnceAtATime() {
        long id = propose(clerk, 7);
        as(
                both,
                () -> assertThatThrownBy(() -> approvals.propose(proposal(7)))
                        .isInstanceOfSatisfying(
                                AlreadyProposed.class,
                                refusal -> assertThat(refusal.arguments()[0]).isEqualTo("clerk" + count)));
        as(manager, () -> approvals.reject(community, id, "重做"));
        assertThat(propose(both, 7)).isNotEqualTo(id);
    }

    @Test
    void wantsAReasonForANo() {
        long id = propose(clerk, 1);
        as(
                manager,
                () -> assertThatThrownBy(() -> approvals.reject(community, id, " "))
                        .isInstanceOf(InvalidInput.class));
    }

    @Test
    void letsTheProposerAloneWithdraw() {
        long id = propose(clerk, 1);
        as(
                manager,
                () -> assertThatThrownBy(() -> approvals.withdraw(community, id, null))
                        .isInstanceOf(AccessDeniedException.class));
        as(
                clerk,
                () -> assertThat(approvals.withdraw(community, id, null).state())
                        .isEqualTo(Approval.State.WITHDRAWN));
        as(
                manager,
                () -> assertThatThrownBy(() -> approvals.approve(community, id, null))
                        .isInstanceOf(AlreadyDecided.class));
        assertThat(heard.calls).containsExactly("rejected 1");
    }

    @Test
    void showsWhatWaitsOnThePageAndDecidesThere() {
        long id = propose(clerk, 1);
        assertThat(mvc.get().uri("/approvals").with(Staff.signedIn(manager)).exchange())
                .hasStatusOk()
                .bodyText()
                .contains("补收 1 月水费", "1,234.50", "clerk" + count);
        assertThat(mvc.get()
                        .uri("/approvals?list=mine")
                        .with(Staff.signedIn(clerk))
                        .exchange())
                .hasStatusOk()
                .bodyText()
                .contains("补收 1 月水费", "待审批");
        String base = "/communities/" + community + "/approvals/" + id;
        assertThat(mvc.post()
                        .uri(base + "/approval")
                        .with(Staff.signedIn(receptionist))
                        .with(csrf())
                        .exchange())
                .hasStatus(403);
        assertThat(mvc.post()
                        .uri(base + "/approval")
                        .with(Staff.signedIn(manager))
                        .with(csrf())
                        .exchange())
                .redirectedUrl()
                .isEqualTo("/approvals");
        assertThat(mvc.get()
                        .uri("/approvals?list=history")
                        .with(Staff.signedIn(manager))
                        .exchange())
                .bodyText()
                .contains("已批准");
    }

    @Test
    void decidesThroughTheApi() {
        long id = propose(clerk, 1);
        String base = "/api/v1/communities/" + community + "/approvals/" + id;
        assertThat(mvc.get()
                        .uri("/api/v1/approvals")
                        .header("Authorization", Staff.bearer(manager))
                        .exchange())
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[0].amountFen")
                .isEqualTo(123450);
        assertThat(mvc.post()
                        .uri(base + "/approval")
                        .header("Authorization", Staff.bearer(receptionist))
                        .exchange())
                .hasStatus(403)
                .hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(mvc.post()
                        .uri(base + "/rejection")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"reason\":\"\"}")
                        .header("Authorization", Staff.bearer(manager))
                        .exchange())
                .hasStatus(422);
        assertThat(mvc.post()
                        .uri(base + "/approval")
                        .header("Authorization", Staff.bearer(manager))
                        .exchange())
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.state")
                .isEqualTo("APPROVED");
        assertThat(mvc.post()
                        .uri(base + "/approval")
                        .header("Authorization", Staff.bearer(manager))
                        .header("Accept-Language", "en")
                        .exchange())
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:guanjia:already-decided");
    }

    private long propose(long who, long subject) {
        return Scopes.call(Staff.scope(who, community), () -> approvals.propose(proposal(subject)));
    }

    private Proposal proposal(long subject) {
        return new Proposal(
                community,
                "test-matter",
                subject,
                "补收 1 月水费",
                new Money(123450),
                Permission.ONE_OFF_APPROVE,
                "rules.md §15",
                "漏收");
    }

    private void as(long account, Runnable work) {
        Scopes.run(Staff.scope(account, community), work);
    }

    private List<String> actions() {
        return TestDatabases.current()
                .owner()
                .select(ENTRY.ACTION)
                .from(ENTRY)
                .where(ENTRY.COMMUNITY_ID.eq(community))
                .orderBy(ENTRY.ID)
                .fetch(ENTRY.ACTION);
    }
}
