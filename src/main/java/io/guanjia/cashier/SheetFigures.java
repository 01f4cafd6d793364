package io.guanjia.cashier;

import static io.guanjia.db.cashier.Tables.DAY_SHEET;
import static io.guanjia.db.cashier.Tables.DAY_SHEET_COUNT;
import static io.guanjia.db.cashier.Tables.PAYMENT;
import static io.guanjia.db.cashier.Tables.RECEIPT;
import static io.guanjia.db.cashier.Tables.TENDER;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;

import io.guanjia.db.cashier.enums.Counter;
import io.guanjia.db.cashier.enums.ReceiptState;
import io.guanjia.db.cashier.enums.SheetState;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.db.cashier.tables.records.DaySheetCountRecord;
import io.guanjia.db.cashier.tables.records.DaySheetRecord;
import io.guanjia.identity.Access;
import io.guanjia.kernel.Money;
import io.guanjia.web.NotFound;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a day sheet says, read from the payments, receipts and counts that are on it. */
@Component
class SheetFigures {
    private final DSLContext sql;
    private final Floats floats;
    private final Access access;

    SheetFigures(DSLContext sql, Floats floats, Access access) {
        this.sql = sql;
        this.floats = floats;
        this.access = access;
    }

    DaySheet of(DaySheetRecord sheet) {
        long communityId = sheet.getCommunityId();
        List<DaySheet.Tender> tenders = tenders(communityId, sheet.getId());
        Money cash = total(tenders, TenderKind.CASH);
        boolean counted = sheet.getState() != SheetState.OPEN && sheet.getReturnedAt() == null;
        Money held = counted
                ? Objects.requireNonNull(sheet.getExpectedFen()).minus(cash)
                : floats.atHand(communityId, sheet.getCollectorId());
        Money expected = held.plus(cash);
        Map<Long, String> names = names(sheet);
        return new DaySheet(
                sheet.getId(),
                sheet.getCollectorId(),
                names.getOrDefault(sheet.getCollectorId(), ""),
                sheet.getBusinessOn(),
                sheet.getOrdinal(),
                sheet.getState(),
                held,
                tenders,
                receipts(communityId, sheet.getId()),
                cash,
                total(tenders, TenderKind.CHEQUE),
                expected,
                counted ? sheet.getCountedFen() : null,
                counted ? Objects.requireNonNull(sheet.getCountedFen()).minus(expected) : null,
                sheet.getDifferenceReason(),
                counted ? sheet.getHandedOverFen() : null,
                sheet.getReturnedAt() == null ? null : Objects.requireNonNullElse(sheet.getReturnReason(), ""),
                sheet.getSubmittedAt(),
                sheet.getAcceptedBy() == null ? null : names.get(sheet.getAcceptedBy()),
                sheet.getAcceptedFen(),
                sheet.getAcceptedAt(),
                counts(communityId, sheet.getId()));
    }

    private Map<Long, String> names(DaySheetRecord sheet) {
        return access.namesOf(Stream.of(sheet.getCollectorId(), sheet.getAcceptedBy())
                .filter(Objects::nonNull)
                .toList());
    }

    private static Money total(List<DaySheet.Tender> tenders, TenderKind kind) {
        return Money.sum(
                tenders.stream().filter(tender -> tender.kind() == kind).map(DaySheet.Tender::amount));
    }

    private List<DaySheet.Tender> tenders(long communityId, long sheetId) {
        var amount = sum(TENDER.AMOUNT_FEN.coerce(Long.class));
        return sql.select(TENDER.KIND, count(), amount)
                .from(TENDER)
                .join(PAYMENT)
                .on(PAYMENT.COMMUNITY_ID.eq(TENDER.COMMUNITY_ID), PAYMENT.ID.eq(TENDER.PAYMENT_ID))
                .where(PAYMENT.COMMUNITY_ID.eq(communityId), PAYMENT.SHEET_ID.eq(sheetId))
                .and(PAYMENT.VOIDED_AT.isNull())
                .groupBy(TENDER.KIND)
                .orderBy(TENDER.KIND)
                .fetch(row -> new DaySheet.Tender(
                        row.value1(), row.value2(), new Money(row.value3().longValueExact())));
    }

    private DaySheet.Receipts receipts(long communityId, long sheetId) {
        var rows = sql.select(
                        RECEIPT.NUMBER, RECEIPT.STATE, RECEIPT.PAYMENT_ID, RECEIPT.VOID_REASON, PAYMENT.AMOUNT_FEN)
                .from(RECEIPT)
                .leftJoin(PAYMENT)
                .on(PAYMENT.COMMUNITY_ID.eq(RECEIPT.COMMUNITY_ID), PAYMENT.ID.eq(RECEIPT.PAYMENT_ID))
                .where(RECEIPT.COMMUNITY_ID.eq(communityId), RECEIPT.SHEET_ID.eq(sheetId))
                .orderBy(RECEIPT.BOOK_ID, RECEIPT.NO)
                .fetch();
        List<DaySheet.VoidedNumber> voided = rows.stream()
                .filter(row -> row.value2() != ReceiptState.ISSUED)
                .map(row -> new DaySheet.VoidedNumber(
                        row.value1(),
                        row.value3() == null,
                        row.value2() == ReceiptState.VOID_REQUESTED,
                        Objects.requireNonNullElse(row.value5(), Money.ZERO),
                        Objects.requireNonNullElse(row.value4(), "")))
                .toList();
        @Nullable String first = rows.isEmpty() ? null : rows.get(0).value1();
        @Nullable
        String last = rows.isEmpty() ? null : rows.get(rows.size() - 1).value1();
        return new DaySheet.Receipts(rows.size(), first, last, voided);
    }

    private List<DaySheet.Count> counts(long communityId, long sheetId) {
        var rows = sql.selectFrom(DAY_SHEET_COUNT)
                .where(DAY_SHEET_COUNT.COMMUNITY_ID.eq(communityId), DAY_SHEET_COUNT.SHEET_ID.eq(sheetId))
                .fetch();
        Map<Long, String> names = access.namesOf(
                rows.stream().map(DaySheetCountRecord::getCountedBy).distinct().toList());
        record Whose(int attempt, Counter counter) {}
        Map<Whose, List<DaySheetCountRecord>> byCount =
                rows.stream().collect(Collectors.groupingBy(row -> new Whose(row.getAttempt(), row.getCounter())));
        List<DaySheet.Count> counts = new ArrayList<>();
        byCount.forEach((whose, lines) -> {
            TreeMap<Integer, Integer> pieces = new TreeMap<>();
            lines.forEach(line -> pieces.put((int) line.getDenominationFen().fen(), line.getPieces()));
            CashCount count = new CashCount(pieces);
            DaySheetCountRecord any = lines.get(0);
            counts.add(new DaySheet.Count(
                    whose.attempt(),
                    whose.counter() == Counter.COLLECTOR,
                    names.getOrDefault(any.getCountedBy(), ""),
                    any.getCountedAt(),
                    count,
                    count.total()));
        });
        counts.sort(Comparator.comparing(DaySheet.Count::attempt)
                .thenComparing(DaySheet.Count::byCollector, Comparator.reverseOrder()));
        return counts;
    }

    /** The sheet's row, locked so that nothing is added to it and nobody else moves it on. */
    DaySheetRecord lock(long communityId, long sheetId) {
        return sql.selectFrom(DAY_SHEET)
                .where(DAY_SHEET.COMMUNITY_ID.eq(communityId), DAY_SHEET.ID.eq(sheetId))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotFound("day sheet", sheetId));
    }
}
