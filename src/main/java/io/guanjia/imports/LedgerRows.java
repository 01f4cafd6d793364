package io.guanjia.imports;

import io.guanjia.billing.ChargeItem;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.MalformedValue;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.openings.NewOpening;
import io.guanjia.openings.PastPayment;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges the rows of a paper ledger, one household each. */
final class LedgerRows {
    private final Work work;
    private final ChargeItem item;
    private final Month last;
    private final PremisesFinder premises;
    private final LedgerRegister register;
    private final LedgerList list;
    private final LedgerSums sums;
    private final Map<Long, Integer> seen = new HashMap<>();

    /** @param last month that the old books kept */
    LedgerRows(
            Work work, ChargeItem item, Month last, PremisesFinder premises, LedgerRegister register, LedgerList list) {
        this.work = work;
        this.item = item;
        this.last = last;
        this.premises = premises;
        this.register = register;
        this.list = list;
        this.sums = new LedgerSums(work);
    }

    void read(RowReader row) {
        if (sums.take(row)) return;
        list.row();
        PremisesFinder.@Nullable Place place = place(row);
        @Nullable Money due = row.money("due");
        if (due == null) row.missing("due");
        if (!row.good() || place == null || due == null) return;
        if (due.isNegative()) row.reject("not-an-amount", row.title("due"), due.format());
        Map<Month, LedgerMonths.Said> months = months(row, due);
        if (row.good()) compareArrears(row, months);
        if (row.good()) compareCharged(row, place, months);
        @Nullable LocalDate paidOn = row.good() ? paidOn(row) : null;
        if (row.good()) take(row, place, due, months, paidOn);
    }

    private PremisesFinder.@Nullable Place place(RowReader row) {
        String room = row.text("room");
        if (room.isEmpty()) return null;
        @Nullable String building = row.optional("building");
        PremisesFinder.@Nullable Place place = premises.find(building, row.optional("entrance"), room);
        if (place == null) {
            row.reject("unknown-premises", building == null ? room : building + " " + room);
            return null;
        }
        @Nullable Integer before = seen.putIfAbsent(place.id(), row.at().row());
        if (before != null) row.reject("twice", place.code(), before);
        return place;
    }

    private Map<Month, LedgerMonths.Said> months(RowReader row, Money due) {
        Map<Month, LedgerMonths.Said> months = new TreeMap<>();
        for (int number = 1; number <= LedgerMonths.MONTHS; number++) {
            Month month = Month.of(last.year(), number);
            LedgerMonths.Said said = LedgerMonths.read(row, month, due);
            if (said == null) return months;
            if (!month.isAfter(last)) months.put(month, said);
            else if (said.paid().isPositive()) {
                row.reject("paid-ahead", row.title(LedgerMonths.column(number)), last.next());
            }
        }
        return months;
    }

    /** What the row says is owed in all must be what its months say. */
    private void compareArrears(RowReader row, Map<Month, LedgerMonths.Said> months) {
        if (!row.has("arrears")) return;
        Money written = Objects.requireNonNullElse(row.money("arrears"), Money.ZERO);
        Money open = open(months);
        if (row.good() && !open.equals(written)) row.reject("arrears-differ", written.format(), open.format());
    }

    private static Money open(Map<Month, LedgerMonths.Said> months) {
        return Money.sum(months.values().stream().map(LedgerMonths.Said::open));
    }

    /** Nothing is owed twice: a month that is charged here is not taken over, unless it is the same month taken over already. */
    private void compareCharged(RowReader row, PremisesFinder.Place place, Map<Month, LedgerMonths.Said> months) {
        months.forEach((month, said) -> {
            LedgerRegister.Charged charged = register.charged(place.id(), month);
            if (charged == null || isTakenOver(charged, said)) return;
            row.reject("month-charged", month, charged.amount().format());
        });
    }

    private static boolean isTakenOver(LedgerRegister.@Nullable Charged charged, LedgerMonths.Said said) {
        return charged != null && charged.opening() && charged.amount().equals(said.open());
    }

    /** What a row says beside its months; read before anything of it is taken. */
    private record Written(
            RowReader.At at,
            PremisesFinder.Place place,
            Money due,
            @Nullable String owner,
            @Nullable String receipt,
            @Nullable LocalDate paidOn) {}

    private void take(
            RowReader row,
            PremisesFinder.Place place,
            Money due,
            Map<Month, LedgerMonths.Said> months,
            @Nullable LocalDate paidOn) {
        @Nullable String receipt = row.optional("receipt");
        Written written = new Written(
                row.at(),
                place,
                due,
                row.optional("owner"),
                receipt == null ? null : receipt.replaceFirst("^(?:№|No\\.?|NO\\.?)\\s*", ""),
                paidOn);
        TreeMap<Month, LedgerRegister.Answering> answering = answering(row, place, months);
        if (!row.good()) return;
        compareOwner(written, answering);
        compareArea(row, place);
        boolean fresh = false;
        for (var month : months.entrySet()) {
            fresh |= owed(written, month.getKey(), month.getValue(), answering.get(month.getKey()));
            fresh |= paid(written, month.getKey(), month.getValue());
        }
        int owed = (int) months.values().stream()
                .filter(said -> said.open().isPositive())
                .count();
        Money paid = Money.sum(months.values().stream().map(LedgerMonths.Said::paid));
        list.add(place.building(), owed, paid, open(months), fresh);
    }

    private TreeMap<Month, LedgerRegister.Answering> answering(
            RowReader row, PremisesFinder.Place place, Map<Month, LedgerMonths.Said> months) {
        TreeMap<Month, LedgerRegister.Answering> answering = new TreeMap<>();
        months.forEach((month, said) -> {
            LedgerRegister.Answering one = register.answering(place.id(), month);
            if (one != null) answering.put(month, one);
            else if (said.open().isPositive()) row.reject("nobody-answers", place.code(), month);
        });
        return answering;
    }

    private boolean owed(
            Written row, Month month, LedgerMonths.Said said, LedgerRegister.@Nullable Answering answering) {
        if (!said.open().isPositive() || answering == null) return false;
        if (isTakenOver(register.charged(row.place().id(), month), said)) {
            list.equal++;
            return false;
        }
        list.lines.add(new NewOpening.Line(
                row.place().id(),
                month,
                answering.payerId(),
                answering.ownerId(),
                row.due(),
                row.due().minus(said.open()),
                month.atDay(item.dueDay()),
                row.at().sheet(),
                row.at().row()));
        return true;
    }

    private boolean paid(Written row, Month month, LedgerMonths.Said said) {
        if (!said.paid().isPositive()) return false;
        list.payments.add(new PastPayment(
                row.place().id(),
                item.id(),
                item.name(),
                Objects.requireNonNullElse(row.owner(), ""),
                month.toString(),
                month.span(),
                row.paidOn(),
                row.due(),
                said.paid(),
                row.receipt(),
                work.fileName + " · " + row.at().sheet() + " · " + row.at().row()));
        return !register.isKept(row.place().id(), month);
    }

    /** Whose debt it is says the register; where the sheet says something else the importer should look. */
    private void compareOwner(Written row, TreeMap<Month, LedgerRegister.Answering> answering) {
        String owner = row.owner();
        if (owner == null || answering.isEmpty()) return;
        String name = ChineseText.compact(owner);
        if (answering.values().stream().anyMatch(one -> one.is(owner) || one.is(name))) return;
        work.warn(row.at()
                .rejected(
                        "owner-differs", owner, answering.lastEntry().getValue().payer()));
    }

    private void compareArea(RowReader row, PremisesFinder.Place place) {
        String written = row.cell("area").text();
        if (written.isBlank() || place.area() == null) return;
        try {
            if (Area.parse(written).squareMetres().compareTo(place.area()) == 0) return;
        } catch (MalformedValue malformed) {
            // told as it stands there
        }
        work.warn(
                row.at().rejected("area-differs", written.strip(), place.area().toPlainString()));
    }

    private @Nullable LocalDate paidOn(RowReader row) {
        if (row.cell("paidOn").isBlank()) return null;
        LocalDate day = WrittenDates.of(row.cell("paidOn"), last.year());
        if (day != null) row.refuseFuture("paidOn", day);
        if (day == null) {
            work.warn(row.at()
                    .rejected(
                            "day-unclear",
                            row.title("paidOn"),
                            row.cell("paidOn").text()));
        }
        return day;
    }
}
