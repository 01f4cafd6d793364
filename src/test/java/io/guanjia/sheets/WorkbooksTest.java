package io.guanjia.sheets;

import static io.guanjia.sheets.WorkbookFiles.file;
import static io.guanjia.sheets.WorkbookFiles.rows;
import static io.guanjia.sheets.WorkbookFiles.sheet;
import static io.guanjia.sheets.WorkbookFiles.texts;
import static io.guanjia.sheets.WorkbookFiles.with;
import static io.guanjia.sheets.WorkbookFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkbooksTest {

    private static final Path MIGRATION = file("yunxi/migration.xlsx");

    @TempDir
    private Path folder;

    @Test
    void readsTheEstatesMigrationWorkbookWhole() {
        try (Workbook workbook = Workbooks.open(MIGRATION)) {
            assertThat(workbook.sheetNames()).containsExactly("楼栋单元", "业主信息", "费用设置", "房屋信息", "车位信息");
        }
        assertThat(rows(MIGRATION, "楼栋单元")).hasSize(13);
        assertThat(rows(MIGRATION, "业主信息")).hasSize(433);
        assertThat(rows(MIGRATION, "房屋信息")).hasSize(469);
        assertThat(rows(MIGRATION, "车位信息")).hasSize(121);
    }

    @Test
    void readsCellsAsAPersonSeesThem() {
        assertThat(texts(rows(MIGRATION, "业主信息").get(1)))
                .containsExactly("1", "陈若英", "男", "72", "19900000001", "999999195409043753");
        assertThat(texts(rows(MIGRATION, "房屋信息").get(1)))
                .containsExactly("101", "1", "1", "1", "10102", "102.46", "1", "1", "2025-01-01");
    }

    @Test
    void keepsTheExplanationsBesideAndBelowTheData() {
        SheetRow beside = rows(MIGRATION, "楼栋单元").get(1);
        assertThat(texts(beside)).containsExactly("1", "1", "18", "有", "", "说明");
        SheetRow below = rows(MIGRATION, "费用设置").get(4);
        assertThat(below.number()).isEqualTo(6);
        assertThat(texts(below)).containsExactly("计算公式", "1001", "面积*单价+附加费");
        assertThat(below.text(11)).isEmpty();
    }

    @Test
    void readsTheLedgerWithItsDatesAndItsHabits() {
        List<SheetRow> rows = rows(file("yunxi/ledger-2025.xlsx"));
        assertThat(rows.get(0).text(0)).isEqualTo("云溪花园2025年度物业费收缴台账");
        SheetRow first = rows.get(3);
        assertThat(first.number()).isEqualTo(4);
        assertThat(first.text(5)).isEqualTo("102.46㎡");
        assertThat(first.text(20)).isEqualTo("722.34");
        assertThat(first.cell(21).kind()).isEqualTo(Cell.Kind.DATE);
        assertThat(first.cell(21).date()).contains(LocalDate.of(2025, 3, 5));
        assertThat(rows.get(4).text(5)).isEqualTo("１１８.７３");
        assertThat(rows.get(5).cell(4)).isEqualTo(new Cell(Cell.Kind.NUMBER, "19900000003", false));
        assertThat(rows.get(rows.size() - 1).text(0)).isEqualTo("合计");
    }

    @ParameterizedTest
    @CsvSource({
        "101, 101",
        "101.0, 101",
        "102.46, 102.46",
        "102.46000000000001, 102.46",
        "0.30000000000000004, 0.3",
        "1.9900000001E10, 19900000001",
        "1.9900000001E+10, 19900000001",
        "999999195409043753, 999999195409043753",
        "-0.0, 0",
        "-88.80, -88.8",
        "1E-7, 0.0000001",
        "240.78099999999998, 240.781",
        "abc, abc"
    })
    void readsNumbersExactly(String stored, String seen) {
        assertThat(rows(sheet(folder, "<row><c><v>" + stored + "</v></c></row>"))
                        .get(0)
                        .text(0))
                .isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "yyyy-mm-dd                 | 45721      | DATE   | 2025-03-05",
                "yyyy\"年\"m\"月\"d\"日\"   | 45721      | DATE   | 2025-03-05",
                "[$-804]yyyy/m/d;@          | 45721      | DATE   | 2025-03-05",
                "yyyy/m/d h:mm              | 45721.5625 | DATE   | 2025-03-05 13:30",
                "m\"月\"d\"日\"             | 45721      | DATE   | 2025-03-05",
                "h:mm                       | 0.5625     | TIME   | 13:30",
                "[h]:mm:ss                  | 0.00001157 | TIME   | 00:00:01",
                "yyyy-mm-dd                 | 1          | DATE   | 1900-01-01",
                "yyyy-mm-dd                 | 61         | DATE   | 1900-03-01",
                "yyyy-mm-dd                 | -1         | NUMBER | -1",
                "yyyy-mm-dd                 | 2958466    | NUMBER | 2958466",
                "0000                       | 101        | NUMBER | 0101",
                "0000                       | 10101      | NUMBER | 10101",
                "0000                       | 1.5        | NUMBER | 1.5",
                "0.00_);[Red]\\(0.00\\)     | 45721      | NUMBER | 45721",
                "#,##0.00\"day\"            | 45721.5    | NUMBER | 45721.5",
                "\"¥\"#,##0.00              | 240.78     | NUMBER | 240.78",
                "General                    | 45721      | NUMBER | 45721",
                "@                          | 45721      | NUMBER | 45721",
                "0.00E+00                   | 1234       | NUMBER | 1234"
            })
    void readsDatesByTheLookOfTheCell(String format, String stored, Cell.Kind kind, String seen) {
        String escaped = format.replace("&", "&amp;").replace("\"", "&quot;");
        Path file = with(
                folder,
                Map.of(
                        "xl/styles.xml",
                        "<styleSheet><numFmts><numFmt numFmtId=\"180\" formatCode=\"" + escaped
                                + "\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
                                + "<cellXfs><xf/><xf numFmtId=\"180\"/></cellXfs></styleSheet>",
                        "xl/worksheets/sheet1.xml",
                        "<worksheet><sheetData><row><c s=\"1\"><v>" + stored
                                + "</v></c></row></sheetData></worksheet>"));
        assertThat(rows(file).get(0).cell(0)).isEqualTo(new Cell(kind, seen, false));
    }

    @ParameterizedTest
    @CsvSource({
        "14, DATE",
        "22, DATE",
        "31, DATE",
        "57, DATE",
        "20, TIME",
        "46, TIME",
        "0, NUMBER",
        "2, NUMBER",
        "49, NUMBER"
    })
    void knowsTheBuiltInDates(int format, Cell.Kind kind) {
        String stored = kind == Cell.Kind.TIME ? "0.5" : "45721";
        assertThat(NumberLook.ofBuiltIn(format).cell(stored, false).kind()).isEqualTo(kind);
    }

    @Test
    void knowsTheCalendarThatBeginsIn1904() {
        assertThat(NumberLook.ofBuiltIn(14).cell("44259", true).text()).isEqualTo("2025-03-05");
    }

    @Test
    void readsEveryKindOfCell() {
        SheetRow row = rows(sheet(
                        folder,
                        "<row r=\"7\"><c r=\"A7\" t=\"b\"><v>1</v></c><c r=\"C7\" t=\"e\"><v>#N/A</v></c>"
                                + "<c r=\"D7\"><f>1+1</f><v>2</v></c><c t=\"str\"><f>A1</f><v>文</v></c>"
                                + "<c t=\"inlineStr\"><is><r><t>王</t></r><r><t>五</t></r><rPh sb=\"0\" eb=\"1\"><t>wang</t></rPh></is></c>"
                                + "<c t=\"inlineStr\"><is><t>a_x000D_b</t></is></c><c r=\"K7\" s=\"0\"/></row>"))
                .get(0);
        assertThat(row.number()).isEqualTo(7);
        assertThat(texts(row)).containsExactly("TRUE", "", "#N/A", "2", "文", "王五", "a\rb");
        assertThat(row.cell(3)).isEqualTo(new Cell(Cell.Kind.NUMBER, "2", true));
        assertThat(row.cell(2).kind()).isEqualTo(Cell.Kind.ERROR);
        assertThat(row.cell(1).isBlank()).isTrue();
        assertThat(row.cell(100).isBlank()).isTrue();
    }

    @Test
    void readsSharedStrings() {
        Path file = with(
                folder,
                Map.of(
                        "xl/_rels/workbook.xml.rels",
                        "<Relationships><Relationship Id=\"rId1\" Type=\"http://x/worksheet\" Target=\"../xl/./worksheets/sheet1.xml\"/>"
                                + "<Relationship Id=\"rId9\" Type=\"http://x/sharedStrings\" Target=\"Strings.xml\"/></Relationships>",
                        "xl/strings.xml",
                        "<sst><si><t>楼号</t></si><si><r><t>房</t></r><r><t xml:space=\"preserve\"> 号</t></r></si></sst>",
                        "xl/worksheets/sheet1.xml",
                        "<worksheet><sheetData><row><c t=\"s\"><v>1</v></c><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>"));
        assertThat(texts(rows(file).get(0))).containsExactly("房 号", "楼号");
    }

    @Test
    void leavesHiddenSheetsAndBlankRowsOut() {
        Path file = with(
                folder,
                Map.of(
                        "xl/workbook.xml",
                        "<workbook xmlns:r=\"urn:r\"><sheets><sheet name=\"藏\" state=\"hidden\" r:id=\"rId1\"/>"
                                + "<sheet name=\"显\" r:id=\"rId1\"/></sheets></workbook>",
                        "xl/worksheets/sheet1.xml",
                        "<worksheet><sheetData><row/><row><c t=\"inlineStr\"><is><t> \u3000</t></is></c></row>"
                                + "<row><c><v>3</v></c></row></sheetData></worksheet>"));
        try (Workbook workbook = Workbooks.open(file)) {
            assertThat(workbook.sheetNames()).containsExactly("显");
            assertThatThrownBy(() -> workbook.rows("藏")).isInstanceOf(NoSuchElementException.class);
        }
        assertThat(rows(file))
                .singleElement()
                .satisfies(row -> assertThat(row.number()).isEqualTo(3));
    }

    @Test
    void readsTextTablesAsSpreadsheetsDo() {
        String text = "\ufeff房号,备注,金额\r\n1-101,\"一行,\n\"\"二行\"\"\",240.78\r\n\r\n1-102,'=1+1,\"5\"0\n,,\n1-103";
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            List<SheetRow> rows = rows(write(folder, text.getBytes(charset)));
            assertThat(rows.stream().map(SheetRow::number)).containsExactly(1, 2, 4, 6);
            assertThat(texts(rows.get(0))).containsExactly("房号", "备注", "金额");
            assertThat(texts(rows.get(1))).containsExactly("1-101", "一行,\n\"二行\"", "240.78");
            assertThat(texts(rows.get(2))).containsExactly("1-102", "=1+1", "50");
            assertThat(texts(rows.get(3))).containsExactly("1-103");
        }
    }

    @ParameterizedTest
    @CsvSource({"'房号\t面积\r1-101\t89.37\r'", "'房号;面积\n1-101;89.37'"})
    void findsOutWhatSeparatesTheCells(String text) {
        assertThat(rows(write(folder, text.getBytes(StandardCharsets.UTF_8))).stream()
                        .map(WorkbookFiles::texts))
                .containsExactly(List.of("房号", "面积"), List.of("1-101", "89.37"));
    }
}
