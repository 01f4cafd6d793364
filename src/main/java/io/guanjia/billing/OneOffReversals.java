package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.billing.Tables.ONE_OFF_CHARGE;

import io.guanjia.db.billing.enums.OneOffState;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.identity.Permission;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Taking a posted charge by hand back (红冲). */
@Component
public class OneOffReversals extends Reversals {
    public static final String KIND = "one-off-charge-reversal";

    private final OneOffCharges oneOffs;
    private final OneOffTables tables;

    OneOffReversals(Tools tools, OneOffCharges oneOffs, OneOffTables tables) {
        super(
                tools,
                new Document(
                        KIND,
                        "one-off-charge-reversal",
                        SourceKind.ONE_OFF_CHARGE,
                        Permission.ONE_OFF_PROPOSE,
                        Permission.ONE_OFF_APPROVE,
                        "/one-off-charges/",
                        ONE_OFF_CHARGE,
                        ONE_OFF_CHARGE.COMMUNITY_ID,
                        ONE_OFF_CHARGE.ID,
                        ONE_OFF_CHARGE.REVERSAL_APPROVAL_ID,
                        Map.of(ONE_OFF_CHARGE.STATE, OneOffState.REVERSED),
                        ONE_OFF_CHARGE.REVERSED_ON,
                        ONE_OFF_CHARGE.REVERSED_AT,
                        ONE_OFF_CHARGE.REVERSED_BY,
                        ONE_OFF_CHARGE.REVERSAL_REASON,
                        CHARGE.ONE_OFF_ID));
        this.oneOffs = oneOffs;
        this.tables = tables;
    }

    @Override
    Told told(long communityId, long id) {
        OneOffCharge one = oneOffs.get(communityId, id);
        return new Told(one.summary(), one.amount());
    }

    @Override
    void lockPosted(long communityId, long id) {
        OneOffCharges.requireState(tables.lock(communityId, id), OneOffState.POSTED);
    }

    @Override
    void record(long communityId, long id, String action, @Nullable String reason) {
        oneOffs.record(communityId, id, action, reason);
    }
}
