package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.CHARGE_ITEM;
import static io.guanjia.db.billing.Tables.CHARGE_ITEM_VERSION;
import static io.guanjia.db.billing.Tables.TARIFF;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.db.billing.tables.records.ChargeItemRecord;
import io.guanjia.db.billing.tables.records.ChargeItemVersionRecord;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.InvalidInput.Problem;
import io.guanjia.web.NotFound;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is charged for (收费项目), with fund class and tax rate in time. */
@Component
@Transactional
public class ChargeItems {
    static final String SUBJECT = "charge-item";
    private static final Versions<ChargeItemVersionRecord> RATES =
            new Versions<>(CHARGE_ITEM_VERSION, CHARGE_ITEM_VERSION.FROM_ON, CHARGE_ITEM_VERSION.TO_ON);

    private final DSLContext sql;
    private final Access access;
    private final AuditTrail audit;
    private final BilledMonths billedMonths;
    private final Clock clock;

    ChargeItems(DSLContext sql, Access access, AuditTrail audit, BilledMonths billedMonths, Clock clock) {
        this.sql = sql;
        this.access = access;
        this.audit = audit;
        this.billedMonths = billedMonths;
        this.clock = clock;
    }

    /** In the order of allocation. */
    @Transactional(readOnly = true)
    public List<ChargeItem> all(long communityId) {
        access.require(Permission.BILLING_READ, communityId);
        return fetch(communityId, CHARGE_ITEM.COMMUNITY_ID.eq(communityId));
    }

    @Transactional(readOnly = true)
    public ChargeItem get(long communityId, long itemId) {
        access.require(Permission.BILLING_READ, communityId);
        return fetch(communityId, CHARGE_ITEM.ID.eq(itemId)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound(SUBJECT, itemId));
    }

    @Transactional(readOnly = true)
    public Optional<ChargeItem> byCode(long communityId, String code) {
        access.require(Permission.BILLING_READ, communityId);
        return fetch(communityId, CHARGE_ITEM.CODE.eq(code)).stream().findFirst();
    }

    public long create(long communityId, NewChargeItem entry) {
        access.require(Permission.TARIFF_WRITE, communityId);
        entry.checked();
        Long id = sql.insertInto(CHARGE_ITEM)
                .set(CHARGE_ITEM.COMMUNITY_ID, communityId)
                .set(CHARGE_ITEM.CODE, entry.code().strip())
                .set(CHARGE_ITEM.NAME, entry.name().strip())
                .set(CHARGE_ITEM.FEE_CLASS, entry.feeClass())
                .set(CHARGE_ITEM.METHOD, entry.method())
                .set(CHARGE_ITEM.PRIORITY, entry.priority())
                .set(CHARGE_ITEM.DUE_DAY, entry.dueDay())
                .set(CHARGE_ITEM.CREATED_AT, clock.instant())
                .onConflict(CHARGE_ITEM.COMMUNITY_ID, CHARGE_ITEM.CODE)
                .doNothing()
                .returningResult(CHARGE_ITEM.ID)
                .fetchOne(CHARGE_ITEM.ID);
        if (id == null) {
            throw new InvalidInput("code", "charge-item-code-taken");
        }
        insertRate(communityId, id, entry.from(), null, entry.fundClass(), entry.taxRate());
        audit.record(communityId, "charge-item-created", SUBJECT, id, null, entry, null);
        return id;
    }

    /** Method and kind of fee stay: another way to compute is another item. */
    public void edit(long communityId, long itemId, int version, String name, int priority, int dueDay) {
        access.require(Permission.TARIFF_WRITE, communityId);
        ChargeItem before = get(communityId, itemId);
        List<Problem> problems = new ArrayList<>();
        NewChargeItem.checkCommon(problems, name, before.feeClass(), dueDay);
        NewChargeItem.throwAny(problems);
        int changed = sql.update(CHARGE_ITEM)
                .set(CHARGE_ITEM.NAME, name.strip())
                .set(CHARGE_ITEM.PRIORITY, priority)
                .set(CHARGE_ITEM.DUE_DAY, dueDay)
                .set(CHARGE_ITEM.VERSION, version + 1)
                .where(CHARGE_ITEM.COMMUNITY_ID.eq(communityId), CHARGE_ITEM.ID.eq(itemId))
                .and(CHARGE_ITEM.VERSION.eq(version))
                .execute();
        if (changed == 0) {
            throw new ItemChangedMeanwhile(before.name());
        }
        audit.record(
                communityId,
                "charge-item-edited",
                SUBJECT,
                itemId,
                Map.of("name", before.name(), "priority", before.priority(), "dueDay", before.dueDay()),
                Map.of("name", name.strip(), "priority", priority, "dueDay", dueDay),
                null);
    }

    /**
     * Another fund class or tax rate from a day on; the one before ends the day before.
     *
     * @throws MonthAlreadyBilled as a warning
     */
    public void changeRate(
            long communityId, long itemId, LocalDate from, FundClass fundClass, BigDecimal taxRate, IfBilled ifBilled) {
        access.require(Permission.TARIFF_WRITE, communityId);
        ChargeItem before = get(communityId, itemId);
        List<Problem> problems = new ArrayList<>();
        NewChargeItem.checkRate(problems, fundClass, taxRate);
        NewChargeItem.throwAny(problems);
        lock(communityId, List.of(itemId));
        Condition ofItem = CHARGE_ITEM_VERSION.COMMUNITY_ID.eq(communityId).and(CHARGE_ITEM_VERSION.ITEM_ID.eq(itemId));
        if (RATES.beginsOn(sql, ofItem, from)) {
            throw new InvalidInput("from", "version-begins-already");
        }
        billedMonths.check(communityId, itemId, from, ifBilled);
        LocalDate to = RATES.makeRoom(sql, ofItem, from);
        insertRate(communityId, itemId, from, to, fundClass, taxRate);
        audit.record(
                communityId,
                "charge-item-rate-changed",
                SUBJECT,
                itemId,
                before.rateOn(from).orElse(null),
                new ChargeItem.Rate(from, to, fundClass, taxRate),
                null);
    }

    /** Bill runs of one item post one after the other, and changes of its price or rate wait for them. */
    void lock(long communityId, Collection<Long> itemIds) {
        sql.select(CHARGE_ITEM.ID)
                .from(CHARGE_ITEM)
                .where(CHARGE_ITEM.COMMUNITY_ID.eq(communityId), CHARGE_ITEM.ID.in(itemIds))
                .orderBy(CHARGE_ITEM.ID)
                .forNoKeyUpdate()
                .fetch();
    }

    private void insertRate(
            long communityId,
            long itemId,
            LocalDate from,
            @Nullable LocalDate to,
            FundClass fundClass,
            BigDecimal taxRate) {
        sql.insertInto(CHARGE_ITEM_VERSION)
                .set(CHARGE_ITEM_VERSION.COMMUNITY_ID, communityId)
                .set(CHARGE_ITEM_VERSION.ITEM_ID, itemId)
                .set(CHARGE_ITEM_VERSION.FROM_ON, from)
                .set(CHARGE_ITEM_VERSION.TO_ON, to)
                .set(CHARGE_ITEM_VERSION.FUND_CLASS, fundClass)
                .set(CHARGE_ITEM_VERSION.TAX_RATE, taxRate)
                .set(
                        CHARGE_ITEM_VERSION.CREATED_BY,
                        Scopes.current().map(Scope::actor).orElse(null))
                .set(CHARGE_ITEM_VERSION.CREATED_AT, clock.instant())
                .execute();
    }

    private List<ChargeItem> fetch(long communityId, Condition which) {
        Result<ChargeItemRecord> items = sql.selectFrom(CHARGE_ITEM)
                .where(CHARGE_ITEM.COMMUNITY_ID.eq(communityId), which)
                .orderBy(CHARGE_ITEM.PRIORITY, CHARGE_ITEM.ID)
                .fetch();
        List<Long> ids = items.getValues(CHARGE_ITEM.ID);
        Map<Long, List<ChargeItem.Rate>> rates = sql.selectFrom(CHARGE_ITEM_VERSION)
                .where(CHARGE_ITEM_VERSION.COMMUNITY_ID.eq(communityId), CHARGE_ITEM_VERSION.ITEM_ID.in(ids))
                .orderBy(CHARGE_ITEM_VERSION.FROM_ON.desc())
                .fetchGroups(
                        CHARGE_ITEM_VERSION.ITEM_ID,
                        row -> new ChargeItem.Rate(
                                row.getFromOn(), row.getToOn(), row.getFundClass(), row.getTaxRate()));
        Map<Long, List<Tariff>> tariffs = sql.selectFrom(TARIFF)
                .where(TARIFF.COMMUNITY_ID.eq(communityId), TARIFF.ITEM_ID.in(ids))
                .orderBy(TARIFF.FROM_ON.desc())
                .fetchGroups(TARIFF.ITEM_ID, Tariffs::tariff);
        return items.map(row -> new ChargeItem(
                row.getId(),
                row.getCode(),
                row.getName(),
                row.getFeeClass(),
                row.getMethod(),
                row.getPriority(),
                row.getDueDay(),
                row.getVersion(),
                rates.getOrDefault(row.getId(), List.of()),
                tariffs.getOrDefault(row.getId(), List.of())));
    }
}
