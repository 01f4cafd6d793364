package io.guanjia.sheets;

import static io.guanjia.sheets.WorkbookFiles.file;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.sheets.Header.Wanted;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeaderTest {

    private static final List<Wanted> LEDGER = List.of(
            Wanted.required("building", "楼号", "楼栋号", "楼栋编号"),
            Wanted.required("room", "房号", "房屋编号", "房间"),
            Wanted.required("area", "建筑面积", "面积"),
            Wanted.optional("owner", "户主", "业主名称"),
            Wanted.optional("plate", "车牌号"));

    @Test
    void findsTheHeaderBelowTheTitles() {
        try (Workbook workbook = Workbooks.open(file("yunxi/ledger-2025.xlsx"));
                var stream = workbook.rows(workbook.sheetNames().get(0))) {
            Iterator<SheetRow> rows = stream.iterator();
            Header header = Header.find(rows, LEDGER);
            assertThat(header.rowNumber()).isEqualTo(3);
            assertThat(header.isComplete()).isTrue();
            assertThat(header.has("plate")).isFalse();
            SheetRow first = rows.next();
            assertThat(header.text(first, "building")).isEqualTo("1#");
            assertThat(header.text(first, "room")).isEqualTo("1-101");
            assertThat(header.text(first, "area")).isEqualTo("102.46㎡");
            assertThat(header.text(first, "owner")).isEqualTo("陈若英");
            assertThat(header.cell(first, "plate").isBlank()).isTrue();
        }
    }

    @Test
    void comparesTitlesWithoutUnitsRemarksAndWidths() {
        SheetRow row = row(1, " 楼 号 ", "*房号", "建筑面积（㎡）", "户主：", "车牌号（９９０１ 家用");
        assertThat(Header.of(row, LEDGER).columns())
                .containsOnly(
                        Map.entry("building", 0),
                        Map.entry("room", 1),
                        Map.entry("area", 2),
                        Map.entry("owner", 3),
                        Map.entry("plate", 4));
        assertThat(Header.of(row(1, "(必填)楼号", "【必填】房号", "面积/平方米"), LEDGER).has("room"))
                .isTrue();
    }

    @Test
    void readsTitlesOfAnyLength() {
        assertThat(Header.of(row(1, "*".repeat(32_000), "楼号"), LEDGER).columns())
                .containsEntry("building", 1);
    }

    @Test
    void prefersTheTitleThatIsNamedFirst() {
        assertThat(Header.of(row(1, "面积", "建筑面积"), LEDGER).columns()).containsEntry("area", 1);
    }

    @Test
    void saysWhichRequiredColumnsItDidNotFind() {
        Header header = Header.find(
                List.of(row(1, "某某小区"), row(2, "楼号", "户号", "户主"), row(3, "1", "101", "张三"))
                        .iterator(),
                LEDGER);
        assertThat(header.rowNumber()).isEqualTo(2);
        assertThat(header.missing()).containsExactly("room", "area");
        assertThat(header.titles()).containsExactly("楼号", "户号", "户主");
    }

    @Test
    void givesUpAfterTwentyRows() {
        List<SheetRow> rows = IntStream.rangeClosed(1, 30)
                .mapToObj(number -> number == 21 ? row(number, "楼号", "房号", "面积") : row(number, "无关"))
                .toList();
        Header header = Header.find(rows.iterator(), LEDGER);
        assertThat(header.rowNumber()).isZero();
        assertThat(header.missing()).containsExactly("building", "room", "area");
    }

    private static SheetRow row(int number, String... texts) {
        return new SheetRow(number, Arrays.stream(texts).map(Cell::text).toList());
    }
}
