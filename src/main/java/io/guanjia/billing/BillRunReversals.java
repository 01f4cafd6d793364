package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.BILL_RUN;
import static io.guanjia.db.billing.Tables.CHARGE;

import io.guanjia.db.billing.enums.RunState;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.identity.Permission;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Taking a posted run back whole (整批红冲), with what corrections wrote in its place. */
@Component
public class BillRunReversals extends Reversals {
    public static final String KIND = "bill-run-reversal";

    private final BillRuns runs;
    private final BillRunTables tables;

    BillRunReversals(Tools tools, BillRuns runs, BillRunTables tables) {
        super(
                tools,
                new Document(
                        KIND,
                        "bill-run-reversal",
                        SourceKind.BILL_RUN,
                        Permission.BILL_RUN_PROPOSE,
                        Permission.BILL_RUN_APPROVE,
                        "/bill-runs/",
                        BILL_RUN,
                        BILL_RUN.COMMUNITY_ID,
                        BILL_RUN.ID,
                        BILL_RUN.REVERSAL_APPROVAL_ID,
                        Map.of(BILL_RUN.STATE, RunState.REVERSED),
                        BILL_RUN.REVERSED_ON,
                        BILL_RUN.REVERSED_AT,
                        BILL_RUN.REVERSED_BY,
                        BILL_RUN.REVERSAL_REASON,
                        CHARGE.BILL_RUN_ID));
        this.runs = runs;
        this.tables = tables;
    }

    @Override
    Told told(long communityId, long id) {
        BillRun run = tables.run(communityId, id);
        return new Told(run.summary(), run.total());
    }

    @Override
    void lockPosted(long communityId, long id) {
        RunState state = tables.lock(communityId, id).getState();
        if (state != RunState.POSTED) {
            throw new NotInThatState(BillRuns.KIND, state);
        }
    }

    @Override
    void record(long communityId, long id, String action, @Nullable String reason) {
        runs.record(communityId, id, action, reason);
    }
}
