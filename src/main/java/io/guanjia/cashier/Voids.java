package io.guanjia.cashier;

import static io.guanjia.db.cashier.Tables.DAY_SHEET;
import static io.guanjia.db.cashier.Tables.PAYMENT;
import static io.guanjia.db.cashier.Tables.RECEIPT;

import io.guanjia.audit.AuditTrail;
import io.guanjia.billing.Settlements;
import io.guanjia.cashier.ReceiptBooks.UsedNumber;
import io.guanjia.database.Answer;
import io.guanjia.database.Commands;
import io.guanjia.db.cashier.enums.ReceiptState;
import io.guanjia.db.cashier.enums.SheetState;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.ledger.Ledger;
import io.guanjia.ledger.Periods;
import io.guanjia.web.NotFound;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Taking a receipt back (作废): on its own day, before the money is handed over, with every copy at hand, asked for by whoever
 * issued it and confirmed by another person (rules.md §5.3). The number stays used; the payment behind it is reversed in the
 * transaction of the confirmation.
 *
 * <p>Locks: command key, period and sheet (shared), receipt, premises accounts. Nothing else locks a receipt and an account.
 */
@Component
@Transactional
public class Voids {
    private final DSLContext sql;
    private final Clock clock;
    private final Access access;
    private final Commands commands;
    private final Receipts receipts;
    private final ReceiptBooks books;
    private final DaySheets sheets;
    private final Parties parties;
    private final Settlements settlements;
    private final Periods periods;
    private final Ledger ledger;
    private final AuditTrail audit;

    Voids(
            DSLContext sql,
            Clock clock,
            Access access,
            Commands commands,
            Receipts receipts,
            ReceiptBooks books,
            DaySheets sheets,
            Parties parties,
            Settlements settlements,
            Periods periods,
            Ledger ledger,
            AuditTrail audit) {
        this.sql = sql;
        this.clock = clock;
        this.access = access;
        this.commands = commands;
        this.receipts = receipts;
        this.books = books;
        this.sheets = sheets;
        this.parties = parties;
        this.settlements = settlements;
        this.periods = periods;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** What became of a number. */
    public record Outcome(String number, ReceiptState state) {}

    /**
     * Asks for a void. A number that is not used yet must be the next one of the asker's own book: it is spoiled, used up by this
     * request, and waits for its confirmation like the others.
     */
    public Answer<Outcome> request(long communityId, String key, String number, RequestVoid request) {
        access.require(Permission.COLLECT, communityId);
        return commands.once(
                key,
                "receipt-void",
                communityId,
                Map.of("number", number, "request", request),
                Outcome.class,
                () -> request(communityId, number, request));
    }

    private Outcome request(long communityId, String number, RequestVoid request) {
        LocalDate today = LocalDate.now(clock);
        Receipt receipt =
                receipts.find(communityId, number).orElseGet(() -> spoil(communityId, number, request, today));
        request.check(number, receipt.copies());
        if (!receipt.isSpoiledBlank()) {
            requireOwn(receipt);
            holdSheet(communityId, receipt, today);
        }
        boolean marked = sql.update(RECEIPT)
                        .set(RECEIPT.STATE, ReceiptState.VOID_REQUESTED)
                        .set(RECEIPT.VOID_REASON, request.reason())
                        .set(RECEIPT.VOID_COPIES, request.copies().toArray(String[]::new))
                        .set(RECEIPT.VOID_REQUESTED_BY, access.actor())
                        .set(RECEIPT.VOID_REQUESTED_AT, clock.instant())
                        .where(RECEIPT.COMMUNITY_ID.eq(communityId), RECEIPT.NUMBER.eq(number))
                        .and(RECEIPT.VOID_REQUESTED_BY.isNull())
                        .execute()
                == 1;
        if (!marked) {
            throw VoidRefused.notIssued(number);
        }
        audit.record(communityId, "receipt-void-requested", "receipt", number, null, request, request.reason());
        return new Outcome(number, ReceiptState.VOID_REQUESTED);
    }

    private Receipt spoil(long communityId, String number, RequestVoid request, LocalDate today) {
        long sheet = sheets.open(communityId, access.actor(), today);
        UsedNumber next = books.takeNext(communityId, access.actor());
        if (!next.number().equals(number)) {
            throw VoidRefused.notTheNext(number, next.number());
        }
        ReceiptContent content = ReceiptContent.spoiled(
                number,
                today,
                parties.payee(communityId, today),
                parties.community(communityId),
                access.nameOf(access.actor()));
        receipts.write(communityId, next, sheet, null, content);
        return receipts.find(communityId, number).orElseThrow();
    }

    /** The request is taken back and the receipt counts again; a spoiled blank remains spoiled. */
    public Outcome withdraw(long communityId, String number) {
        access.require(Permission.COLLECT, communityId);
        Receipt receipt = requested(communityId, number);
        if (receipt.isSpoiledBlank()) {
            throw VoidRefused.spoiledStays(number);
        }
        requireOwn(receipt);
        boolean withdrawn = sql.update(RECEIPT)
                        .set(RECEIPT.STATE, ReceiptState.ISSUED)
                        .setNull(RECEIPT.VOID_REASON)
                        .setNull(RECEIPT.VOID_COPIES)
                        .setNull(RECEIPT.VOID_REQUESTED_BY)
                        .setNull(RECEIPT.VOID_REQUESTED_AT)
                        .where(RECEIPT.COMMUNITY_ID.eq(communityId), RECEIPT.NUMBER.eq(number))
                        .and(RECEIPT.STATE.eq(ReceiptState.VOID_REQUESTED))
                        .execute()
                == 1;
        if (!withdrawn) {
            throw VoidRefused.notRequested(number);
        }
        audit.record(communityId, "receipt-void-withdrawn", "receipt", number, receipt.voiding(), null, null);
        return new Outcome(number, ReceiptState.ISSUED);
    }

    /** The second person has seen every copy marked 作废: the number is void and its payment undone. */
    public Answer<Outcome> confirm(long communityId, String key, String number) {
        access.require(Permission.VOID_CONFIRM, communityId);
        return commands.once(
                key,
                "receipt-void-confirmation",
                communityId,
                Map.of("number", number),
                Outcome.class,
                () -> confirm(communityId, number));
    }

    private Outcome confirm(long communityId, String number) {
        LocalDate today = LocalDate.now(clock);
        Receipt receipt = requested(communityId, number);
        if (receipt.issuedBy() == access.actor()
                || Objects.requireNonNull(receipt.voiding()).requestedBy() == access.actor()) {
            throw VoidRefused.samePerson();
        }
        Long paymentId = receipt.paymentId();
        if (paymentId != null) {
            periods.hold(communityId, today);
            holdSheet(communityId, receipt, today);
        }
        markVoid(communityId, number);
        if (paymentId != null) {
            undo(communityId, paymentId, today);
        }
        audit.record(communityId, "receipt-voided", "receipt", number, null, null, voidReason(receipt));
        return new Outcome(number, ReceiptState.VOID);
    }

    private void undo(long communityId, long paymentId, LocalDate today) {
        settlements.undo(communityId, paymentId, today);
        ledger.reverse(communityId, SourceKind.PAYMENT, paymentId, today);
        sql.update(PAYMENT)
                .set(PAYMENT.VOIDED_AT, clock.instant())
                .where(PAYMENT.COMMUNITY_ID.eq(communityId), PAYMENT.ID.eq(paymentId))
                .execute();
    }

    /** First of the writes: of two who confirm at once, the second waits here and finds nothing more to confirm. */
    private void markVoid(long communityId, String number) {
        boolean marked = sql.update(RECEIPT)
                        .set(RECEIPT.STATE, ReceiptState.VOID)
                        .set(RECEIPT.VOID_CONFIRMED_BY, access.actor())
                        .set(RECEIPT.VOID_CONFIRMED_AT, clock.instant())
                        .where(RECEIPT.COMMUNITY_ID.eq(communityId), RECEIPT.NUMBER.eq(number))
                        .and(RECEIPT.STATE.eq(ReceiptState.VOID_REQUESTED))
                        .execute()
                == 1;
        if (!marked) {
            throw VoidRefused.notRequested(number);
        }
    }

    /** Keeps the sheet open until the end of the transaction: what is handed over is no longer in the drawer. */
    private void holdSheet(long communityId, Receipt receipt, LocalDate today) {
        if (!receipt.content().on().equals(today)) {
            throw VoidRefused.notTheSameDay(receipt.number());
        }
        SheetState state = sql.select(DAY_SHEET.STATE)
                .from(DAY_SHEET)
                .where(DAY_SHEET.COMMUNITY_ID.eq(communityId), DAY_SHEET.ID.eq(receipt.sheetId()))
                .forShare()
                .fetchSingle(DAY_SHEET.STATE);
        if (state != SheetState.OPEN) {
            throw VoidRefused.handedOver(receipt.number());
        }
    }

    private Receipt requested(long communityId, String number) {
        Receipt receipt = receipts.find(communityId, number).orElseThrow(() -> new NotFound("receipt", number));
        if (receipt.state() != ReceiptState.VOID_REQUESTED) {
            throw VoidRefused.notRequested(number);
        }
        return receipt;
    }

    private void requireOwn(Receipt receipt) {
        if (receipt.issuedBy() != access.actor()) {
            throw VoidRefused.notYours(receipt.content().collector());
        }
    }

    private static @Nullable String voidReason(Receipt receipt) {
        return receipt.voiding() == null ? null : receipt.voiding().reason();
    }
}
