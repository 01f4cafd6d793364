package io.guanjia.imports;

import static io.guanjia.sheets.Header.Wanted.optional;
import static io.guanjia.sheets.Header.Wanted.required;

import io.guanjia.identity.Permission;
import io.guanjia.imports.ImportOptions.Name;
import io.guanjia.utilities.ReadingEntry;
import io.guanjia.utilities.Readings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Meters and readings as they are noted at the shops: a row a reading, the meter told again in each. */
@Component
@Order(5)
class MetersLayout extends Layout {
    static final String CODE = "meters";

    private static final Part PART = new Part(
            "meters",
            null,
            List.of(
                    optional("building", "楼号", "楼栋", "楼栋号", "栋号", "Building"),
                    optional("entrance", "单元", "单元号", "Unit"),
                    optional("premises", "商铺", "商铺号", "铺号", "房号", "房间", "房屋", "户号", "Premises", "Shop"),
                    optional("meter-place", "位置", "安装位置", "地点", "公共区域", "Place"),
                    required("meter", "表号", "表编号", "仪表编号", "电表号", "水表号", "气表号", "Meter"),
                    required("meter-kind", "表类型", "表种", "类型", "表别", "Kind"),
                    optional("multiplier", "倍率", "变比", "互感器倍率", "Multiplier"),
                    optional("digits", "位数", "表位数", "整数位数", "Digits"),
                    required("read-on", "抄表日期", "抄表日", "抄表时间", "日期", "Read on"),
                    optional("previous", "上期示数", "上次示数", "上月示数", "上期读数", "起码", "起度", "Previous"),
                    required("present", "本期示数", "本次示数", "本月示数", "本期读数", "止码", "止度", "Present"),
                    optional("reader", "抄表人", "抄表员", "Reader"),
                    optional("note", "备注", "说明", "Note")));

    private final Readings readings;
    private final PremisesCodes codes;

    MetersLayout(Readings readings, PremisesCodes codes) {
        this.readings = readings;
        this.codes = codes;
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
    Permission permission() {
        return Permission.ESTATE_WRITE;
    }

    @Override
    Reading read(Work work) {
        List<ReadingRow> rows = new ArrayList<>();
        int[] found = {0};
        work.rows(PART, row -> {
            found[0]++;
            ReadingRow read = ReadingRow.of(row);
            if (read != null) rows.add(read);
        });
        List<ReadingRow> placed = placed(work, rows);
        List<ReadingEntry> good = good(work, placed);
        return new Reading() {
            @Override
            public Found found() {
                return Found.rows(found[0]);
            }

            @Override
            public Effect apply() {
                int created = readings.take(work.communityId, good, work.batchId);
                return new Effect(created, 0, good.size() - created);
            }
        };
    }

    /** Each at premises that are there, or on common ground. */
    private List<ReadingRow> placed(Work work, List<ReadingRow> rows) {
        Map<String, Long> known = codes.ids(
                work.communityId,
                rows.stream().map(ReadingRow::code).filter(code -> code != null).toList());
        List<ReadingRow> placed = new ArrayList<>();
        for (ReadingRow row : rows) {
            String code = row.code();
            Long id = code == null ? null : known.get(code);
            if (code != null && id == null) work.reject(row.at().rejected("unknown-premises", code));
            else placed.add(row.standing(id));
        }
        return placed;
    }

    private List<ReadingEntry> good(Work work, List<ReadingRow> rows) {
        List<ReadingEntry> entries = rows.stream().map(ReadingRow::entry).toList();
        List<Readings.Verdict> verdicts = readings.judge(work.communityId, entries);
        List<ReadingEntry> good = new ArrayList<>();
        for (int at = 0; at < rows.size(); at++) {
            Readings.Verdict verdict = verdicts.get(at);
            String problem = verdict.problem();
            if (problem == null) good.add(entries.get(at));
            else
                work.reject(
                        rows.get(at).at().rejected(problem, verdict.arguments().toArray()));
        }
        return good;
    }
}
