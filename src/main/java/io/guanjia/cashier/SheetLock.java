package io.guanjia.cashier;

import static io.guanjia.db.cashier.Tables.DAY_SHEET;

import io.guanjia.audit.AuditTrail;
import io.guanjia.db.cashier.enums.SheetState;
import io.guanjia.db.cashier.tables.records.DaySheetRecord;
import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.identity.Access;
import io.guanjia.kernel.Money;
import io.guanjia.ledger.Ledger;
import io.guanjia.ledger.Periods;
import io.guanjia.ledger.Seals;
import io.guanjia.ledger.Transfer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;

/** What both signatures do: the cash leaves the drawer for the safe, the difference goes on its own account, the sheet is sealed. */
@Component
class SheetLock {
    private final DSLContext sql;
    private final Clock clock;
    private final Access access;
    private final Floats floats;
    private final Periods periods;
    private final Ledger ledger;
    private final Seals seals;
    private final AuditTrail audit;

    SheetLock(
            DSLContext sql,
            Clock clock,
            Access access,
            Floats floats,
            Periods periods,
            Ledger ledger,
            Seals seals,
            AuditTrail audit) {
        this.sql = sql;
        this.clock = clock;
        this.access = access;
        this.floats = floats;
        this.periods = periods;
        this.ledger = ledger;
        this.seals = seals;
        this.audit = audit;
    }

    void holdPeriod(long communityId) {
        periods.hold(communityId, LocalDate.now(clock));
    }

    void lock(DaySheetRecord sheet, DaySheet figures, Money accepted) {
        long communityId = sheet.getCommunityId();
        Drawer.hold(sql, communityId, sheet.getCollectorId());
        ledger.post(communityId, transfers(figures));
        Money missing = missingFloat(figures);
        if (missing.isPositive()) floats.writeOff(communityId, figures.collectorId(), missing, figures.id());
        sql.update(DAY_SHEET)
                .set(DAY_SHEET.STATE, SheetState.LOCKED)
                .set(DAY_SHEET.ACCEPTED_BY, access.actor())
                .set(DAY_SHEET.ACCEPTED_AT, clock.instant())
                .set(DAY_SHEET.ACCEPTED_FEN, accepted)
                .where(DAY_SHEET.COMMUNITY_ID.eq(communityId), DAY_SHEET.ID.eq(sheet.getId()))
                .execute();
        audit.record(
                communityId,
                "day-sheet-locked",
                "day-sheet",
                sheet.getId(),
                null,
                Map.of(
                        "handedOverFen",
                        accepted.fen(),
                        "differenceFen",
                        difference(figures).fen()),
                figures.differenceReason());
        seals.sealSheet(communityId, sheet.getId());
    }

    /** Cash taken = handed over + shortage − surplus, so the collector's cash account ends at nothing. */
    private List<Transfer> transfers(DaySheet sheet) {
        List<Transfer> transfers = new ArrayList<>();
        Money missing = missingFloat(sheet);
        Money difference = difference(sheet);
        add(transfers, sheet, Account.SAFE, Account.CASH_IN_HAND, Objects.requireNonNull(sheet.handedOver()));
        add(transfers, sheet, Account.SAFE, Account.CHEQUES_IN_HAND, sheet.cheques());
        if (difference.isNegative()) {
            Money ofCash = difference.negate().minus(missing);
            add(transfers, sheet, Account.CASH_SHORTAGE, Account.CASH_IN_HAND, ofCash);
            add(transfers, sheet, Account.CASH_SHORTAGE, Account.FLOAT, missing);
        } else {
            add(transfers, sheet, Account.CASH_IN_HAND, Account.CASH_SURPLUS, difference);
        }
        return transfers;
    }

    private void add(List<Transfer> transfers, DaySheet sheet, Account debit, Account credit, Money amount) {
        if (amount.isZero()) return;
        transfers.add(Transfer.on(LocalDate.now(clock))
                .debit(debit)
                .credit(credit)
                .amount(amount)
                .holder(sheet.collectorId())
                .sheet(sheet.id())
                .source(SourceKind.DAY_SHEET, sheet.id())
                .build());
    }

    /** A count below the float: all cash is gone and so much of the float with it. */
    private static Money missingFloat(DaySheet sheet) {
        Money missing = sheet.floatHeld().minus(Objects.requireNonNull(sheet.counted()));
        return missing.isPositive() ? missing : Money.ZERO;
    }

    private static Money difference(DaySheet sheet) {
        return Objects.requireNonNull(sheet.difference());
    }
}
