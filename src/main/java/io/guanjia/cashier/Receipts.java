package io.guanjia.cashier;

import static io.guanjia.db.cashier.Tables.RECEIPT;
import static io.guanjia.db.cashier.Tables.RECEIPT_BOOK;
import static org.jooq.impl.DSL.any;

import io.guanjia.audit.AuditTrail;
import io.guanjia.audit.Entry;
import io.guanjia.cashier.Receipt.Voiding;
import io.guanjia.cashier.ReceiptBooks.UsedNumber;
import io.guanjia.db.cashier.enums.ReceiptState;
import io.guanjia.db.cashier.tables.records.ReceiptRecord;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.NotFound;
import io.guanjia.web.Text;
import io.guanjia.web.TimelineEntry;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The used numbers: what each receipt says, how it is printed, what became of it (rules.md §5). */
@Component
@Transactional
public class Receipts {
    private final DSLContext sql;
    private final Clock clock;
    private final Access access;
    private final AuditTrail audit;
    private final ReceiptPaper paper;

    Receipts(DSLContext sql, Clock clock, Access access, AuditTrail audit, ReceiptPaper paper) {
        this.sql = sql;
        this.clock = clock;
        this.access = access;
        this.audit = audit;
        this.paper = paper;
    }

    @Transactional(readOnly = true)
    public Receipt get(long communityId, String number) {
        access.require(Permission.CASHIER_READ, communityId);
        return find(communityId, number).orElseThrow(() -> new NotFound("receipt", number));
    }

    /** Where a receipt of this number was given, among the communities whose cash desk the person may read. */
    @Transactional(readOnly = true)
    public List<NumberedReceipt> numbered(String number) {
        return sql.select(RECEIPT.COMMUNITY_ID, RECEIPT.NUMBER, RECEIPT.STATE)
                .from(RECEIPT)
                .where(RECEIPT.COMMUNITY_ID.eq(
                        any(access.communitiesWith(Permission.CASHIER_READ).toArray(Long[]::new))))
                .and(RECEIPT.NUMBER.eq(number))
                .orderBy(RECEIPT.COMMUNITY_ID)
                .fetch(Records.mapping(NumberedReceipt::new));
    }

    /** What a second person has to confirm, the oldest first. */
    @Transactional(readOnly = true)
    public List<Receipt> waitingForVoid(long communityId) {
        access.require(Permission.CASHIER_READ, communityId);
        return shaped(communityId, RECEIPT.STATE.eq(ReceiptState.VOID_REQUESTED));
    }

    /** The used numbers of a book, in order. */
    @Transactional(readOnly = true)
    public List<Receipt> ofBook(long communityId, long bookId) {
        access.require(Permission.CASHIER_READ, communityId);
        return shaped(communityId, RECEIPT.BOOK_ID.eq(bookId));
    }

    /** What became of the receipt and its payment, newest first. */
    @Transactional(readOnly = true)
    public List<TimelineEntry> timeline(long communityId, Receipt receipt) {
        access.require(Permission.CASHIER_READ, communityId);
        Stream<Entry> ofPayment = receipt.paymentId() == null
                ? Stream.empty()
                : audit.about(communityId, "payment", receipt.paymentId()).stream();
        return Stream.concat(audit.about(communityId, "receipt", receipt.number()).stream(), ofPayment)
                .sorted(Comparator.comparingLong(Entry::id).reversed())
                .map(entry -> new TimelineEntry(
                        entry.at(),
                        Objects.requireNonNullElse(entry.actorName(), ""),
                        Text.of("audit.action." + entry.action()),
                        entry.reason() == null ? null : Text.plain(entry.reason())))
                .toList();
    }

    /**
     * The receipt as PDF. Each call is one printing: the first, by whoever took the money, is the receipt; every later one carries
     * 重打 with its count and is audited (rules.md §5.3).
     */
    public byte[] print(long communityId, String number) {
        Receipt receipt = get(communityId, number);
        if (receipt.prints() == 0) {
            requireIssuer(receipt);
        }
        int printing = sql.update(RECEIPT)
                .set(RECEIPT.PRINTS, RECEIPT.PRINTS.plus(1))
                .where(RECEIPT.COMMUNITY_ID.eq(communityId), RECEIPT.NUMBER.eq(number))
                .returning(RECEIPT.PRINTS)
                .fetchSingle(RECEIPT.PRINTS);
        if (printing > 1) {
            audit.record(
                    communityId, "receipt-reprinted", "receipt", number, null, Map.of("reprint", printing - 1), null);
        }
        return paper.pdf(communityId, receipt, printing - 1);
    }

    /** Writes the receipt of a payment, or of a spoiled blank, under a number just taken. */
    @Transactional(propagation = Propagation.MANDATORY)
    void write(long communityId, UsedNumber used, long sheetId, @Nullable Long paymentId, ReceiptContent content) {
        ReceiptRecord row = sql.newRecord(RECEIPT);
        row.setCommunityId(communityId);
        row.setBookId(used.bookId());
        row.setNo(used.no());
        row.setNumber(used.number());
        row.setState(paymentId == null ? ReceiptState.VOID_REQUESTED : ReceiptState.ISSUED);
        row.setPaymentId(paymentId);
        row.setSheetId(sheetId);
        row.setContent(content.stored());
        row.setIssuedBy(access.actor());
        row.setIssuedAt(clock.instant());
        row.insert();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Receipt> find(long communityId, String number) {
        return shaped(communityId, RECEIPT.NUMBER.eq(number)).stream().findFirst();
    }

    private void requireIssuer(Receipt receipt) {
        if (receipt.issuedBy() != access.actor()) {
            throw new ReceiptNotPrintedYet(receipt.number(), receipt.content().collector());
        }
    }

    private List<Receipt> shaped(long communityId, Condition which) {
        List<Record> rows = sql.select(RECEIPT.fields())
                .select(RECEIPT_BOOK.COPIES, RECEIPT_BOOK.LAYOUT)
                .from(RECEIPT)
                .join(RECEIPT_BOOK)
                .on(RECEIPT_BOOK.COMMUNITY_ID.eq(RECEIPT.COMMUNITY_ID), RECEIPT_BOOK.ID.eq(RECEIPT.BOOK_ID))
                .where(RECEIPT.COMMUNITY_ID.eq(communityId), which)
                .orderBy(RECEIPT.BOOK_ID, RECEIPT.NO)
                .fetch();
        Map<Long, String> names = access.namesOf(rows.stream()
                .flatMap(row -> Stream.of(row.get(RECEIPT.VOID_REQUESTED_BY), row.get(RECEIPT.VOID_CONFIRMED_BY)))
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return rows.stream().map(row -> shaped(row, names)).toList();
    }

    private static Receipt shaped(Record row, Map<Long, String> names) {
        return new Receipt(
                row.get(RECEIPT.NUMBER),
                row.get(RECEIPT.STATE),
                row.get(RECEIPT.BOOK_ID),
                row.get(RECEIPT.SHEET_ID),
                row.get(RECEIPT.PAYMENT_ID),
                List.of(row.get(RECEIPT_BOOK.COPIES)),
                row.get(RECEIPT_BOOK.LAYOUT),
                ReceiptContent.of(row.get(RECEIPT.CONTENT)),
                row.get(RECEIPT.ISSUED_BY),
                row.get(RECEIPT.ISSUED_AT),
                row.get(RECEIPT.PRINTS),
                voiding(row, names));
    }

    private static @Nullable Voiding voiding(Record row, Map<Long, String> names) {
        Long requester = row.get(RECEIPT.VOID_REQUESTED_BY);
        Long confirmer = row.get(RECEIPT.VOID_CONFIRMED_BY);
        if (requester == null) {
            return null;
        }
        return new Voiding(
                row.get(RECEIPT.VOID_REASON),
                List.of(row.get(RECEIPT.VOID_COPIES)),
                requester,
                names.getOrDefault(requester, ""),
                row.get(RECEIPT.VOID_REQUESTED_AT),
                confirmer == null ? null : names.get(confirmer),
                row.get(RECEIPT.VOID_CONFIRMED_AT));
    }
}
