package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.billing.Tables.CHARGE_ITEM;
import static io.guanjia.db.billing.Tables.PREMISES_ITEM;
import static io.guanjia.db.estate.Tables.PREMISES;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.guanjia.audit.AuditTrail;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.InvalidInput;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which premises bear which monthly item, since when. */
@Component
@Transactional
public class PremisesItems {
    private final DSLContext sql;
    private final Access access;
    private final AuditTrail audit;
    private final ChargeItems items;

    PremisesItems(DSLContext sql, Access access, AuditTrail audit, ChargeItems items) {
        this.sql = sql;
        this.access = access;
        this.audit = audit;
        this.items = items;
    }

    /** An item that premises bear over some days. */
    public record Borne(long itemId, String itemName, DateSpan span) {}

    /** Premises by kind and building; what is null does not narrow. */
    public record Selection(
            @Nullable PremisesKind kind, @Nullable Long buildingId) {}

    @Transactional(readOnly = true)
    public List<Borne> of(long communityId, long premisesId) {
        access.require(Permission.BILLING_READ, communityId);
        return sql.select(CHARGE_ITEM.ID, CHARGE_ITEM.NAME, PREMISES_ITEM.FROM_ON, PREMISES_ITEM.TO_ON)
                .from(PREMISES_ITEM)
                .join(CHARGE_ITEM)
                .on(CHARGE_ITEM.COMMUNITY_ID.eq(PREMISES_ITEM.COMMUNITY_ID))
                .and(CHARGE_ITEM.ID.eq(PREMISES_ITEM.ITEM_ID))
                .where(PREMISES_ITEM.COMMUNITY_ID.eq(communityId), PREMISES_ITEM.PREMISES_ID.eq(premisesId))
                .orderBy(CHARGE_ITEM.PRIORITY, PREMISES_ITEM.FROM_ON)
                .fetch(row -> new Borne(row.value1(), row.value2(), new DateSpan(row.value3(), row.value4())));
    }

    /** How many premises bear each item on a day. */
    @Transactional(readOnly = true)
    public Map<Long, Integer> counts(long communityId, LocalDate on) {
        access.require(Permission.BILLING_READ, communityId);
        return sql.select(PREMISES_ITEM.ITEM_ID, DSL.count())
                .from(PREMISES_ITEM)
                .where(PREMISES_ITEM.COMMUNITY_ID.eq(communityId))
                .and(PREMISES_ITEM.FROM_ON.le(on))
                .and(PREMISES_ITEM.TO_ON.isNull().or(PREMISES_ITEM.TO_ON.ge(on)))
                .groupBy(PREMISES_ITEM.ITEM_ID)
                .fetchMap(PREMISES_ITEM.ITEM_ID, DSL.count());
    }

    /**
     * From that day on these premises bear the item. Premises that bear it on that day or later are left as they are, so the same
     * again changes nothing.
     *
     * @return how many were added
     */
    public int assign(long communityId, long itemId, Collection<Long> premisesIds, LocalDate from) {
        return assign(communityId, itemId, PREMISES.ID.eq(DSL.any(premisesIds.toArray(Long[]::new))), from);
    }

    /** The same for all premises of a kind, of a building, or of both. */
    public int assignAll(long communityId, long itemId, Selection selection, LocalDate from) {
        return assign(communityId, itemId, matches(selection), from);
    }

    /**
     * The last day on which these premises bear the item; what is billed already stays billed. Where they begin to bear it
     * after that day, it is taken back as a mistake, unless it is billed.
     *
     * @return how many ended or were taken back
     */
    public int end(long communityId, long itemId, Collection<Long> premisesIds, LocalDate lastDay) {
        return end(communityId, itemId, PREMISES.ID.eq(DSL.any(premisesIds.toArray(Long[]::new))), lastDay);
    }

    public int endAll(long communityId, long itemId, Selection selection, LocalDate lastDay) {
        return end(communityId, itemId, matches(selection), lastDay);
    }

    private int assign(long communityId, long itemId, Condition which, LocalDate from) {
        access.require(Permission.TARIFF_WRITE, communityId);
        ChargeItem item = items.get(communityId, itemId);
        if (item.method() == ChargeMethod.ONE_OFF) {
            throw new InvalidInput("itemId", "charge-item-one-off");
        }
        int added = sql.insertInto(
                        PREMISES_ITEM,
                        PREMISES_ITEM.COMMUNITY_ID,
                        PREMISES_ITEM.PREMISES_ID,
                        PREMISES_ITEM.ITEM_ID,
                        PREMISES_ITEM.FROM_ON)
                .select(select(val(communityId), PREMISES.ID, val(itemId), val(from))
                        .from(PREMISES)
                        .where(PREMISES.COMMUNITY_ID.eq(communityId))
                        .and(which)
                        .andNotExists(selectOne()
                                .from(PREMISES_ITEM)
                                .where(PREMISES_ITEM.COMMUNITY_ID.eq(communityId))
                                .and(PREMISES_ITEM.PREMISES_ID.eq(PREMISES.ID))
                                .and(PREMISES_ITEM.ITEM_ID.eq(itemId))
                                .and(PREMISES_ITEM.TO_ON.isNull().or(PREMISES_ITEM.TO_ON.ge(from))))
                        .orderBy(PREMISES.ID))
                .onConflictDoNothing()
                .execute();
        record(communityId, itemId, "charge-item-assigned", added, from);
        return added;
    }

    private int end(long communityId, long itemId, Condition which, LocalDate lastDay) {
        access.require(Permission.TARIFF_WRITE, communityId);
        items.get(communityId, itemId);
        int ended = sql.update(PREMISES_ITEM)
                .set(PREMISES_ITEM.TO_ON, lastDay)
                .where(PREMISES_ITEM.COMMUNITY_ID.eq(communityId), PREMISES_ITEM.ITEM_ID.eq(itemId))
                .and(PREMISES_ITEM.FROM_ON.le(lastDay))
                .and(PREMISES_ITEM.TO_ON.isNull().or(PREMISES_ITEM.TO_ON.gt(lastDay)))
                .and(PREMISES_ITEM.PREMISES_ID.in(select(PREMISES.ID)
                        .from(PREMISES)
                        .where(PREMISES.COMMUNITY_ID.eq(communityId))
                        .and(which)))
                .execute();
        int both = ended + takeBack(communityId, itemId, which, lastDay);
        record(communityId, itemId, "charge-item-ended", both, lastDay);
        return both;
    }

    private int takeBack(long communityId, long itemId, Condition which, LocalDate lastDay) {
        items.lock(communityId, List.of(itemId));
        return sql.deleteFrom(PREMISES_ITEM)
                .where(PREMISES_ITEM.COMMUNITY_ID.eq(communityId), PREMISES_ITEM.ITEM_ID.eq(itemId))
                .and(PREMISES_ITEM.FROM_ON.gt(lastDay))
                .and(PREMISES_ITEM.PREMISES_ID.in(select(PREMISES.ID)
                        .from(PREMISES)
                        .where(PREMISES.COMMUNITY_ID.eq(communityId))
                        .and(which)))
                .andNotExists(selectOne()
                        .from(CHARGE)
                        .where(CHARGE.COMMUNITY_ID.eq(communityId), CHARGE.ITEM_ID.eq(itemId))
                        .and(CHARGE.PREMISES_ID.eq(PREMISES_ITEM.PREMISES_ID))
                        .and(CHARGE.REVERSED_ON.isNull())
                        .and(CHARGE.ONE_OFF_ID.isNull())
                        .and(CHARGE.TO_ON.ge(PREMISES_ITEM.FROM_ON)))
                .execute();
    }

    private void record(long communityId, long itemId, String action, int premises, LocalDate on) {
        if (premises > 0) {
            audit.record(
                    communityId,
                    action,
                    ChargeItems.SUBJECT,
                    itemId,
                    null,
                    Map.of("premises", premises, "on", on),
                    null);
        }
    }

    private static Condition matches(Selection selection) {
        Condition kind = selection.kind() == null ? DSL.noCondition() : PREMISES.KIND.eq(selection.kind());
        return selection.buildingId() == null ? kind : kind.and(PREMISES.BUILDING_ID.eq(selection.buildingId()));
    }
}
