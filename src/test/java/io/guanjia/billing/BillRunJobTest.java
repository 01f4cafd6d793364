package io.guanjia.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.db.billing.enums.RunState;
import io.guanjia.identity.Staff;
import io.guanjia.jobs.Progress;
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

/** A run of many lines is posted in the background, and whatever befalls the job, the run can be dealt with. */
@GuanjiaTest
@Tag("CLERK-02")
class BillRunJobTest {
    private static final Month APRIL = Month.of(2024, 4);
    private static final int MANY = 20_001;
    private static final Progress NOBODY_LOOKS = new Progress() {
        @Override
        public void total(long steps) {}

        @Override
        public void done(long steps) {}

        @Override
        public void message(String code, Object... arguments) {}

        @Override
        public void result(Object result) {}
    };

    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    @Autowired
    ManualScheduler scheduler;

    SmallEstate estate;

    @BeforeEach
    void anEstate() {
        clock.set(LocalDate.of(2024, 4, 1));
        estate = new SmallEstate(house);
    }

    @Test
    void postsMoreLinesThanAnApproverWaitsFor() {
        long item = estate.item("MANY", FeeClass.PROPERTY, ChargeMethod.FIXED, FundClass.OWN_REVENUE, "0.06", "10.60");
        manyHouseholdsWith(item);
        BillRun approved = estate.bill(APRIL, item);
        assertThat(approved.jobId()).isNotNull();

        scheduler.runAnyDueExecutions();
        BillRun posted = estate.get(approved.id());
        assertThat(posted.state()).isEqualTo(RunState.POSTED);
        assertThat(posted.charges()).isEqualTo(MANY);
        assertThat(posted.postedBy()).isEqualTo(estate.manager);
        assertThat(estate.credit("REVENUE")).isEqualTo(MANY * 10_00L);
        assertThat(estate.credit("OUTPUT_VAT")).isEqualTo(MANY * 60L);
        assertThat(posted.total()).isEqualTo(new Money(MANY * 10_60L));
        estate.provesItsBooks();
    }

    @Test
    void leavesAPostedRunPostedWhenItIsRevivedTooEarly() {
        BillRun run = estate.bill(APRIL, estate.areaItem("FEE", "2.35", estate.home("1-101", "89.37")));
        estate.run(estate.manager, () -> estate.bean(BillRuns.class).rejected(estate.community, run.id()));
        assertThat(estate.get(run.id()).state()).isEqualTo(RunState.POSTED);
    }

    @Test
    void givesARunBackWhenTheJobBreaks() {
        long run = estate.preview(APRIL, estate.areaItem("FEE", "2.35", estate.home("1-101", "89.37")));
        SmallEstate.sql()
                .execute(
                        "update billing.bill_run set state = 'APPROVED' where community_id = ? and id = ?",
                        estate.community,
                        run);
        long nobody = Staff.hire("gone-" + estate.community, estate.community, "technician");
        var asked = new BillRunJob.Arguments(estate.community, run);
        assertThatThrownBy(() ->
                        estate.run(nobody, () -> estate.bean(BillRunJob.class).run(asked, NOBODY_LOOKS)))
                .isInstanceOf(AccessDeniedException.class);

        assertThat(estate.get(run).state()).isEqualTo(RunState.REJECTED);
        estate.run(estate.clerk, () -> estate.bean(BillRuns.class).previewAgain(estate.community, run));
        estate.approve(estate.as(estate.clerk, () -> estate.bean(BillRuns.class).propose(estate.community, run)));
        assertThat(estate.get(run).state()).isEqualTo(RunState.POSTED);
    }

    private void manyHouseholdsWith(long item) {
        var sql = SmallEstate.sql();
        long payer = estate.person("建设单位");
        sql.execute(
                "insert into estate.premises (community_id, kind, code, sort_key, status, created_at)"
                        + " select ?, 'ROOM', 'M-' || n, 'M-' || n, 'OCCUPIED', '2000-01-01' from generate_series(1, ?) n",
                estate.community,
                MANY);
        sql.execute(
                "insert into residents.household (community_id, premises_id, from_on, payer_id, owner_id, basis)"
                        + " select community_id, id, '2020-01-01', ?, ?, 'OWNER' from estate.premises where community_id = ?",
                payer,
                payer,
                estate.community);
        sql.execute(
                "insert into billing.premises_item (community_id, premises_id, item_id, from_on)"
                        + " select community_id, id, ?, '2020-01-01' from estate.premises where community_id = ?",
                item,
                estate.community);
    }
}
