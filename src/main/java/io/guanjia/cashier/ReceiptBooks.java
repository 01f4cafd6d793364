package io.guanjia.cashier;

import static io.guanjia.db.cashier.Tables.RECEIPT;
import static io.guanjia.db.cashier.Tables.RECEIPT_BOOK;
import static io.guanjia.db.cashier.Tables.RECEIPT_BOOK_MOVE;
import static org.jooq.impl.DSL.noCondition;

import io.guanjia.audit.AuditTrail;
import io.guanjia.cashier.BookMove.Kind;
import io.guanjia.db.cashier.enums.BookState;
import io.guanjia.db.cashier.enums.ReceiptState;
import io.guanjia.db.cashier.tables.records.ReceiptBookRecord;
import io.guanjia.identity.Access;
import io.guanjia.identity.Appointments;
import io.guanjia.identity.Permission;
import io.guanjia.web.NotFound;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The stock of receipt numbers (票据): books are registered, issued to one collector for one community, used in order without a
 * gap, and come back; every move is written down with giver and taker (rules.md §5.2, COLLECT-05).
 */
@Component
@Transactional
public class ReceiptBooks {
    private final DSLContext sql;
    private final Clock clock;
    private final Access access;
    private final Appointments appointments;
    private final AuditTrail audit;

    ReceiptBooks(DSLContext sql, Clock clock, Access access, Appointments appointments, AuditTrail audit) {
        this.sql = sql;
        this.clock = clock;
        this.access = access;
        this.appointments = appointments;
        this.audit = audit;
    }

    /** Puts a new book into stock; no number of it may be in another book of the community. */
    public ReceiptBook register(long communityId, NewBook book) {
        access.require(Permission.BOOK_STOCK, communityId);
        book.check();
        oneAtATime(communityId);
        refuseOverlap(communityId, book);
        ReceiptBookRecord row = sql.newRecord(RECEIPT_BOOK);
        row.setCommunityId(communityId);
        row.setPrefix(book.prefix());
        row.setFirstNo(book.firstNo());
        row.setLastNo(book.lastNo());
        row.setDigits(book.digits());
        row.setNextNo(book.firstNo());
        row.setCopies(book.copies().toArray(String[]::new));
        row.setLayout(book.layout());
        row.setRegisteredBy(access.actor());
        row.setRegisteredAt(clock.instant());
        row.insert();
        move(row, Kind.REGISTERED, null, access.actor());
        audit.record(communityId, "receipt-book-registered", "receipt-book", row.getId(), null, book, null);
        return get(communityId, row.getId());
    }

    /** Hands the book over to a collector, who has no other open one. */
    public ReceiptBook issue(long communityId, long bookId, long holderId) {
        access.require(Permission.BOOK_STOCK, communityId);
        oneAtATime(communityId);
        ReceiptBookRecord row = locked(communityId, bookId);
        if (!shaped(row, Map.of()).isToBeIssued()) {
            throw BookRefused.notToBeIssued();
        }
        requireHolder(communityId, holderId);
        row.setState(BookState.ISSUED);
        row.setHolderId(holderId);
        row.setIssuedBy(access.actor());
        row.setIssuedAt(clock.instant());
        row.setReturnedTo(null);
        row.setReturnedAt(null);
        row.setVersion(row.getVersion() + 1);
        row.update();
        move(row, Kind.ISSUED, access.actor(), holderId);
        audit.record(
                communityId, "receipt-book-issued", "receipt-book", bookId, null, Map.of("holderId", holderId), null);
        return get(communityId, bookId);
    }

    /** Takes the book back: its unused numbers, and the stubs of the used ones. */
    public ReceiptBook takeBack(long communityId, long bookId) {
        access.require(Permission.BOOK_STOCK, communityId);
        ReceiptBookRecord row = locked(communityId, bookId);
        ReceiptBook book = shaped(row, Map.of());
        long holder = Objects.requireNonNullElse(book.holderId(), access.actor());
        if (!book.isOut()) {
            throw BookRefused.notOut();
        }
        if (holder == access.actor()) {
            throw BookRefused.samePerson();
        }
        refuseWhileVoidWaits(book, communityId);
        row.setState(BookState.RETURNED);
        row.setReturnedTo(access.actor());
        row.setReturnedAt(clock.instant());
        row.setVersion(row.getVersion() + 1);
        row.update();
        move(row, Kind.RETURNED, holder, access.actor());
        audit.record(communityId, "receipt-book-returned", "receipt-book", bookId, null, book, null);
        return get(communityId, bookId);
    }

    @Transactional(readOnly = true)
    public ReceiptBook get(long communityId, long bookId) {
        requireReader(communityId);
        return shaped(communityId, RECEIPT_BOOK.ID.eq(bookId)).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("receipt book", bookId));
    }

    /** Books in use first, then the stock, then the others, the latest first. */
    @Transactional(readOnly = true)
    public List<ReceiptBook> all(long communityId) {
        requireReader(communityId);
        return shaped(communityId, noCondition());
    }

    @Transactional(readOnly = true)
    public List<BookMove> moves(long communityId, long bookId) {
        ReceiptBook book = get(communityId, bookId);
        var rows = sql.selectFrom(RECEIPT_BOOK_MOVE)
                .where(RECEIPT_BOOK_MOVE.COMMUNITY_ID.eq(communityId), RECEIPT_BOOK_MOVE.BOOK_ID.eq(bookId))
                .orderBy(RECEIPT_BOOK_MOVE.ID)
                .fetch();
        Map<Long, String> names = access.namesOf(rows.stream()
                .flatMap(row -> Stream.of(row.getGiverId(), row.getTakerId()))
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return rows.map(row -> new BookMove(
                bookId,
                Kind.of(row.getMove()),
                book.number(row.getFromNo()),
                book.number(row.getToNo()),
                row.getToNo() - row.getFromNo() + 1,
                row.getGiverId() == null ? null : names.get(row.getGiverId()),
                row.getTakerId() == null ? null : names.get(row.getTakerId()),
                row.getMovedAt()));
    }

    /** The open book of whoever acts, as the counter shows it. */
    @Transactional(readOnly = true)
    public Optional<ReceiptBook> own(long communityId) {
        access.require(Permission.COLLECT, communityId);
        return shaped(
                        communityId,
                        RECEIPT_BOOK.HOLDER_ID.eq(access.actor()).and(RECEIPT_BOOK.STATE.eq(BookState.ISSUED)))
                .stream()
                .findFirst();
    }

    /**
     * Takes the next number out of the holder's own open book and keeps the book locked until the caller's transaction ends, so
     * that numbers follow without a gap even when a payment fails. The book is the last thing a payment locks.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    UsedNumber takeNext(long communityId, long holderId) {
        ReceiptBookRecord row = sql.selectFrom(RECEIPT_BOOK)
                .where(RECEIPT_BOOK.COMMUNITY_ID.eq(communityId))
                .and(RECEIPT_BOOK.HOLDER_ID.eq(holderId))
                .and(RECEIPT_BOOK.STATE.eq(BookState.ISSUED))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(NoUsableReceiptNumber::new);
        long no = row.getNextNo();
        row.setNextNo(no + 1);
        if (no == row.getLastNo()) {
            row.setState(BookState.USED_UP);
            move(row, Kind.USED_UP, holderId, holderId);
        }
        row.update();
        return new UsedNumber(row.getId(), no, NewBook.number(row.getPrefix(), row.getDigits(), no));
    }

    /** A number taken out of its book; the caller writes its receipt in the same transaction. */
    record UsedNumber(long bookId, long no, String number) {}

    /** Two clerks at the stock of one community at once: the second sees what the first did, and is told instead of failing. */
    private void oneAtATime(long communityId) {
        sql.execute("select pg_advisory_xact_lock(hashtextextended({0}, {1}))", "cashier.receipt_book", communityId);
    }

    /** Numbers of one length are compared as printed, so prefix A with 10000001 also collides with prefix A1 and 0000001. */
    private void refuseOverlap(long communityId, NewBook book) {
        int length = book.prefix().length() + book.digits();
        String first = book.number(book.firstNo());
        String last = book.number(book.lastNo());
        shaped(communityId, noCondition()).stream()
                .filter(other -> other.prefix().equals(book.prefix())
                        ? other.firstNo() <= book.lastNo() && book.firstNo() <= other.lastNo()
                        : other.first().length() == length
                                && other.first().compareTo(last) <= 0
                                && first.compareTo(other.last()) <= 0)
                .findFirst()
                .ifPresent(other -> {
                    throw BookRefused.overlaps(other.first(), other.last());
                });
    }

    private void requireHolder(long communityId, long holderId) {
        String name = access.nameOf(holderId);
        if (holderId == access.actor()) {
            throw BookRefused.samePerson();
        }
        boolean collects = appointments.holders(communityId, Permission.COLLECT).stream()
                .anyMatch(collector -> collector.id() == holderId);
        if (!collects) {
            throw BookRefused.holderMayNotCollect(name);
        }
        shaped(communityId, RECEIPT_BOOK.HOLDER_ID.eq(holderId).and(RECEIPT_BOOK.STATE.eq(BookState.ISSUED))).stream()
                .findFirst()
                .ifPresent(other -> {
                    throw BookRefused.holderHasOne(name, other.next(), other.last());
                });
    }

    /** Numbers on their way to void must be settled while the book with its copies is still with the collector. */
    private void refuseWhileVoidWaits(ReceiptBook book, long communityId) {
        sql.select(RECEIPT.NUMBER)
                .from(RECEIPT)
                .where(RECEIPT.COMMUNITY_ID.eq(communityId), RECEIPT.BOOK_ID.eq(book.id()))
                .and(RECEIPT.STATE.eq(ReceiptState.VOID_REQUESTED))
                .limit(1)
                .fetchOptional(RECEIPT.NUMBER)
                .ifPresent(number -> {
                    throw BookRefused.voidWaits(number);
                });
    }

    private ReceiptBookRecord locked(long communityId, long bookId) {
        return sql.selectFrom(RECEIPT_BOOK)
                .where(RECEIPT_BOOK.COMMUNITY_ID.eq(communityId), RECEIPT_BOOK.ID.eq(bookId))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotFound("receipt book", bookId));
    }

    /** Registered and used up: the whole book. Issued and returned: the numbers that change hands unused, if any are left. */
    private void move(ReceiptBookRecord book, Kind kind, @Nullable Long giver, @Nullable Long taker) {
        boolean whole = kind == Kind.REGISTERED || kind == Kind.USED_UP || book.getNextNo() > book.getLastNo();
        sql.insertInto(RECEIPT_BOOK_MOVE)
                .set(RECEIPT_BOOK_MOVE.COMMUNITY_ID, book.getCommunityId())
                .set(RECEIPT_BOOK_MOVE.BOOK_ID, book.getId())
                .set(RECEIPT_BOOK_MOVE.MOVE, kind.stored())
                .set(RECEIPT_BOOK_MOVE.FROM_NO, whole ? book.getFirstNo() : book.getNextNo())
                .set(RECEIPT_BOOK_MOVE.TO_NO, book.getLastNo())
                .set(RECEIPT_BOOK_MOVE.GIVER_ID, giver)
                .set(RECEIPT_BOOK_MOVE.TAKER_ID, taker)
                .set(RECEIPT_BOOK_MOVE.MOVED_AT, clock.instant())
                .execute();
    }

    private void requireReader(long communityId) {
        if (!access.may(Permission.BOOK_STOCK, communityId)) {
            access.require(Permission.CASHIER_READ, communityId);
        }
    }

    private List<ReceiptBook> shaped(long communityId, Condition which) {
        List<ReceiptBookRecord> rows = sql.selectFrom(RECEIPT_BOOK)
                .where(RECEIPT_BOOK.COMMUNITY_ID.eq(communityId), which)
                .orderBy(
                        org.jooq
                                .impl
                                .DSL
                                .case_(RECEIPT_BOOK.STATE)
                                .when(BookState.ISSUED, 1)
                                .when(BookState.USED_UP, 2)
                                .when(BookState.STOCK, 3)
                                .else_(4),
                        RECEIPT_BOOK.ID.desc())
                .fetch();
        Map<Long, String> names = access.namesOf(rows.stream()
                .map(ReceiptBookRecord::getHolderId)
                .flatMap(Stream::ofNullable)
                .distinct()
                .toList());
        return rows.stream().map(row -> shaped(row, names)).toList();
    }

    private static ReceiptBook shaped(ReceiptBookRecord row, Map<Long, String> names) {
        Long holder = row.getHolderId();
        return new ReceiptBook(
                row.getId(),
                row.getPrefix(),
                row.getFirstNo(),
                row.getLastNo(),
                row.getDigits(),
                row.getNextNo(),
                List.of(row.getCopies()),
                row.getLayout(),
                row.getState(),
                holder,
                holder == null ? null : names.get(holder),
                row.getIssuedAt(),
                row.getReturnedAt());
    }
}
