package io.guanjia.imports;

import static io.guanjia.sheets.Header.Wanted.optional;
import static io.guanjia.sheets.Header.Wanted.required;

import io.guanjia.billing.ChargeItem;
import io.guanjia.billing.ChargeItems;
import io.guanjia.estate.Communities;
import io.guanjia.identity.Permission;
import io.guanjia.imports.ImportOptions.Name;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.Month;
import io.guanjia.openings.Openings;
import io.guanjia.openings.PaymentHistory;
import io.guanjia.sheets.Header.Wanted;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * A yearly paper ledger (收缴台账): a row for each household, a column for each month. Unpaid months become opening balances once
 * another person has signed their total, paid ones become history.
 */
@Component
@Order(3)
class LedgerLayout extends Layout {
    static final String CODE = "ledger";

    private static final Pattern YEAR = Pattern.compile("(?<!\\d)(20\\d{2})(?!\\d)");

    private static final Part PART = new Part("ledger", null, columns());

    private final DSLContext sql;
    private final ChargeItems items;
    private final Communities communities;
    private final Openings openings;
    private final PaymentHistory history;
    private final Clock clock;

    LedgerLayout(
            DSLContext sql,
            ChargeItems items,
            Communities communities,
            Openings openings,
            PaymentHistory history,
            Clock clock) {
        this.sql = sql;
        this.items = items;
        this.communities = communities;
        this.openings = openings;
        this.history = history;
        this.clock = clock;
    }

    private static List<Wanted> columns() {
        Stream<Wanted> before = Stream.of(
                optional("building", "楼号", "楼栋", "楼栋号", "栋号", "幢号", "座号", "Building"),
                optional("entrance", "单元", "单元号", "门洞", "Entrance", "Unit"),
                required("room", "房号", "房间", "房间号", "房屋", "室号", "门牌号", "房屋编号", "Room"),
                optional("owner", "户主", "业主", "业主姓名", "业主名称", "姓名", "客户名称", "Owner"),
                optional("area", "面积", "建筑面积", "房屋面积", "计费面积", "Area"),
                required("due", "月应收", "每月应收", "月应缴", "每月应缴", "月物业费", "月费", "月标准", "Monthly fee"));
        Stream<Wanted> after = Stream.of(
                optional("arrears", "欠费合计", "欠费", "欠费金额", "欠缴合计", "欠缴金额", "累计欠费", "Arrears"),
                optional("paidOn", "缴费日期", "缴费时间", "交费日期", "收费日期", "缴款日期", "Paid on"),
                optional("receipt", "收据号", "收据编号", "票据号", "票号", "收据号码", "Receipt"));
        return Stream.of(before, LedgerMonths.columns().stream(), after)
                .flatMap(part -> part)
                .toList();
    }

    @Override
    String code() {
        return CODE;
    }

    @Override
    List<Part> parts() {
        return List.of(PART);
    }

    @Override
    Set<Name> options() {
        return Set.of(Name.ITEM, Name.YEAR);
    }

    /** What it brings is charged as a bill run charges. */
    @Override
    Permission permission() {
        return Permission.BILL_RUN_PROPOSE;
    }

    @Override
    Reading read(Work work) {
        LedgerList list = new LedgerList();
        if (!place(work).holds(PART)) {
            work.rows(PART, row -> {}); // says what is missing
            return reading(work, 0, 0, list);
        }
        long itemId = Objects.requireNonNull(work.options.itemId());
        @Nullable
        ChargeItem item = items.all(work.communityId).stream()
                .filter(one -> one.id() == itemId)
                .findFirst()
                .orElse(null);
        @Nullable Integer year = year(work);
        if (item == null) work.reject(sheet(work).rejected("unknown-item"));
        else if (year == null) work.reject(sheet(work).rejected("year-missing"));
        else rows(work, item, year, list);
        return reading(work, itemId, year == null ? 0 : year, list);
    }

    private Reading reading(Work work, long itemId, int year, LedgerList list) {
        return new Reading() {
            @Override
            public Found found() {
                return list.found();
            }

            @Override
            public Effect apply() {
                int kept = history.keep(work.communityId, list.payments);
                if (!list.lines.isEmpty()) {
                    openings.propose(work.communityId, list.opening(itemId, year, work));
                }
                return new Effect(list.lines.size() + kept, 0, list.equal + list.payments.size() - kept);
            }
        };
    }

    private void rows(Work work, ChargeItem item, int year, LedgerList list) {
        Month first = Month.of(year, 1);
        Month last = last(work.communityId, year);
        if (last.isBefore(first)) {
            work.reject(sheet(work).rejected("nothing-before", year, last.next()));
            return;
        }
        List<String> missing = IntStream.rangeClosed(1, last.number())
                .mapToObj(LedgerMonths::column)
                .filter(column -> !place(work).columns().containsKey(column))
                .map(column -> column.substring("month".length()) + "月")
                .toList();
        if (!missing.isEmpty()) {
            work.reject(sheet(work).rejected("columns-missing", String.join("、", missing)));
            return;
        }
        LedgerRegister register = new LedgerRegister(sql, work.communityId, item.id(), first, Month.of(year, 12));
        LedgerRows rows = new LedgerRows(work, item, last, new PremisesFinder(sql, work.communityId), register, list);
        work.rows(PART, rows::read);
    }

    /** The last month of the year that the old books kept: before the cut-over, and none that has not come. */
    private Month last(long communityId, int year) {
        LocalDate cutOver = communities.get(communityId).cutOverOn();
        Month last = cutOver == null
                ? Month.of(LocalDate.now(clock))
                : Month.of(cutOver).previous();
        Month december = Month.of(year, LedgerMonths.MONTHS);
        return last.isBefore(december) ? last : december;
    }

    /** As the importer says, else as the sheet is called, else as the rows above its header say. */
    private static @Nullable Integer year(Work work) {
        if (work.options.year() != null) return work.options.year();
        Mapping.Place place = place(work);
        if (!work.workbook.sheetNames().contains(place.sheet())) return null;
        Stream<String> titles = Recognition.firstRows(work.workbook, place.sheet()).stream()
                .filter(row -> row.number() < place.headerRow())
                .flatMap(row -> row.cells().stream())
                .map(cell -> cell.text());
        return Stream.concat(Stream.of(place.sheet()), titles)
                .map(text -> YEAR.matcher(ChineseText.compact(text)))
                .filter(Matcher::find)
                .map(found -> Integer.valueOf(found.group(1)))
                .findFirst()
                .orElse(null);
    }

    private static Mapping.Place place(Work work) {
        return work.mapping.parts().getOrDefault(PART.code(), Mapping.Place.NOWHERE);
    }

    /** The sheet as a whole. */
    private static RowReader.At sheet(Work work) {
        return new RowReader.At(place(work).sheet(), 0);
    }

    /** What waits is withdrawn; what is posted must be reversed by two people first. */
    @Override
    void undo(long communityId, long batchId, String reason) {
        openings.discard(communityId, batchId, reason);
    }
}
