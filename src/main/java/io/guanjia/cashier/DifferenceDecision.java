package io.guanjia.cashier;

import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Decision;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The manager's word on a shortage or surplus: yes lets the clerk sign, no sends the sheet back to be counted again. */
@Component
class DifferenceDecision implements Decision {
    private final HandOvers handOvers;

    DifferenceDecision(HandOvers handOvers) {
        this.handOvers = handOvers;
    }

    @Override
    public String kind() {
        return HandOvers.DIFFERENCE;
    }

    @Override
    public void approved(Approval approval) {
        // the clerk's signature looks for it
    }

    @Override
    public void rejected(Approval approval) {
        String reason = Objects.requireNonNullElse(approval.decisionReason(), "");
        handOvers.sendBack(approval.communityId(), approval.subjectId(), reason);
    }

    @Override
    public @Nullable String page(Approval approval) {
        return "/communities/" + approval.communityId() + "/day-sheets/" + approval.subjectId();
    }
}
