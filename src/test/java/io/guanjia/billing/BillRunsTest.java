package io.guanjia.billing;

import static io.guanjia.billing.SmallEstate.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.MakerIsChecker;
import io.guanjia.billing.SmallEstate.Scenario;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.db.billing.enums.RunState;
import io.guanjia.jobs.Progress;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.ledger.PeriodClosed;
import io.guanjia.ledger.Periods;
import io.guanjia.residents.Deliveries;
import io.guanjia.residents.Developers;
import io.guanjia.residents.Owner;
import io.guanjia.residents.Ownerships;
import io.guanjia.settings.Settings;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** rules.md §1.6 and §16.1: the bills of a month, from preview to posting and back. */
@GuanjiaTest
@Tag("CLERK-02")
@Tag("T1CLERK-02")
@Tag("DEPT-01")
class BillRunsTest {
    private static final Month JUNE = Month.of(2024, 6);

    @Autowired
    BeanFactory house;

    @Autowired
    BillRuns runs;

    @Autowired
    Approvals approvals;

    @Autowired
    MovedClock clock;

    @BeforeEach
    void june() {
        clock.set(LocalDate.of(2024, 6, 1));
    }

    @Test
    void billsTheDeveloperLongerAfterTheStartRuleWasChanged() {
        SmallEstate estate = new SmallEstate(house);
        long room = estate.room("9-901", "100");
        long developer = estate.person("云溪置业");
        long owner = estate.person("业主戊");
        long fee = estate.areaItem("FEE", "2.50", room);
        estate.run(estate.clerk, () -> {
            estate.bean(Developers.class).set(estate.community, developer, LocalDate.of(2024, 1, 1));
            estate.bean(Ownerships.class)
                    .begin(estate.community, room, LocalDate.of(2024, 2, 1), List.of(Owner.billed(owner)));
            estate.bean(Deliveries.class).deliver(estate.community, room, LocalDate.of(2024, 6, 12));
        });
        estate.run(
                estate.manager,
                () -> estate.bean(Settings.class)
                        .set(estate.community, "start_rule", "NEXT_MONTH", LocalDate.of(2024, 6, 2)));
        estate.bill(JUNE, fee);
        estate.bill(JUNE.next(), fee);
        assertThat(estate.open(room))
                .extracting(OpenCharge::month, OpenCharge::payerId, OpenCharge::open)
                .containsExactly(
                        tuple(JUNE, developer, Money.parse("250.00")),
                        tuple(JUNE.next(), owner, Money.parse("250.00")));
    }

    @Test
    void billsTheScenarioOfTheRules() {
        Scenario s = SmallEstate.scenario(house);
        BillRun run = s.estate().bill(JUNE, s.fee(), s.shopFee());

        assertThat(run.state()).isEqualTo(RunState.POSTED);
        assertThat(run.charges()).isEqualTo(5);
        assertThat(run.total()).isEqualTo(Money.parse("851.46"));
        assertThat(s.estate().amounts(s.room101())).containsExactly("210.02");
        assertThat(s.estate().amounts(s.room102())).containsExactly("141.59", "141.59");
        assertThat(s.estate().amounts(s.room103())).containsExactly("153.06");
        assertThat(s.estate().amounts(s.shop())).containsExactly("205.20");
        assertThat(s.estate().open(s.room102()))
                .extracting(OpenCharge::payerId, OpenCharge::dueOn)
                .containsExactly(tuple(s.b(), LocalDate.of(2024, 6, 30)), tuple(s.c(), LocalDate.of(2024, 6, 30)));
        assertThat(s.estate().credit("RECEIVABLE")).isEqualTo(-851_46);
        assertThat(s.estate().credit("REVENUE") + s.estate().credit("OUTPUT_VAT"))
                .isEqualTo(851_46);
        s.estate().provesItsBooks();
    }

    @Test
    void addsNothingWhenItIsRunAgain() {
        Scenario s = SmallEstate.scenario(house);
        s.estate().bill(JUNE, s.fee(), s.shopFee());
        BillRun again = s.estate().get(s.estate().preview(JUNE, s.fee(), s.shopFee()));

        assertThat(again.charges()).isZero();
        assertThat(again.alreadyBilled()).isEqualTo(5);
        assertThat(again.isStopped()).isFalse();
        assertThat(s.estate().credit("RECEIVABLE")).isEqualTo(-851_46);
    }

    @Test
    void isNotProposedWithoutALineButDiscarded() {
        Scenario s = SmallEstate.scenario(house);
        s.estate().bill(JUNE, s.fee());
        long empty = s.estate().preview(JUNE, s.fee());
        assertThatThrownBy(() -> s.estate().as(s.estate().clerk, () -> runs.propose(s.estate().community, empty)))
                .isInstanceOf(BillRunEmpty.class);
        assertThatThrownBy(() -> s.estate().run(s.estate().manager, () -> runs.discard(s.estate().community, empty)))
                .isInstanceOf(AccessDeniedException.class);
        s.estate().run(s.estate().clerk, () -> runs.discard(s.estate().community, empty));
        assertThat(s.estate().get(empty).state()).isEqualTo(RunState.DISCARDED);
        assertThatThrownBy(() -> s.estate().run(s.estate().clerk, () -> runs.previewAgain(s.estate().community, empty)))
                .isInstanceOf(NotInThatState.class);
        long proposed = s.estate().preview(JUNE, s.shopFee());
        s.estate().as(s.estate().clerk, () -> runs.propose(s.estate().community, proposed));
        assertThatThrownBy(() -> s.estate().run(s.estate().clerk, () -> runs.discard(s.estate().community, proposed)))
                .isInstanceOf(NotInThatState.class);
    }

    @Test
    void isStoppedBeforeTheCutOverDay() {
        Scenario s = SmallEstate.scenario(house);
        cutOver(s, LocalDate.of(2024, 6, 10));
        long may = s.estate().preview(Month.of(2024, 5), s.fee());
        assertThat(s.estate().get(may).stops()).extracting(Finding::kind).containsExactly(Finding.Kind.BEFORE_CUT_OVER);
        assertThatThrownBy(() -> s.estate().as(s.estate().clerk, () -> runs.propose(s.estate().community, may)))
                .isInstanceOf(BillRunStopped.class);

        long june = s.estate().preview(JUNE, s.fee());
        long approval = s.estate().as(s.estate().clerk, () -> runs.propose(s.estate().community, june));
        cutOver(s, LocalDate.of(2024, 7, 1));
        assertThatThrownBy(() -> s.estate().approve(approval)).isInstanceOf(BillRunStopped.class);
        cutOver(s, LocalDate.of(2024, 6, 30));
        s.estate().approve(approval);
        assertThat(s.estate().get(june).state()).isEqualTo(RunState.POSTED);
    }

    private static void cutOver(Scenario s, LocalDate on) {
        SmallEstate.sql().execute("update estate.community set cut_over_on = ? where id = ?", on, s.estate().community);
    }

    @Test
    void addsOnlyWhatIsNewWhenItIsRunAgain() {
        Scenario s = SmallEstate.scenario(house);
        s.estate().bill(JUNE, s.fee());
        BillRun again = s.estate().bill(JUNE, s.fee(), s.shopFee());
        assertThat(again.charges()).isEqualTo(1);
        assertThat(again.total()).isEqualTo(Money.parse("205.20"));
        assertThat(again.monthTotal()).isEqualTo(Money.parse("851.46"));
    }

    @Test
    void postsNothingBeforeAnotherPersonApproves() {
        Scenario s = SmallEstate.scenario(house);
        long run = s.estate().preview(JUNE, s.fee());
        long approval = s.estate().as(s.estate().clerk, () -> runs.propose(s.estate().community, run));
        assertThat(s.estate().get(run).state()).isEqualTo(RunState.PROPOSED);
        assertThat(s.estate().credit("RECEIVABLE")).isZero();

        assertThatThrownBy(() ->
                        s.estate().run(s.estate().clerk, () -> approvals.approve(s.estate().community, approval, null)))
                .isInstanceOfAny(MakerIsChecker.class, AccessDeniedException.class);
        s.estate().run(s.estate().manager, () -> approvals.reject(s.estate().community, approval, "单价待核"));
        assertThat(s.estate().get(run).state()).isEqualTo(RunState.REJECTED);
        assertThat(s.estate().credit("RECEIVABLE")).isZero();

        s.estate().run(s.estate().clerk, () -> runs.previewAgain(s.estate().community, run));
        s.estate().approve(s.estate().as(s.estate().clerk, () -> runs.propose(s.estate().community, run)));
        assertThat(s.estate().get(run).state()).isEqualTo(RunState.POSTED);
    }

    @Test
    void isPreviewedByWhomMay() {
        Scenario s = SmallEstate.scenario(house);
        assertThatThrownBy(() -> s.estate()
                        .as(s.estate().manager, () -> runs.preview(s.estate().community, JUNE, List.of(s.fee()))))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void isStoppedByAMissingAreaPriceOrPayer() {
        SmallEstate estate = new SmallEstate(house);
        long unmeasured = estate.premises("1-101", "ROOM", null);
        estate.answers(unmeasured, estate.person("甲"), SmallEstate.LONG_AGO, null);
        long nobodys = estate.room("1-102", "80.00");
        long fee = estate.areaItem("FEE", "2.35", unmeasured, nobodys, estate.home("1-103", "90.00"));
        long priceless = estate.item(
                "LIFT", FeeClass.SERVICE, ChargeMethod.FIXED, FundClass.OWN_REVENUE, "0.06", null, unmeasured);
        estate.price(priceless, LocalDate.of(2024, 6, 2), "10");

        BillRun run = estate.get(estate.preview(JUNE, fee, priceless));
        assertThat(run.stops())
                .extracting(
                        Finding::kind,
                        Finding::count,
                        finding -> finding.samples().get(0).premisesCode())
                .containsExactlyInAnyOrder(
                        tuple(Finding.Kind.MISSING_AREA, 1L, "1-101"),
                        tuple(Finding.Kind.MISSING_PAYER, 1L, "1-102"),
                        tuple(Finding.Kind.MISSING_TARIFF, 1L, "1-101"));
        assertThatThrownBy(() -> estate.as(estate.clerk, () -> runs.propose(estate.community, run.id())))
                .isInstanceOf(BillRunStopped.class);
    }

    @Test
    void isStoppedByLiveChargesOfOtherDays() {
        SmallEstate estate = new SmallEstate(house);
        long home = estate.home("1-101", "89.37");
        long fee = estate.areaItem("FEE", "2.35", home);
        estate.bill(JUNE, fee);
        SmallEstate.sql()
                .execute(
                        "update residents.household set to_on = '2024-06-15' where community_id = ? and premises_id = ?",
                        estate.community,
                        home);
        estate.answers(home, estate.person("新业主"), LocalDate.of(2024, 6, 16), null);

        BillRun run = estate.get(estate.preview(JUNE, fee));
        assertThat(run.stops()).extracting(Finding::kind).containsExactly(Finding.Kind.CLASH);
        assertThat(run.stops().get(0).count()).isEqualTo(2);
    }

    @Test
    void isStoppedByAJumpAgainstLastMonthAndShowsWhatChanged() {
        Scenario s = SmallEstate.scenario(house);
        s.estate().bill(Month.of(2024, 5), s.fee(), s.shopFee());
        s.estate().price(s.fee(), LocalDate.of(2024, 6, 1), "4.70");
        long id = s.estate().preview(JUNE, s.fee(), s.shopFee());
        BillRun run = s.estate().get(id);
        assertThat(run.stops()).extracting(Finding::kind).containsExactly(Finding.Kind.BEYOND_BOUND);
        Finding changes = run.findings().get(run.findings().size() - 1);
        assertThat(changes.kind()).isEqualTo(Finding.Kind.LARGEST_CHANGE);
        assertThat(changes.samples().get(0).premisesCode()).isEqualTo("1-102");
        assertThat(changes.samples().get(0).change()).isEqualTo(Money.parse("283.17")); // 566.35 − 283.18

        s.estate().set("bill_run.max_change_percent", "100");
        s.estate().run(s.estate().clerk, () -> runs.previewAgain(s.estate().community, id));
        assertThat(s.estate().get(id).isStopped()).isFalse();
    }

    @Test
    void isNotStoppedByAnItemThatIsNew() {
        Scenario s = SmallEstate.scenario(house);
        s.estate().bill(Month.of(2024, 5), s.shopFee());
        assertThat(s.estate()
                        .get(s.estate().preview(JUNE, s.fee(), s.shopFee()))
                        .isStopped())
                .isFalse();
    }

    @Test
    void postsWhatWasApprovedOrNothing() {
        Scenario s = SmallEstate.scenario(house);
        long run = s.estate().preview(JUNE, s.fee());
        long approval = s.estate().as(s.estate().clerk, () -> runs.propose(s.estate().community, run));
        s.estate().price(s.fee(), LocalDate.of(2024, 6, 11), "2.60");
        assertThatThrownBy(() -> s.estate().approve(approval))
                .isInstanceOfSatisfying(
                        BillRunChanged.class,
                        refusal -> assertThat(refusal.arguments())
                                .containsExactly(4L, Money.parse("646.26"), 4L, Money.parse("692.08")));
        assertThat(s.estate().get(run).state()).isEqualTo(RunState.PROPOSED);
        assertThat(s.estate().credit("RECEIVABLE")).isZero();

        s.estate().run(s.estate().clerk, () -> runs.previewAgain(s.estate().community, run));
        s.estate().approve(s.estate().as(s.estate().clerk, () -> runs.propose(s.estate().community, run)));
        assertThat(s.estate().credit("RECEIVABLE")).isEqualTo(-692_08);
    }

    @Test
    void noticesThatAnotherPersonIsToPay() {
        SmallEstate estate = new SmallEstate(house);
        long home = estate.home("1-101", "89.37");
        long run = estate.preview(JUNE, estate.areaItem("FEE", "2.35", home));
        long approval = estate.as(estate.clerk, () -> runs.propose(estate.community, run));
        SmallEstate.sql()
                .execute(
                        "update residents.household set payer_id = ? where community_id = ? and premises_id = ?",
                        estate.person("真正的业主"),
                        estate.community,
                        home);
        assertThatThrownBy(() -> estate.approve(approval)).isInstanceOf(BillRunChanged.class);
    }

    @Test
    void postsOnceWhenTwoAreApprovedAtTheSameTime() throws Exception {
        Scenario s = SmallEstate.scenario(house);
        long first = s.estate().preview(JUNE, s.fee());
        long second = s.estate().preview(JUNE, s.fee());
        List<Long> waiting = List.of(first, second).stream()
                .map(run -> s.estate().as(s.estate().clerk, () -> runs.propose(s.estate().community, run)))
                .toList();
        var pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> both = List.of(
                    pool.submit(() -> s.estate().approve(waiting.get(0))),
                    pool.submit(() -> s.estate().approve(waiting.get(1))));
            int refused = 0;
            for (Future<?> one : both) {
                try {
                    one.get();
                } catch (ExecutionException failure) {
                    assertThat(failure).hasCauseInstanceOf(BillRunChanged.class);
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
        assertThat(s.estate().credit("RECEIVABLE")).isEqualTo(-646_26);
        s.estate().provesItsBooks();
    }

    @Test
    void isReversedWhole() {
        Scenario s = SmallEstate.scenario(house);
        BillRun run = s.estate().bill(JUNE, s.fee(), s.shopFee());
        reverse(s.estate(), run.id());
        assertThat(s.estate().get(run.id()).state()).isEqualTo(RunState.REVERSED);
        assertThat(s.estate().charges(s.room101())).isEmpty();
        assertThat(s.estate().credit("RECEIVABLE")).isZero();
        assertThat(s.estate().credit("REVENUE")).isZero();
        s.estate().provesItsBooks();

        BillRun again = s.estate().bill(JUNE, s.fee(), s.shopFee());
        assertThat(again.charges()).isEqualTo(5);
        s.estate().provesItsBooks();
    }

    @Test
    void isNotReversedWhenSomebodyHasPaid() {
        Scenario s = SmallEstate.scenario(house);
        BillRun run = s.estate().bill(JUNE, s.fee(), s.shopFee());
        var paid = s.estate().pay("300.00", of(s.room101()), of(s.shop()));
        assertThatThrownBy(() -> reverse(s.estate(), run.id()))
                .isInstanceOfSatisfying(
                        ChargesAllocated.class,
                        refusal -> assertThat(refusal.arguments()).containsExactly(2L));
        s.estate().undo(paid);
        reverse(s.estate(), run.id());
        s.estate().provesItsBooks();
    }

    @Test
    void givesPrepaymentsBackWhenItIsReversed() {
        Scenario s = SmallEstate.scenario(house);
        s.estate().pay("1000.00", of(s.room101()));
        BillRun run = s.estate().bill(JUNE, s.fee());
        assertThat(s.estate().prepaid(s.room101())).isEqualTo(Money.parse("789.98"));
        reverse(s.estate(), run.id());
        assertThat(s.estate().prepaid(s.room101())).isEqualTo(Money.parse("1000.00"));
        s.estate().provesItsBooks();
        s.estate().bill(JUNE, s.fee());
        assertThat(s.estate().prepaid(s.room101())).isEqualTo(Money.parse("789.98"));
        s.estate().provesItsBooks();
    }

    @Test
    void doesNotPostIntoAClosedMonth() {
        Scenario s = SmallEstate.scenario(house);
        long run = s.estate().preview(JUNE, s.fee());
        long approval = s.estate().as(s.estate().clerk, () -> runs.propose(s.estate().community, run));
        clock.set(LocalDate.of(2024, 6, 30));
        s.estate().run(s.estate().manager, () -> house.getBean(Periods.class).close(s.estate().community, JUNE));
        assertThatThrownBy(() -> s.estate().approve(approval)).isInstanceOf(PeriodClosed.class);

        clock.set(LocalDate.of(2024, 7, 1));
        s.estate().approve(approval);
        assertThat(s.estate().get(run).postedOn()).isEqualTo(LocalDate.of(2024, 7, 1));
    }

    @Test
    void holdsTheMoneyForTheOwnersWhereTheCompanyIsRemunerated() {
        Scenario s = SmallEstate.scenario(house);
        SmallEstate.sql()
                .execute(
                        "update estate.community set management_mode = 'REMUNERATION' where id = ?",
                        s.estate().community);
        s.estate().bill(Month.of(2024, 7), s.fee());
        assertThat(s.estate().credit("REVENUE")).isZero();
        assertThat(s.estate().credit("BILLED_IN_ADVANCE")).isZero();
        assertThat(s.estate().credit("REMUNERATION_FUNDS") + s.estate().credit("OUTPUT_VAT"))
                .isEqualTo(646_26);
    }

    @Test
    void creditsTheAccountOfTheFundClass() {
        SmallEstate estate = new SmallEstate(house);
        long home = estate.home("1-101", "100.00");
        long agency = estate.item("WATER", FeeClass.UTILITY, ChargeMethod.FIXED, FundClass.AGENCY, "0", "30", home);
        long common =
                estate.item("ADS", FeeClass.PARKING, ChargeMethod.FIXED, FundClass.COMMON_INCOME, "0.05", "21", home);
        long deposit = estate.item("KEYS", FeeClass.SERVICE, ChargeMethod.FIXED, FundClass.DEPOSIT, "0", "50", home);
        estate.bill(JUNE, agency, common, deposit);
        assertThat(estate.credit("AGENCY_PAYABLE")).isEqualTo(30_00);
        assertThat(estate.credit("COMMON_INCOME")).isEqualTo(20_00);
        assertThat(estate.credit("OUTPUT_VAT")).isEqualTo(1_00);
        assertThat(estate.credit("DEPOSIT")).isEqualTo(50_00);
        assertThat(estate.credit("REVENUE")).isZero();
        estate.provesItsBooks();
    }

    @Test
    void releasesWhatWasBilledInAdvanceMonthByMonth() {
        SmallEstate estate = new SmallEstate(house);
        long home = estate.home("1-101", "100.00");
        long fee = estate.areaItem("FEE", "2.12", home);
        BillRun july = estate.bill(Month.of(2024, 7), fee);
        estate.bill(Month.of(2024, 8), fee);
        assertThat(estate.credit("BILLED_IN_ADVANCE")).isEqualTo(400_00);
        assertThat(estate.credit("REVENUE")).isZero();
        assertThat(estate.credit("OUTPUT_VAT")).isEqualTo(24_00);
        estate.provesItsBooks();

        assertThat(release(estate, JUNE)).isEqualTo(Money.ZERO);
        clock.set(LocalDate.of(2024, 7, 31));
        assertThat(release(estate, Month.of(2024, 7))).isEqualTo(Money.parse("200.00"));
        assertThat(release(estate, Month.of(2024, 7))).isEqualTo(Money.ZERO);
        assertThat(estate.credit("BILLED_IN_ADVANCE")).isEqualTo(200_00);
        assertThat(estate.credit("REVENUE")).isEqualTo(200_00);
        estate.provesItsBooks();

        reverse(estate, july.id());
        assertThat(estate.credit("REVENUE")).isZero();
        assertThat(estate.credit("BILLED_IN_ADVANCE")).isEqualTo(200_00);
        estate.provesItsBooks();
    }

    @Test
    void isPostedByAJobWhenItIsLong() {
        Scenario s = SmallEstate.scenario(house);
        long run = s.estate().preview(JUNE, s.fee());
        s.estate().as(s.estate().clerk, () -> runs.propose(s.estate().community, run));
        SmallEstate.sql().execute("update billing.bill_run set state = 'APPROVED' where id = ?", run);
        BillRunJob job = house.getBean(BillRunJob.class);
        var asked = new BillRunJob.Arguments(s.estate().community, run);
        s.estate().run(s.estate().manager, () -> job.run(asked, new Quiet()));
        assertThat(s.estate().get(run).state()).isEqualTo(RunState.POSTED);
        s.estate().run(s.estate().manager, () -> job.run(asked, new Quiet()));
        assertThat(s.estate().credit("RECEIVABLE")).isEqualTo(-646_26);
    }

    @Test
    void goesBackForAPreviewWhenItsJobFindsOtherFigures() {
        Scenario s = SmallEstate.scenario(house);
        long run = s.estate().preview(JUNE, s.fee());
        s.estate().as(s.estate().clerk, () -> runs.propose(s.estate().community, run));
        SmallEstate.sql().execute("update billing.bill_run set state = 'APPROVED' where id = ?", run);
        s.estate().price(s.fee(), LocalDate.of(2024, 6, 11), "2.60");
        var asked = new BillRunJob.Arguments(s.estate().community, run);
        assertThatThrownBy(() -> s.estate()
                        .run(
                                s.estate().manager,
                                () -> house.getBean(BillRunJob.class).run(asked, new Quiet())))
                .isInstanceOf(BillRunChanged.class);
        assertThat(s.estate().get(run).state()).isEqualTo(RunState.REJECTED);
    }

    private void reverse(SmallEstate estate, long run) {
        estate.reverse(run);
    }

    private Money release(SmallEstate estate, Month upTo) {
        return estate.as(
                estate.manager,
                () -> estate.transaction(
                        () -> house.getBean(Advances.class).release(estate.community, upTo, clock.today())));
    }

    private static final class Quiet implements Progress {
        @Override
        public void total(long steps) {}

        @Override
        public void done(long steps) {}

        @Override
        public void message(String code, Object... arguments) {}

        @Override
        public void result(Object result) {}
    }
}
