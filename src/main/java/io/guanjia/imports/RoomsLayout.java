package io.guanjia.imports;

import static io.guanjia.sheets.Header.Wanted.optional;
import static io.guanjia.sheets.Header.Wanted.required;

import io.guanjia.imports.ImportOptions.Name;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.IdentityNumber;
import io.guanjia.residents.IdentitySeal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** One sheet that carries a room and its owner in each row, xlsx or csv. */
@Component
@Order(2)
class RoomsLayout extends Layout {
    static final String CODE = "rooms";

    private static final Part PART = new Part(
            "rooms",
            null,
            List.of(
                    optional("building", "楼号", "楼栋", "楼栋号", "楼栋编号", "楼栋名称", "栋号", "幢号", "座号", "Building"),
                    optional("entrance", "单元", "单元号", "单元编号", "门洞", "Entrance", "Unit"),
                    required("room", "房间", "房号", "房间号", "房屋编号", "房屋", "室号", "门牌号", "房屋名称", "Room"),
                    optional("floor", "楼层", "所在楼层", "房屋楼层", "Floor"),
                    required("area", "建筑面积", "面积", "房屋面积", "产权面积", "计费面积", "Area"),
                    optional("layout", "户型", "房屋户型", "Layout"),
                    optional("owner", "业主名称", "业主姓名", "业主", "户主", "产权人", "姓名", "客户名称", "Owner"),
                    optional("phone", "手机号", "联系方式", "联系电话", "电话", "手机", "手机号码", "Phone", "Mobile"),
                    optional("identity", "身份证号", "身份证", "身份证号码", "证件号", "证件号码", "Identity number"),
                    optional("delivered", "交付日期", "交房日期", "入住日期", "收房日期", "Delivered on")));

    private static final Pattern COMPANY = Pattern.compile("公司|集团|银行|学校|委员会|研究院|有限");

    private final ImportTables tables;
    private final RoomsChecks checks;
    private final RoomsApply apply;
    private final IdentitySeal seal;

    RoomsLayout(ImportTables tables, RoomsChecks checks, RoomsApply apply, IdentitySeal seal) {
        this.tables = tables;
        this.checks = checks;
        this.apply = apply;
        this.seal = seal;
    }

    /** The cells of a staged row, in this order; rooms.sql-side they count from 1. */
    enum Column {
        CODE,
        BUILDING,
        ENTRANCE,
        FLOOR,
        AREA,
        LAYOUT,
        SHOP,
        OWNER,
        KIND,
        PHONE,
        DELIVERED,
        SORT_KEY,
        /** Of a co-owner: the row of the room's payer. Not staged, but found by {@link CoOwnerChecks}. */
        BESIDE
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
        return Set.of(Name.SINCE);
    }

    @Override
    Reading read(Work work) {
        int[] rows = {0};
        Map<String, Integer> unread = new HashMap<>();
        tables.stage(staged -> work.rows(PART, row -> {
            rows[0]++;
            String code = stage(work, row, staged);
            if (!row.good() && !code.isEmpty())
                unread.putIfAbsent(code, row.at().row());
        }));
        checks.check(work, unread);
        Found found = Found.rows(rows[0]);
        return new Reading() {
            @Override
            public Found found() {
                return found;
            }

            @Override
            public Effect apply() {
                return apply.apply(work);
            }
        };
    }

    /** @return the room, as far as it can be told */
    private String stage(Work work, RowReader row, StagedRows staged) {
        @Nullable RoomCode room = RoomCode.of(row.optional("building"), row.optional("entrance"), row.text("room"));
        if (row.good() && (room == null || !room.code().matches("[\\p{IsHan}A-Za-z0-9][\\p{IsHan}A-Za-z0-9-]{0,39}"))) {
            row.reject("not-a-room", row.text("room"));
        }
        @Nullable Area area = row.area("area");
        if (area == null) row.missing("area");
        @Nullable Integer floor = row.number("floor");
        @Nullable String owner = row.optional("owner");
        @Nullable String phone = row.phone("phone");
        @Nullable String identity = row.identity("identity");
        if (owner == null && (phone != null || identity != null)) row.missing("owner");
        @Nullable LocalDate delivered = row.start("delivered");
        @Nullable String layout = row.optional("layout");
        if (room == null || area == null || !row.good()) return room == null ? "" : room.code();
        @Nullable
        String[] cells = {
            room.code(),
            room.building(),
            room.entrance(),
            floor == null ? null : floor.toString(),
            area.toString(),
            layout,
            room.isShop() ? "SHOP" : "ROOM",
            owner,
            isCompany(owner, identity) ? "COMPANY" : "PERSON",
            phone,
            delivered == null ? null : delivered.toString(),
            ChineseText.sortKey(room.code())
        };
        staged.add(
                work.batchId,
                row.at(),
                cells,
                identity == null ? null : seal.encrypt(work.communityId, identity),
                identity == null ? null : seal.hash(work.communityId, identity));
        return room.code();
    }

    private static boolean isCompany(@Nullable String owner, @Nullable String identity) {
        return owner != null
                && (identity == null
                        ? COMPANY.matcher(owner).find()
                        : !IdentityNumber.isValid(Objects.requireNonNull(identity)));
    }
}
