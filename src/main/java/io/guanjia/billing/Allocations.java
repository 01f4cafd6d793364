package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.ALLOCATION;

import io.guanjia.db.billing.enums.SettlementSource;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What settled charges: rows that are never changed; a reversal is a negative row that names what it undoes. */
@Component
@Transactional(readOnly = true)
public class Allocations {
    private final DSLContext sql;
    private final Access access;

    Allocations(DSLContext sql, Access access) {
        this.sql = sql;
        this.access = access;
    }

    /**
     * @param sourceId of the payment or the prepayment
     * @param amount negative when it undoes an earlier one
     */
    public record Line(
            long id,
            long chargeId,
            SettlementSource source,
            long sourceId,
            Money amount,
            LocalDate on,
            Instant at,
            @Nullable String actor) {}

    /** Of one charge, oldest first. */
    public List<Line> of(long communityId, long chargeId) {
        access.require(Permission.BILLING_READ, communityId);
        var rows = sql.selectFrom(ALLOCATION)
                .where(ALLOCATION.COMMUNITY_ID.eq(communityId), ALLOCATION.CHARGE_ID.eq(chargeId))
                .orderBy(ALLOCATION.ID)
                .fetch();
        Map<Long, String> names = access.namesOf(rows.getValues(ALLOCATION.ACTOR_ID).stream()
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
        return rows.map(row -> new Line(
                row.getId(),
                row.getChargeId(),
                row.getSource(),
                row.getSourceId(),
                row.getAmountFen(),
                row.getBusinessOn(),
                row.getAllocatedAt(),
                row.getActorId() == null ? null : names.get(row.getActorId())));
    }
}
