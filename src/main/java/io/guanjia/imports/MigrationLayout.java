package io.guanjia.imports;

import static io.guanjia.sheets.Header.Wanted.optional;
import static io.guanjia.sheets.Header.Wanted.required;

import io.guanjia.imports.ImportOptions.Name;
import io.guanjia.imports.MigrationSheets.EntranceRow;
import io.guanjia.imports.MigrationSheets.PremisesRow;
import io.guanjia.kernel.Money;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The five-sheet migration workbook (楼栋单元, 业主信息, 费用设置, 房屋信息, 车位信息): a whole estate at once. */
@Component
@Order(1)
class MigrationLayout extends Layout {
    static final String CODE = "estate";

    private static final List<Part> PARTS = List.of(
            new Part(
                    "entrances",
                    "楼栋单元",
                    List.of(
                            required("building", "楼栋号", "楼栋编号", "楼号", "Building"),
                            required("entrance", "单元编号", "单元号", "单元", "Entrance"),
                            optional("floors", "总层数", "层数", "Floors"),
                            optional("lift", "是否有电梯", "电梯", "Lift"))),
            new Part(
                    "owners",
                    "业主信息",
                    List.of(
                            required("owner-number", "业主编号", "编号", "Owner number"),
                            required("owner", "业主名称", "业主姓名", "姓名", "Owner"),
                            optional("gender", "性别", "Gender"),
                            optional("phone", "手机号", "联系方式", "电话", "Phone"),
                            optional("identity", "身份证号", "身份证", "证件号", "Identity number"))),
            new Part(
                    "fees",
                    "费用设置",
                    List.of(
                            required("fee-number", "费用编号", "Fee number"),
                            optional("fee-kind", "费用类型", "Fee kind"),
                            required("fee", "收费项目", "费用名称", "Charge item"),
                            optional("fee-from", "计费起始时间", "开始时间", "From"),
                            optional("fee-to", "计费结束时间", "结束时间", "To"),
                            optional("formula", "计算公式", "Formula"),
                            optional("unit-price", "计费单价", "单价", "Unit price"),
                            optional("fixed-fee", "固定费用", "附加费", "Fixed fee"))),
            new Part(
                    "premises",
                    "房屋信息",
                    List.of(
                            required("room", "房屋编号", "房号", "房间", "Room"),
                            required("building", "楼栋编号", "楼栋号", "楼号", "Building"),
                            optional("entrance", "单元编号", "单元", "Entrance"),
                            optional("floor", "房屋楼层", "楼层", "Floor"),
                            optional("layout", "房屋户型", "户型", "Layout"),
                            required("area", "建筑面积", "面积", "Area"),
                            optional("owner-number", "业主编号", "Owner number"),
                            optional("fees", "房屋费用", "费用编号", "Fees"),
                            optional("fee-from", "费用开始时间", "计费起始时间", "Fees from"))),
            new Part(
                    "spaces",
                    "车位信息",
                    List.of(
                            required("space", "车位编码", "车位编号", "车位号", "Space"),
                            optional("place", "停车场类型", "车位类型", "Place"),
                            optional("area", "面积", "Area"),
                            optional("owner-number", "业主编号", "Owner number"),
                            optional("plate", "车牌号", "Plate"),
                            optional("car-kind", "车类型", "Car kind"),
                            optional("brand", "车品牌", "品牌", "Brand"),
                            optional("colour", "颜色", "车颜色", "Colour"),
                            optional("tenure", "出租还是出售", "租售", "Tenure"))));

    private final EstateApply apply;

    MigrationLayout(EstateApply apply) {
        this.apply = apply;
    }

    @Override
    String code() {
        return CODE;
    }

    @Override
    List<Part> parts() {
        return PARTS;
    }

    @Override
    Set<Name> options() {
        return Set.of(Name.DEVELOPER, Name.DELIVERED_ON, Name.CUT_OVER_ON, Name.TAX_RATE);
    }

    /** A row that could not be read is missing for the others, which must not be blamed for it. */
    @Override
    boolean goodRowsAlone() {
        return false;
    }

    @Override
    Reading read(Work work) {
        MigrationSheets read = new MigrationReader(this, work).read();
        if (work.goodOnly || work.rejections().isEmpty()) {
            MigrationChecks.of(read).forEach(work::reject);
        }
        MigrationSheets sheets = work.goodOnly ? good(read, work) : read;
        return new Reading() {
            @Override
            public Found found() {
                return figures(sheets);
            }

            @Override
            public Effect apply() {
                return apply.apply(work.communityId, sheets, work.options);
            }
        };
    }

    /** What is left when the rejected rows go, and those that named them, and those that named these. */
    private static MigrationSheets good(MigrationSheets read, Work work) {
        MigrationSheets left = read.without(work.rejections());
        List<Rejection> more = MigrationChecks.of(left);
        while (!more.isEmpty()) {
            more.forEach(work::reject);
            left = left.without(more);
            more = MigrationChecks.of(left);
        }
        return left;
    }

    private static Found figures(MigrationSheets sheets) {
        return new Found(counts(sheets), area(sheets), fees(sheets));
    }

    private static Map<String, Integer> counts(MigrationSheets sheets) {
        Map<String, Integer> found = new LinkedHashMap<>();
        found.put("buildings", (int) sheets.entrances().stream()
                .map(EntranceRow::building)
                .distinct()
                .count());
        found.put("entrances", sheets.entrances().size());
        int shops = (int) sheets.premises().stream().filter(PremisesRow::isShop).count();
        found.put("rooms", sheets.premises().size() - shops);
        found.put("shops", shops);
        found.put("spaces", sheets.spaces().size());
        found.put("vehicles", (int)
                sheets.spaces().stream().filter(row -> row.plate() != null).count());
        found.put("owners", sheets.owners().size());
        found.put("withoutOwner", (int)
                sheets.premises().stream().filter(row -> row.owner() == null).count());
        return found;
    }

    private static BigDecimal area(MigrationSheets sheets) {
        return sheets.premises().stream()
                .map(row -> row.area().squareMetres())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Of a full month: each premises rounded once, then added (rules.md §0). */
    private static Map<String, Money> fees(MigrationSheets sheets) {
        Map<String, Money> fees = new LinkedHashMap<>();
        for (MigrationSheets.FeeRow fee : sheets.fees()) {
            Money total = Money.sum(sheets.premises().stream()
                    .filter(row -> row.fees().contains(fee.number()))
                    .map(row -> Money.rounded(
                            fee.fixed()
                                    ? fee.unitPrice()
                                    : fee.unitPrice().multiply(row.area().squareMetres()))));
            fees.put(fee.name(), total);
        }
        return fees;
    }
}
