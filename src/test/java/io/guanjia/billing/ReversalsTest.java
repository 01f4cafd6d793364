package io.guanjia.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.approvals.AlreadyProposed;
import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.MakerIsChecker;
import io.guanjia.billing.SmallEstate.Scenario;
import io.guanjia.db.billing.enums.OneOffState;
import io.guanjia.db.billing.enums.RunState;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** What is posted is taken back by two people, never by one (rules.md §0). */
@GuanjiaTest
@Tag("CLERK-02")
class ReversalsTest {
    private static final Month JUNE = Month.of(2024, 6);

    @Autowired
    BeanFactory house;

    @Autowired
    Approvals approvals;

    @Autowired
    BillRunReversals runReversals;

    @Autowired
    OneOffReversals oneOffReversals;

    @Autowired
    MovedClock clock;

    Scenario s;
    SmallEstate estate;

    @BeforeEach
    void scenario() {
        clock.set(LocalDate.of(2024, 6, 1));
        s = SmallEstate.scenario(house);
        estate = s.estate();
    }

    @Test
    void changeNothingBeforeAnotherPersonApproves() {
        BillRun run = estate.bill(JUNE, s.fee());
        long approval = ask(run);
        assertThat(estate.get(run.id()).state()).isEqualTo(RunState.POSTED);
        assertThat(estate.get(run.id()).reversalApprovalId()).isEqualTo(approval);
        assertThat(estate.as(estate.manager, () -> approvals.get(estate.community, approval)))
                .satisfies(waiting -> {
                    assertThat(waiting.amount()).isEqualTo(run.total());
                    assertThat(waiting.proposalReason()).isEqualTo("误");
                });
        assertThatThrownBy(() -> ask(run)).isInstanceOf(AlreadyProposed.class);

        estate.approve(approval);
        BillRun reversed = estate.get(run.id());
        assertThat(reversed.state()).isEqualTo(RunState.REVERSED);
        assertThat(reversed.reversedBy()).isEqualTo(estate.manager);
        assertThat(reversed.reversalReason()).isEqualTo("误");
        assertThat(estate.credit("RECEIVABLE")).isZero();
        estate.provesItsBooks();
    }

    @Test
    void areNotDecidedByWhoAskedWhateverHeMay() {
        long both = Staff.hire("both-" + estate.community, estate.community, "clerk", "manager");
        BillRun run = estate.bill(JUNE, s.fee());
        long ofRun = estate.as(both, () -> runReversals.propose(estate.community, run.id(), "误"));
        assertThatThrownBy(() -> estate.run(both, () -> approvals.approve(estate.community, ofRun, null)))
                .isInstanceOf(MakerIsChecker.class);
        OneOffCharge one =
                estate.oneOff(NewOneOff.of(s.shop(), s.shopFee(), clock.today(), Money.parse("50.00"), "补收"));
        long ofOne = estate.as(both, () -> oneOffReversals.propose(estate.community, one.id(), "误"));
        assertThatThrownBy(() -> estate.run(both, () -> approvals.approve(estate.community, ofOne, null)))
                .isInstanceOf(MakerIsChecker.class);
        assertThat(estate.get(run.id()).state()).isEqualTo(RunState.POSTED);
        estate.approve(ofOne);
        assertThat(estate.as(
                                estate.clerk,
                                () -> estate.bean(OneOffCharges.class).get(estate.community, one.id()))
                        .state())
                .isEqualTo(OneOffState.REVERSED);
        estate.provesItsBooks();
    }

    @Test
    void areAskedForByWhomMay() {
        BillRun run = estate.bill(JUNE, s.fee());
        assertThatThrownBy(
                        () -> estate.run(estate.manager, () -> runReversals.propose(estate.community, run.id(), "误")))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void leaveTheRunAsItWasWhenRejectedOrTakenBack() {
        BillRun run = estate.bill(JUNE, s.fee());
        long first = ask(run);
        estate.run(estate.manager, () -> approvals.reject(estate.community, first, "没有错"));
        assertThat(estate.get(run.id()).reversalApprovalId()).isNull();
        long second = ask(run);
        estate.run(estate.clerk, () -> approvals.withdraw(estate.community, second, null));
        assertThat(estate.get(run.id()).reversalApprovalId()).isNull();
        assertThat(estate.get(run.id()).state()).isEqualTo(RunState.POSTED);
        assertThat(estate.credit("RECEIVABLE")).isEqualTo(-646_26);
    }

    @Test
    void areRefusedWhenSomebodyPaidBeforeOrAfterTheyWereAskedFor() {
        BillRun run = estate.bill(JUNE, s.fee());
        long approval = ask(run);
        SmallEstate.Paid paid = estate.pay("210.02", SmallEstate.of(s.room101()));
        assertThatThrownBy(() -> estate.approve(approval)).isInstanceOf(ChargesAllocated.class);
        assertThat(estate.as(estate.clerk, () -> approvals.get(estate.community, approval))
                        .pending())
                .isTrue();
        estate.run(estate.clerk, () -> approvals.withdraw(estate.community, approval, null));
        assertThatThrownBy(() -> ask(run)).isInstanceOf(ChargesAllocated.class);
        assertThat(estate.get(run.id()).reversalApprovalId()).isNull();
        estate.undo(paid);
        estate.reverse(run.id());
        assertThat(estate.credit("RECEIVABLE")).isZero();
    }

    private long ask(BillRun run) {
        return estate.as(estate.clerk, () -> runReversals.propose(estate.community, run.id(), "误"));
    }
}
