package io.guanjia.billing;

import io.guanjia.db.billing.enums.RunState;
import io.guanjia.jobs.Job;
import io.guanjia.jobs.JobKind;
import io.guanjia.jobs.Progress;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Posts an approved run of many lines in the background; one transaction, so a machine that dies leaves nothing half done. */
@Component
class BillRunJob implements JobKind<BillRunJob.Arguments> {
    static final String NAME = "bill-run-posting";

    private final BillRuns runs;

    BillRunJob(BillRuns runs) {
        this.runs = runs;
    }

    record Arguments(long communityId, long runId) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Arguments> arguments() {
        return Arguments.class;
    }

    @Override
    public String madeAt(Job job, Arguments asked) {
        return "/communities/" + asked.communityId() + "/bill-runs/" + asked.runId();
    }

    @Override
    public void run(Arguments asked, Progress progress) {
        try {
            post(asked, progress);
        } catch (RuntimeException broken) {
            giveBack(asked, broken);
            throw broken;
        }
    }

    private void post(Arguments asked, Progress progress) {
        BillRun run = runs.get(asked.communityId(), asked.runId());
        progress.total(run.charges());
        if (run.state() == RunState.APPROVED) {
            runs.post(asked.communityId(), asked.runId());
        }
        progress.done(run.charges());
        progress.result(Map.of("billRun", String.valueOf(asked.runId()), "charges", run.charges()));
    }

    /** Nothing runs the job again, so whatever went wrong, the run can be previewed again. */
    private void giveBack(Arguments asked, RuntimeException broken) {
        try {
            runs.rejected(asked.communityId(), asked.runId());
        } catch (RuntimeException again) {
            broken.addSuppressed(again);
        }
    }
}
