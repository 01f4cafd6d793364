package io.guanjia.billing;

import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Decision;
import org.springframework.stereotype.Component;

/** What follows when a bill run is approved or not. */
@Component
class BillRunDecision implements Decision {
    private final BillRuns runs;

    BillRunDecision(BillRuns runs) {
        this.runs = runs;
    }

    @Override
    public String kind() {
        return BillRuns.KIND;
    }

    @Override
    public void approved(Approval approval) {
        runs.approved(approval.communityId(), approval.subjectId());
    }

    @Override
    public void rejected(Approval approval) {
        runs.rejected(approval.communityId(), approval.subjectId());
    }

    @Override
    public String page(Approval approval) {
        return "/communities/" + approval.communityId() + "/bill-runs/" + approval.subjectId();
    }
}
