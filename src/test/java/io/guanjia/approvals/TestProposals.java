package io.guanjia.approvals;

import io.guanjia.database.Scopes;
import io.guanjia.identity.Permission;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Money;
import org.springframework.stereotype.Component;

/** Proposals for the eye. */
@Component
public class TestProposals {

    private final Approvals approvals;

    TestProposals(Approvals approvals) {
        this.approvals = approvals;
    }

    public long make(long proposer, long community, long subject, String summary) {
        Proposal proposal = new Proposal(
                community,
                "test-matter",
                subject,
                summary,
                new Money(12345678),
                Permission.BILL_RUN_APPROVE,
                "rules.md §15",
                "按月出账");
        return Scopes.call(Staff.scope(proposer, community), () -> approvals.propose(proposal));
    }
}
