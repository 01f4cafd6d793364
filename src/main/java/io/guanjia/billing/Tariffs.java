package io.guanjia.billing;

import static io.guanjia.db.billing.Tables.TARIFF;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.tables.records.TariffRecord;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Prices of monthly items (收费标准): versions in time that never overlap. */
@Component
@Transactional
public class Tariffs {
    private static final int DECIMALS = 6;
    private static final BigDecimal HIGHEST = new BigDecimal("10000000");
    private static final Versions<TariffRecord> PRICES = new Versions<>(TARIFF, TARIFF.FROM_ON, TARIFF.TO_ON);

    private final DSLContext sql;
    private final Access access;
    private final AuditTrail audit;
    private final ChargeItems items;
    private final BilledMonths billedMonths;
    private final Clock clock;

    Tariffs(
            DSLContext sql,
            Access access,
            AuditTrail audit,
            ChargeItems items,
            BilledMonths billedMonths,
            Clock clock) {
        this.sql = sql;
        this.access = access;
        this.audit = audit;
        this.items = items;
        this.billedMonths = billedMonths;
        this.clock = clock;
    }

    /**
     * A new price from a day on, until the next version that is entered already; the one before ends the day before.
     *
     * @param unitPrice yuan per ㎡ (or premises) and month, tax included
     * @throws MonthAlreadyBilled as a warning, when that day lies in or before a month that is billed
     */
    public long begin(long communityId, long itemId, LocalDate from, BigDecimal unitPrice, IfBilled ifBilled) {
        access.require(Permission.TARIFF_WRITE, communityId);
        ChargeItem item = items.get(communityId, itemId);
        check(item, unitPrice);
        items.lock(communityId, List.of(itemId));
        Condition ofItem = TARIFF.COMMUNITY_ID.eq(communityId).and(TARIFF.ITEM_ID.eq(itemId));
        if (PRICES.beginsOn(sql, ofItem, from)) {
            throw new InvalidInput("from", "version-begins-already");
        }
        billedMonths.check(communityId, itemId, from, ifBilled);
        LocalDate to = PRICES.makeRoom(sql, ofItem, from);
        long id = sql.insertInto(TARIFF)
                .set(TARIFF.COMMUNITY_ID, communityId)
                .set(TARIFF.ITEM_ID, itemId)
                .set(TARIFF.FROM_ON, from)
                .set(TARIFF.TO_ON, to)
                .set(TARIFF.UNIT_PRICE, unitPrice)
                .set(TARIFF.CREATED_BY, Scopes.current().map(Scope::actor).orElse(null))
                .set(TARIFF.CREATED_AT, clock.instant())
                .returningResult(TARIFF.ID)
                .fetchSingle()
                .value1();
        audit.record(
                communityId,
                "tariff-begun",
                ChargeItems.SUBJECT,
                itemId,
                item.tariffOn(from).orElse(null),
                new Tariff(id, itemId, from, to, unitPrice),
                null);
        return id;
    }

    private static void check(ChargeItem item, BigDecimal unitPrice) {
        if (item.method() == ChargeMethod.ONE_OFF) {
            throw new InvalidInput("itemId", "charge-item-one-off");
        }
        boolean fits = unitPrice.signum() >= 0
                && unitPrice.compareTo(HIGHEST) < 0
                && unitPrice.stripTrailingZeros().scale() <= DECIMALS;
        if (!fits) {
            throw new InvalidInput("unitPrice", "unit-price", DECIMALS);
        }
    }

    static Tariff tariff(TariffRecord row) {
        return new Tariff(row.getId(), row.getItemId(), row.getFromOn(), row.getToOn(), row.getUnitPrice());
    }
}
