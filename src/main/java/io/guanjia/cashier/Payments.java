package io.guanjia.cashier;

import io.guanjia.audit.AuditTrail;
import io.guanjia.billing.Settle;
import io.guanjia.billing.Settlement;
import io.guanjia.billing.Settlements;
import io.guanjia.cashier.Parties.Payer;
import io.guanjia.cashier.PaymentTables.PaidPremises;
import io.guanjia.cashier.ReceiptBooks.UsedNumber;
import io.guanjia.database.Answer;
import io.guanjia.database.Commands;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.cashier.tables.records.PaymentRecord;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Money;
import io.guanjia.ledger.Ledger;
import io.guanjia.ledger.Periods;
import io.guanjia.web.NotFound;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Money taken at the counter. One transaction holds everything: what it settles, its transfers, its receipt and the trail.
 *
 * <p>Locks, always in this order: command key; period and sheet (shared); the postings of the community (shared); premises accounts
 * in id order; charges in id order; receipt book. Whoever
 * waits for a lock therefore holds only earlier ones, and no circle can close (architecture.md §3).
 */
@Component
@Transactional
public class Payments {
    private final Clock clock;
    private final Access access;
    private final Commands commands;
    private final HandIns handIns;
    private final Periods periods;
    private final DaySheets sheets;
    private final Parties parties;
    private final Settlements settlements;
    private final ReceiptBooks books;
    private final ReceiptWriter writer;
    private final Receipts receipts;
    private final PaymentTables tables;
    private final Ledger ledger;
    private final AuditTrail audit;

    Payments(
            Clock clock,
            Access access,
            Commands commands,
            HandIns handIns,
            Periods periods,
            DaySheets sheets,
            Parties parties,
            Settlements settlements,
            ReceiptBooks books,
            ReceiptWriter writer,
            Receipts receipts,
            PaymentTables tables,
            Ledger ledger,
            AuditTrail audit) {
        this.clock = clock;
        this.access = access;
        this.commands = commands;
        this.handIns = handIns;
        this.periods = periods;
        this.sheets = sheets;
        this.parties = parties;
        this.settlements = settlements;
        this.books = books;
        this.writer = writer;
        this.receipts = receipts;
        this.tables = tables;
        this.ledger = ledger;
        this.audit = audit;
    }

    /**
     * Takes the money now, on the open sheet and out of the open book of whoever acts. What is over after the charges that it is
     * for becomes prepayment; what is too little settles the first of them in part (rules.md §1.8).
     *
     * @param key makes it one payment however often it is sent
     * @throws HandInOverdue when money of earlier days has not been handed over
     * @throws NoUsableReceiptNumber when there is no receipt to give for it
     */
    public Answer<Payment> take(long communityId, String key, TakePayment asked) {
        access.require(Permission.COLLECT, communityId);
        asked.check();
        return commands.once(
                key, "payment", communityId, asked, Payment.class, () -> take(communityId, asked, access.actor()));
    }

    private Payment take(long communityId, TakePayment asked, long collector) {
        LocalDate today = LocalDate.now(clock);
        parties.requireKnown(communityId, asked);
        handIns.require(communityId, collector, today);
        periods.hold(communityId, today);
        PaymentPosting posting =
                new PaymentPosting(tables.reserve(), sheets.open(communityId, collector, today), collector, today);
        Settlement settled = settlements.settle(communityId, posting.paymentId(), settle(posting, asked));
        UsedNumber used = books.takeNext(communityId, collector);
        Payer payer = parties.payer(communityId, asked, settled, today).orElse(Payer.UNKNOWN);
        tables.insert(row(communityId, posting, asked, settled, payer), premises(asked, settled), asked.tenders());
        ledger.post(communityId, posting.transfers(asked.tenders(), settled));
        ReceiptContent content = writer.content(communityId, used.number(), today, payer.name(), asked, settled);
        receipts.write(communityId, used, posting.sheetId(), posting.paymentId(), content);
        audit(communityId, posting, used, asked);
        return tables.find(communityId, posting.paymentId()).orElseThrow();
    }

    @Transactional(readOnly = true)
    public Payment get(long communityId, long id) {
        access.require(Permission.CASHIER_READ, communityId);
        return tables.find(communityId, id).orElseThrow(() -> new NotFound("payment", id));
    }

    /** The payments of some days, the latest first. */
    @Transactional(readOnly = true)
    public List<PaymentRow> list(long communityId, PaymentFilter filter, @Nullable Long before, int rows) {
        access.require(Permission.CASHIER_READ, communityId);
        return tables.list(communityId, filter, before, rows);
    }

    /** What was paid for one premises, the latest first. */
    @Transactional(readOnly = true)
    public List<PaymentRow> ofPremises(long communityId, long premisesId, int rows) {
        access.require(Permission.BILLING_READ, communityId);
        return tables.list(communityId, PaymentFilter.ofPremises(premisesId), null, rows);
    }

    /** What the filter finds in money: taken in each tender, and voided. */
    @Transactional(readOnly = true)
    public Takings takings(long communityId, PaymentFilter filter) {
        access.require(Permission.CASHIER_READ, communityId);
        return tables.takings(communityId, filter);
    }

    private static Settle settle(PaymentPosting posting, TakePayment asked) {
        return new Settle(
                posting.on(),
                asked.total(),
                asked.lines().stream()
                        .map(line -> new Settle.Line(line.premisesId(), line.chargeIds()))
                        .toList(),
                asked.payerId(),
                asked.prepayFeeClass() == null ? FeeClass.PROPERTY : asked.prepayFeeClass());
    }

    private PaymentRecord row(
            long communityId, PaymentPosting posting, TakePayment asked, Settlement settled, Payer payer) {
        PaymentRecord row = new PaymentRecord();
        row.setCommunityId(communityId);
        row.setId(posting.paymentId());
        row.setCollectorId(posting.collectorId());
        row.setSheetId(posting.sheetId());
        row.setPaidOn(posting.on());
        row.setPaidAt(clock.instant());
        row.setPayerId(payer.id());
        row.setPayerName(payer.name());
        row.setAmountFen(asked.total());
        row.setAllocatedFen(settled.allocated());
        row.setPrepaidFen(settled.prepaidInAll());
        row.setAllocationRule(AllocationRule.of(asked).name());
        return row;
    }

    private static List<PaidPremises> premises(TakePayment asked, Settlement settled) {
        return asked.lines().stream()
                .map(TakePayment.Line::premisesId)
                .map(id -> new PaidPremises(
                        id,
                        Money.sum(settled.linesOf(id).map(Settlement.Line::amount)),
                        Money.sum(settled.prepaid().stream()
                                .filter(part -> part.premisesId() == id)
                                .map(Settlement.Prepaid::amount))))
                .toList();
    }

    private void audit(long communityId, PaymentPosting posting, UsedNumber used, TakePayment asked) {
        Object after =
                Map.of("receipt", used.number(), "amountFen", asked.total().fen());
        audit.record(communityId, "payment-taken", "payment", posting.paymentId(), null, after, null);
    }
}
