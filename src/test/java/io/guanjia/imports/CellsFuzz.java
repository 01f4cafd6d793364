package io.guanjia.imports;

import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.IdentityNumber;
import io.guanjia.kernel.MalformedValue;
import io.guanjia.kernel.Masked;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.sheets.CellOf;
import io.guanjia.sheets.SheetRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people write into cells, read as each thing that a column may hold: a value within its bounds, or a rejection. */
public final class CellsFuzz {

    private static final int COLUMNS = 3;
    private static final Mapping.Place PLACE = new Mapping.Place("表一", 1, Map.of("a", 0, "b", 1, "c", 2));

    private CellsFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String[] cells = new String(input, StandardCharsets.UTF_8).split("\n", COLUMNS);
        Work work = new Work(batch(), null, new Mapping(Map.of("p", PLACE)), false, LocalDate.of(2026, 1, 5));
        RowReader row = new RowReader(work, PLACE, List.of("甲", "乙"), new SheetRow(2, CellOf.texts(cells)));
        row.isBlank();
        row.compact(0);
        values(row);
        days(row);
        rooms(row);
        month(cells[0]);
        require(work.rejections().size() <= 1, work.rejections());
        require(row.good() == work.rejections().isEmpty(), "good");
    }

    private static void values(RowReader row) {
        var area = row.area("a");
        require(area == null || area.squareMetres().signum() > 0, area);
        @Nullable Money money = row.money("a");
        require(money == null || Money.parse(money.toString()).equals(money), money);
        require(row.decimal("a").toPlainString().length() <= 40, "decimal");
        Integer number = row.number("a");
        require(number == null || Math.abs(number) <= 9_999, number);
        String phone = row.phone("a");
        require(phone == null || phone.length() <= 20 && Objects.equals(ChineseText.phone(phone), phone), phone);
        if (phone != null) Masked.phone(phone);
        String identity = row.identity("a");
        require(identity == null || !IdentityNumber.isValid(identity) || identity.length() == 18, identity);
        if (identity != null) Masked.identityNumber(identity);
        String name = row.optional("b");
        if (name != null) Masked.name(name);
    }

    private static void days(RowReader row) {
        for (LocalDate day : new LocalDate[] {row.date("a"), row.date("b", 2025), row.date("c")}) {
            require(day == null || day.getYear() >= 0 && day.getYear() <= 9_999, day);
        }
    }

    /** A code, written out, is the same premises again. */
    private static void rooms(RowReader row) {
        RoomCode room = RoomCode.of(row.optional("b"), row.optional("c"), row.text("a"));
        if (room == null || !room.code().matches("[A-Z0-9]{1,9}(-[A-Z0-9]{1,9}){0,2}")) return;
        RoomCode again = RoomCode.of(null, null, room.code());
        require(again != null && again.code().equals(room.code()), room + " " + again);
        ChineseText.sortKey(room.code());
    }

    private static void month(String text) {
        try {
            require(Month.parse(text).number() <= 12, text);
        } catch (MalformedValue malformed) {
            require(malformed.getMessage() != null, text);
        }
    }

    private static ImportBatch batch() {
        return new ImportBatch(
                1,
                1,
                "rooms",
                1,
                "a.xlsx",
                ImportOptions.NONE,
                new Mapping(Map.of()),
                null,
                false,
                null,
                null,
                1,
                null,
                Instant.EPOCH,
                null,
                null,
                null,
                null);
    }

    public static List<byte[]> seeds() {
        return List.of(
                        "89.37㎡\n1#\n1单元",
                        "1栋1单元101室\n\n",
                        "1,020.50\n2025.3.5\n45721",
                        "199-0000-0001/19900000002\n3月5日\n2025-03",
                        "999999195409043753\n20250305\n0",
                        "1.9900000001E10\n2025年3月5日 10:00\n12345.5",
                        "S01\n3号楼\n2门",
                        "-0.01\n(1)\n１２层",
                        "1E2147483647\n￥1,234.50元\n--",
                        "2025-13\n2025-02-30\n91310000MA1K35XX5X")
                .stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static void require(boolean holds, @Nullable Object what) {
        if (!holds) throw new AssertionError(String.valueOf(what));
    }
}
