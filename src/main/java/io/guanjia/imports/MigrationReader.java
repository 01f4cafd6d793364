package io.guanjia.imports;

import io.guanjia.imports.MigrationSheets.EntranceRow;
import io.guanjia.imports.MigrationSheets.FeeRow;
import io.guanjia.imports.MigrationSheets.OwnerRow;
import io.guanjia.imports.MigrationSheets.PremisesRow;
import io.guanjia.imports.MigrationSheets.SpaceRow;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.ChineseText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the five sheets of the migration workbook; every value typed, nothing looked up. */
final class MigrationReader {
    /** 面积*单价+附加费, the only formula of the layout that a monthly item can follow. */
    private static final String BY_AREA = "1001";

    private static final Set<String> YES = Set.of("有", "是");

    private final MigrationLayout layout;
    private final Work work;

    MigrationReader(MigrationLayout layout, Work work) {
        this.layout = layout;
        this.work = work;
    }

    MigrationSheets read() {
        return new MigrationSheets(entrances(), owners(), fees(), premises(), spaces());
    }

    private List<EntranceRow> entrances() {
        return rows(
                "entrances",
                row -> new EntranceRow(
                        row.at(),
                        ChineseText.buildingCode(row.text("building")),
                        ChineseText.entranceCode(row.text("entrance")),
                        row.number("floors"),
                        YES.contains(String.valueOf(row.optional("lift")))));
    }

    private List<OwnerRow> owners() {
        return rows(
                "owners",
                row -> new OwnerRow(
                        row.at(),
                        row.text("owner-number"),
                        row.text("owner"),
                        row.optional("gender"),
                        row.phone("phone"),
                        row.identity("identity")));
    }

    private List<FeeRow> fees() {
        return rows("fees", row -> {
            BigDecimal price = row.decimal("unit-price");
            BigDecimal fixed = row.decimal("fixed-fee");
            String formula = row.optional("formula");
            boolean byArea = formula == null || formula.equals(BY_AREA);
            if (!byArea || price.signum() > 0 && fixed.signum() > 0 || price.signum() + fixed.signum() == 0) {
                row.reject("fee-formula", row.text("fee"));
            }
            boolean isFixed = fixed.signum() > 0;
            String kind = row.optional("fee-kind");
            return new FeeRow(
                    row.at(),
                    row.text("fee-number"),
                    kind == null ? "" : kind,
                    row.text("fee"),
                    isFixed ? fixed : price,
                    isFixed,
                    row.date("fee-from"),
                    row.date("fee-to"));
        });
    }

    private List<PremisesRow> premises() {
        return rows("premises", row -> {
            Area area = row.area("area");
            if (area == null) row.missing("area");
            String entrance = row.optional("entrance");
            String fees = row.optional("fees");
            return new PremisesRow(
                    row.at(),
                    ChineseText.roomCode(row.text("room")),
                    ChineseText.buildingCode(row.text("building")),
                    entrance == null || entrance.equals("0") ? null : ChineseText.entranceCode(entrance),
                    row.number("floor"),
                    row.optional("layout"),
                    area == null ? new Area(BigDecimal.ONE) : area,
                    row.optional("owner-number"),
                    fees == null ? List.of() : Arrays.asList(fees.split("[,，、;；\\s]+")),
                    row.date("fee-from"));
        });
    }

    private List<SpaceRow> spaces() {
        return rows("spaces", row -> {
            String place = row.optional("place");
            String tenure = row.optional("tenure");
            if (row.optional("plate") != null && row.optional("owner-number") == null) row.missing("owner-number");
            return new SpaceRow(
                    row.at(),
                    ChineseText.roomCode(row.text("space")),
                    place == null ? null : place.replaceFirst("停车位$", ""),
                    row.area("area"),
                    row.optional("owner-number"),
                    row.optional("plate"),
                    row.optional("car-kind"),
                    row.optional("brand"),
                    row.optional("colour"),
                    "S".equalsIgnoreCase(tenure) || "出售".equals(tenure));
        });
    }

    private <T> List<T> rows(String part, Function<RowReader, T> reading) {
        List<T> read = new ArrayList<>();
        work.rows(layout.part(part), row -> {
            @Nullable T value = reading.apply(row);
            if (row.good()) read.add(value);
        });
        return read;
    }
}
