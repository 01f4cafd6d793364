package io.guanjia.billing;

import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Decision;
import org.springframework.stereotype.Component;

/** What follows when a charge by hand is approved or not. */
@Component
class OneOffDecision implements Decision {
    private final OneOffCharges charges;

    OneOffDecision(OneOffCharges charges) {
        this.charges = charges;
    }

    @Override
    public String kind() {
        return OneOffCharges.KIND;
    }

    @Override
    public void approved(Approval approval) {
        charges.post(approval.communityId(), approval.subjectId());
    }

    @Override
    public void rejected(Approval approval) {
        charges.rejected(approval.communityId(), approval.subjectId());
    }

    @Override
    public String page(Approval approval) {
        return "/communities/" + approval.communityId() + "/one-off-charges/" + approval.subjectId();
    }
}
