package io.guanjia.imports;

import static io.guanjia.sheets.Header.Wanted.optional;
import static io.guanjia.sheets.Header.Wanted.required;

import io.guanjia.identity.Permission;
import io.guanjia.imports.ImportOptions.Name;
import io.guanjia.kernel.ChineseText;
import io.guanjia.residents.Permit;
import io.guanjia.residents.VehicleEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Vehicles, a row each: whose, of which household, the space where they stand, and their permit as the office noted it. */
@Component
@Order(6)
class VehiclesLayout extends Layout {
    static final String CODE = "vehicles";

    private static final Part PART = new Part(
            "vehicles",
            null,
            List.of(
                    required("plate", "车牌号", "车牌", "车牌号码", "车号", "Plate"),
                    optional("building", "楼号", "楼栋", "楼栋号", "栋号", "Building"),
                    optional("entrance", "单元", "单元号", "Unit"),
                    optional("room", "房号", "房间", "房间号", "房屋", "房屋编号", "Room"),
                    optional("owner", "车主", "车主姓名", "业主", "业主名称", "业主姓名", "姓名", "Owner"),
                    optional("phone", "电话", "手机号", "联系电话", "联系方式", "手机", "Phone"),
                    optional("space", "车位", "车位号", "车位编号", "车位编码", "Space"),
                    optional("car-kind", "类型", "车类型", "车辆类型", "车型", "Car kind"),
                    optional("colour", "颜色", "车颜色", "车身颜色", "Colour"),
                    optional("brand", "品牌", "车品牌", "Brand"),
                    optional("vehicle-from", "起", "起始日期", "开始日期", "登记日期", "From"),
                    optional("permit", "停车证", "停车证号", "停车证编号", "证号", "通行证", "通行证号", "月卡号", "停车卡号", "卡号", "Permit"),
                    optional("permit-from", "有效期起", "有效期自", "有效起始日期", "证件起始日期", "办证日期", "生效日期", "Valid from"),
                    optional("permit-to", "有效期止", "有效期至", "有效期", "到期日期", "到期日", "截止日期", "Valid to"),
                    optional("permit-rent", "月租", "月租金", "月租费", "月费", "停车费", "Monthly rent")));

    private final VehicleTables tables;

    VehiclesLayout(VehicleTables tables) {
        this.tables = tables;
    }

    /** @param day from which it is theirs, as the sheet says; else the day that the importer said */
    record Row(
            RowReader.At at,
            String plate,
            @Nullable String code,
            @Nullable String owner,
            @Nullable String phone,
            @Nullable String space,
            VehicleEntry entry,
            boolean dated) {}

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
        return Set.of(Name.SINCE);
    }

    @Override
    Permission permission() {
        return Permission.RESIDENTS_WRITE;
    }

    @Override
    Reading read(Work work) {
        List<Row> rows = new ArrayList<>();
        Map<String, Integer> first = new HashMap<>();
        int[] found = {0};
        work.rows(PART, row -> {
            found[0]++;
            Row read = row(work, row);
            if (read == null) return;
            Integer earlier = first.putIfAbsent(read.plate(), read.at().row());
            if (earlier == null) rows.add(read);
            else work.reject(read.at().rejected("twice", read.plate(), earlier));
        });
        List<VehicleEntry> good = tables.entries(work, rows);
        return new Reading() {
            @Override
            public Found found() {
                return Found.rows(found[0]);
            }

            @Override
            public Effect apply() {
                return tables.apply(work.communityId, good);
            }
        };
    }

    /** Of a permit there is a number, or nothing at all. */
    private static @Nullable Permit permit(RowReader row) {
        var number = row.optional("permit");
        var from = row.start("permit-from");
        var to = row.date("permit-to");
        var rent = row.money("permit-rent");
        if (number == null && (from != null || to != null || rent != null)) row.reject("permit-without-number");
        if (from != null && to != null && to.isBefore(from)) row.reject("permit-ends-first", from, to);
        if (rent != null && rent.isNegative()) row.reject("not-an-amount", row.title("permit-rent"), rent.format());
        return number == null ? null : new Permit(ChineseText.compact(number), from, to, rent);
    }

    private static @Nullable Row row(Work work, RowReader row) {
        var room = row.optional("room");
        var code = room == null ? null : RoomCode.of(row.optional("building"), row.optional("entrance"), room);
        if (room != null && code == null) row.reject("not-a-room", room);
        var day = row.start("vehicle-from");
        VehicleEntry entry = new VehicleEntry(
                row.text("plate"),
                0,
                null,
                row.optional("car-kind"),
                row.optional("brand"),
                row.optional("colour"),
                Objects.requireNonNullElse(day, Objects.requireNonNull(work.options.since())),
                permit(row));
        if (!entry.plate().matches("[\\p{IsHan}A-Z0-9]{5,12}")) row.reject("not-a-plate", entry.plate());
        var owner = row.optional("owner");
        if (owner == null && code == null) row.reject("vehicle-of-nobody", entry.plate());
        var space = row.optional("space");
        var phone = row.phone("phone");
        return row.good()
                ? new Row(
                        row.at(),
                        entry.plate(),
                        code == null ? null : code.code(),
                        owner,
                        phone,
                        space == null ? null : ChineseText.roomCode(space),
                        entry,
                        day != null)
                : null;
    }
}
