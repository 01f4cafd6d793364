package io.guanjia.imports;

import static io.guanjia.sheets.Header.Wanted.optional;
import static io.guanjia.sheets.Header.Wanted.required;

import io.guanjia.imports.MigrationSheets.EntranceRow;
import io.guanjia.imports.MigrationSheets.FeeRow;
import io.guanjia.imports.MigrationSheets.OwnerRow;
import io.guanjia.imports.MigrationSheets.PremisesRow;
import io.guanjia.imports.MigrationSheets.SpaceRow;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.IdentityNumber;
import io.guanjia.sheets.Header;
import io.guanjia.sheets.Header.Wanted;
import io.guanjia.sheets.SheetRow;
import io.guanjia.sheets.Workbook;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the five-sheet migration workbook (楼栋单元, 业主信息, 费用设置, 房屋信息, 车位信息). Explanations to the right of a table and below it
 * are left alone.
 */
final class MigrationReader {
    private static final Set<String> ENDS = Set.of("说明", "备注", "注");
    /** 面积*单价+附加费, the only formula of the layout that a monthly item can follow. */
    private static final String BY_AREA = "1001";

    private final Workbook workbook;
    private final List<Rejection> rejections = new ArrayList<>();

    MigrationReader(Workbook workbook) {
        this.workbook = workbook;
    }

    List<Rejection> rejections() {
        return rejections;
    }

    MigrationSheets read() {
        return new MigrationSheets(entrances(), owners(), fees(), premises(), spaces());
    }

    private List<EntranceRow> entrances() {
        List<Wanted> columns = List.of(
                required("楼栋号", "楼栋号", "楼栋编号", "楼号"),
                required("单元编号", "单元编号", "单元号", "单元"),
                optional("总层数", "总层数", "层数"),
                optional("是否有电梯", "是否有电梯", "电梯"));
        return rows("楼栋单元", columns, "楼栋号", row -> {
            String building = building(row.text("楼栋号"));
            String entrance = entrance(row.text("单元编号"));
            boolean lift = "有".equals(row.optional("是否有电梯")) || "是".equals(row.optional("是否有电梯"));
            return new EntranceRow(row.at(), building, entrance, row.number("总层数"), lift);
        });
    }

    private List<OwnerRow> owners() {
        List<Wanted> columns = List.of(
                required("业主编号", "业主编号", "编号"),
                required("业主名称", "业主名称", "业主姓名", "姓名"),
                optional("性别", "性别"),
                optional("手机号", "手机号", "联系方式", "电话"),
                optional("身份证号", "身份证号", "身份证", "证件号"));
        return rows("业主信息", columns, "业主编号", row -> {
            String identity = row.optional("身份证号");
            if (identity != null) {
                identity = IdentityNumber.normal(identity);
                if (!IdentityNumber.isValid(identity)) row.reject("identity-number", "身份证号");
            }
            String phone = row.optional("手机号");
            return new OwnerRow(
                    row.at(),
                    row.text("业主编号"),
                    row.text("业主名称"),
                    row.optional("性别"),
                    phone == null ? null : ChineseText.phone(phone),
                    identity);
        });
    }

    private List<FeeRow> fees() {
        List<Wanted> columns = List.of(
                required("费用编号", "费用编号"),
                optional("费用类型", "费用类型"),
                required("收费项目", "收费项目", "费用名称"),
                optional("计费起始时间", "计费起始时间", "开始时间"),
                optional("计费结束时间", "计费结束时间", "结束时间"),
                optional("计算公式", "计算公式"),
                optional("计费单价", "计费单价", "单价"),
                optional("固定费用", "固定费用", "附加费"));
        return rows("费用设置", columns, "费用编号", row -> {
            BigDecimal price = row.decimal("计费单价");
            BigDecimal fixed = row.decimal("固定费用");
            String formula = row.optional("计算公式");
            boolean byArea = formula == null || formula.equals(BY_AREA);
            if (!byArea || price.signum() > 0 && fixed.signum() > 0 || price.signum() + fixed.signum() == 0) {
                row.reject("fee-formula", row.text("收费项目"));
            }
            boolean isFixed = fixed.signum() > 0;
            String kind = row.optional("费用类型");
            return new FeeRow(
                    row.at(),
                    row.text("费用编号"),
                    kind == null ? "" : kind,
                    row.text("收费项目"),
                    isFixed ? fixed : price,
                    isFixed,
                    row.date("计费起始时间"),
                    row.date("计费结束时间"));
        });
    }

    private List<PremisesRow> premises() {
        List<Wanted> columns = List.of(
                required("房屋编号", "房屋编号", "房号", "房间"),
                required("楼栋编号", "楼栋编号", "楼栋号", "楼号"),
                optional("单元编号", "单元编号", "单元"),
                optional("房屋楼层", "房屋楼层", "楼层"),
                optional("房屋户型", "房屋户型", "户型"),
                required("建筑面积", "建筑面积", "面积"),
                optional("业主编号", "业主编号"),
                optional("房屋费用", "房屋费用", "费用编号"),
                optional("费用开始时间", "费用开始时间", "计费起始时间"));
        return rows("房屋信息", columns, "房屋编号", row -> {
            Area area = row.area("建筑面积");
            if (area == null) row.reject("missing", "建筑面积");
            String entrance = row.optional("单元编号");
            String fees = row.optional("房屋费用");
            return new PremisesRow(
                    row.at(),
                    ChineseText.roomCode(row.text("房屋编号")),
                    building(row.text("楼栋编号")),
                    entrance == null || entrance.equals("0") ? null : entrance(entrance),
                    row.number("房屋楼层"),
                    row.optional("房屋户型"),
                    area == null ? new Area(BigDecimal.ONE) : area,
                    row.optional("业主编号"),
                    fees == null ? List.of() : Arrays.asList(fees.split("[,，、;；\\s]+")),
                    row.date("费用开始时间"));
        });
    }

    private List<SpaceRow> spaces() {
        List<Wanted> columns = List.of(
                required("车位编码", "车位编码", "车位编号", "车位号"),
                optional("停车场类型", "停车场类型", "车位类型"),
                optional("面积", "面积"),
                optional("业主编号", "业主编号"),
                optional("车牌号", "车牌号"),
                optional("车类型", "车类型"),
                optional("车品牌", "车品牌", "品牌"),
                optional("颜色", "颜色", "车颜色"),
                optional("出租还是出售", "出租还是出售", "租售"));
        return rows("车位信息", columns, "车位编码", row -> {
            String place = row.optional("停车场类型");
            String tenure = row.optional("出租还是出售");
            if (row.optional("车牌号") != null && row.optional("业主编号") == null) row.reject("missing", "业主编号");
            return new SpaceRow(
                    row.at(),
                    ChineseText.roomCode(row.text("车位编码")),
                    place == null ? null : place.replaceFirst("停车位$", ""),
                    row.area("面积"),
                    row.optional("业主编号"),
                    row.optional("车牌号"),
                    row.optional("车类型"),
                    row.optional("车品牌"),
                    row.optional("颜色"),
                    "S".equalsIgnoreCase(tenure) || "出售".equals(tenure));
        });
    }

    private <T> List<T> rows(String sheet, List<Wanted> columns, String key, Function<RowReader, T> reading) {
        if (!workbook.sheetNames().contains(sheet)) {
            rejections.add(new Rejection(sheet, 0, List.of(), "sheet-missing", List.of(sheet)));
            return List.of();
        }
        List<T> read = new ArrayList<>();
        try (Stream<SheetRow> stream = workbook.rows(sheet)) {
            Iterator<SheetRow> rows = stream.iterator();
            Header header = Header.find(rows, columns);
            if (!header.isComplete()) {
                String missing = String.join(", ", header.missing());
                rejections.add(new Rejection(sheet, 0, List.of(), "columns-missing", List.of(missing)));
                return List.of();
            }
            while (rows.hasNext()) {
                SheetRow row = rows.next();
                if (ENDS.contains(ChineseText.compact(row.text(0)))) break;
                if (columns.stream()
                        .allMatch(column -> header.cell(row, column.name()).isBlank())) continue;
                RowReader reader = new RowReader(sheet, header, row, rejections);
                @Nullable T value = reading.apply(reader);
                if (reader.good()) read.add(value);
            }
        }
        return read;
    }

    private static String building(String text) {
        return ChineseText.buildingCode(text);
    }

    private static String entrance(String text) {
        return ChineseText.entranceCode(text);
    }
}
