package io.guanjia.imports;

import static io.guanjia.sheets.Header.Wanted.optional;
import static io.guanjia.sheets.Header.Wanted.required;

import io.guanjia.billing.ChargeItem;
import io.guanjia.billing.ChargeItems;
import io.guanjia.imports.ImportOptions.Name;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.Money;
import io.guanjia.openings.PaymentHistory;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Payments of the time before Guanjia, one a row: history for the household page, never cash and never a receipt of this house. */
@Component
@Order(4)
class HistoryLayout extends Layout {
    static final String CODE = "history";

    private static final Part PART = new Part(
            "history",
            null,
            List.of(
                    optional("building", "楼号", "楼栋", "楼栋号", "栋号", "幢号", "座号", "Building"),
                    optional("entrance", "单元", "单元号", "门洞", "Entrance", "Unit"),
                    required("room", "房屋", "房号", "房间", "房间号", "房屋编号", "房屋名称", "室号", "Room", "Premises"),
                    optional("owner", "缴费人", "业主", "户主", "业主名称", "业主姓名", "姓名", "Payer"),
                    required("fee", "收费项目", "费用项目", "费用名称", "项目", "费用", "Charge item"),
                    optional("period", "周期", "缴费周期", "费用周期", "所属月份", "账期", "Period"),
                    optional("span", "起止", "起止时间", "起止日期", "费用起止", "缴费起止", "From – to"),
                    optional("from", "起", "开始时间", "开始日期", "起始日期", "费用开始时间", "缴费起始时间", "From"),
                    optional("to", "止", "结束时间", "结束日期", "截止日期", "费用结束时间", "缴费结束时间", "To"),
                    optional("paidOn", "缴费时间", "缴费日期", "交费日期", "收费日期", "收费时间", "Paid on"),
                    optional("due", "应缴", "应缴金额", "应收", "应收金额", "Due"),
                    required("paid", "实缴", "实缴金额", "实收", "实收金额", "缴费金额", "Paid"),
                    optional("receipt", "收据号", "收据编号", "票据号", "票号", "Receipt")));

    private final DSLContext sql;
    private final ImportTables tables;
    private final ChargeItems items;
    private final PaymentHistory history;

    HistoryLayout(DSLContext sql, ImportTables tables, ChargeItems items, PaymentHistory history) {
        this.sql = sql;
        this.tables = tables;
        this.items = items;
        this.history = history;
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
        return Set.of();
    }

    @Override
    Reading read(Work work) {
        PremisesFinder premises = new PremisesFinder(sql, work.communityId);
        Map<String, ChargeItem> named = new HashMap<>();
        items.all(work.communityId).forEach(item -> {
            named.put(ChineseText.compact(item.code()), item);
            named.put(ChineseText.compact(item.name()), item);
        });
        int[] rows = {0};
        Money[] paid = {Money.ZERO};
        tables.stage(staged -> work.rows(PART, row -> {
            rows[0]++;
            @Nullable PastRow past = row(row, premises, named);
            if (past == null) return;
            paid[0] = paid[0].plus(past.paid());
            staged.add(work.batchId, row.at(), past.cells(), null, null);
        }));
        Found found = new Found(Map.of("rows", rows[0]), null, Map.of(), Map.of("paid", paid[0]), Map.of());
        return new Reading() {
            @Override
            public Found found() {
                return found;
            }

            @Override
            public Effect apply() {
                return new PastRows(sql, history, work).keep();
            }
        };
    }

    private static @Nullable PastRow row(RowReader row, PremisesFinder premises, Map<String, ChargeItem> named) {
        String room = row.text("room");
        @Nullable String building = row.optional("building");
        PremisesFinder.@Nullable Place place =
                room.isEmpty() ? null : premises.find(building, row.optional("entrance"), room);
        if (place == null) row.reject("unknown-premises", building == null ? room : building + " " + room);
        String fee = row.text("fee");
        @Nullable ChargeItem item = named.get(ChineseText.compact(fee));
        if (item == null) row.reject("unknown-fee-name", fee);
        @Nullable DateSpan span = span(row);
        @Nullable Money paid = row.money("paid");
        if (paid == null) row.missing("paid");
        else if (!paid.isPositive()) row.reject("nothing-paid", row.title("paid"));
        Money due = Objects.requireNonNullElse(row.money("due"), Objects.requireNonNullElse(paid, Money.ZERO));
        @Nullable LocalDate paidOn = row.past("paidOn");
        @Nullable String payer = row.optional("owner");
        @Nullable String receipt = row.optional("receipt");
        @Nullable String period = row.optional("period");
        if (!row.good() || place == null || item == null || span == null || paid == null) return null;
        String called = period == null ? span.from() + " – " + span.to() : period;
        return new PastRow(place.id(), item.id(), payer, called, span, paidOn, due, paid, receipt);
    }

    /** Its own two days, else both in one cell, else what the period means. */
    private static @Nullable DateSpan span(RowReader row) {
        @Nullable LocalDate from = row.date("from");
        @Nullable LocalDate to = row.date("to");
        String both = row.cell("span").text();
        String period = row.cell("period").text();
        @Nullable
        DateSpan span = from != null || to != null
                ? WrittenPeriods.span(from, to)
                : WrittenPeriods.of(both.isBlank() ? period : both);
        if (span == null) row.reject("period-unclear", (both.isBlank() ? period : both).strip());
        return span;
    }
}
