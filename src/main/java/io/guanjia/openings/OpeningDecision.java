package io.guanjia.openings;

import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Decision;
import org.springframework.stereotype.Component;

/** What follows when the total of opening balances is signed or refused. */
@Component
class OpeningDecision implements Decision {
    private final Openings openings;

    OpeningDecision(Openings openings) {
        this.openings = openings;
    }

    @Override
    public String kind() {
        return Openings.KIND;
    }

    @Override
    public void approved(Approval approval) {
        openings.post(approval.communityId(), approval.subjectId());
    }

    @Override
    public void rejected(Approval approval) {
        openings.rejected(approval.communityId(), approval.subjectId());
    }

    @Override
    public String page(Approval approval) {
        return "/communities/" + approval.communityId() + "/openings/" + approval.subjectId();
    }
}
