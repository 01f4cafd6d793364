package io.guanjia.sheets;

import static io.guanjia.sheets.UnreadableWorkbook.Reason.DAMAGED;
import static io.guanjia.sheets.UnreadableWorkbook.Reason.EMPTY;
import static io.guanjia.sheets.UnreadableWorkbook.Reason.NOT_A_WORKBOOK;
import static io.guanjia.sheets.UnreadableWorkbook.Reason.OLD_OR_LOCKED;
import static io.guanjia.sheets.UnreadableWorkbook.Reason.TOO_LARGE;
import static io.guanjia.sheets.UnreadableWorkbook.Reason.UNSAFE;
import static io.guanjia.sheets.WorkbookFiles.file;
import static io.guanjia.sheets.WorkbookFiles.rows;
import static io.guanjia.sheets.WorkbookFiles.sheet;
import static io.guanjia.sheets.WorkbookFiles.texts;
import static io.guanjia.sheets.WorkbookFiles.with;
import static io.guanjia.sheets.WorkbookFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.management.ThreadMXBean;
import io.guanjia.sheets.UnreadableWorkbook.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadWorkbooksTest {

    private static final String CONTENT_TYPES = "[Content_Types].xml";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "empty.xlsx, EMPTY, workbook-empty",
        "not-a-workbook.xlsx, NOT_A_WORKBOOK, workbook-not-a-workbook",
        "truncated.xlsx, DAMAGED, workbook-damaged",
        "bomb.xlsx, TOO_LARGE, workbook-too-large",
        "external-entity.xlsx, UNSAFE, workbook-unsafe"
    })
    void saysWhyAFileCannotBeRead(String name, Reason reason, String code) {
        assertThatThrownBy(() -> rows(file("bad/" + name)))
                .isInstanceOfSatisfying(UnreadableWorkbook.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(reason);
                    assertThat(refused.code()).isEqualTo(code);
                });
    }

    @Test
    void hasASentenceForEveryReason() {
        ResourceBundle sentences = ResourceBundle.getBundle("i18n.sheets", Locale.ROOT);
        assertThat(Reason.values()).allMatch(reason -> sentences.containsKey("refusal." + reason.code()));
    }

    @Test
    void turnsABombAwayBeforeItUnpacks() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertTimeout(Duration.ofSeconds(2), () -> assertRefused(file("bad/bomb.xlsx"), TOO_LARGE));
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20L << 20);
    }

    @ParameterizedTest
    @CsvSource({
        "duplicate-rooms.xlsx, 房屋信息",
        "unknown-owner.xlsx, 房屋信息",
        "negative-area.xlsx, 房屋信息",
        "wrong-identity-number.xlsx, 业主信息",
        "overlong-text.xlsx, 业主信息"
    })
    void readsWhatIsWrongOnlyToWhoeverKnowsTheMeaning(String name, String sheet) {
        assertThat(rows(file("bad/" + name), sheet)).hasSizeGreaterThan(400);
    }

    @Test
    void readsFormulasAsTextAndNeverEvaluatesThem() {
        List<SheetRow> owners = rows(file("bad/formula-cells.xlsx"), "业主信息");
        assertThat(owners.get(3).cell(1))
                .isEqualTo(new Cell(Cell.Kind.TEXT, "=HYPERLINK(\"http://127.0.0.1/\",\"张三\")", true));
        assertThat(owners.get(4).cell(1)).isEqualTo(new Cell(Cell.Kind.TEXT, "=1+1", true));
        assertThat(owners.get(5).cell(1)).isEqualTo(new Cell(Cell.Kind.TEXT, "@SUM(1)", false));
    }

    @Test
    void readsATextTableInGbk() {
        List<SheetRow> rows = rows(file("bad/gbk.csv"));
        assertThat(texts(rows.get(0))).containsExactly("楼号", "单元", "房间", "建筑面积", "业主名称", "手机号");
        assertThat(texts(rows.get(1))).containsExactly("1", "1", "101", "89.37", "测试甲", "19900000001");
    }

    @Test
    void turnsOldAndLockedWorkbooksAway() {
        byte[] compound =
                Arrays.copyOf(new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1}, 512);
        assertRefused(write(folder, compound), OLD_OR_LOCKED);
    }

    @Test
    void turnsOtherFilesAway() {
        assertRefused(
                write(folder, "<html><table><tr><td>1</td></tr></table></html>".getBytes(StandardCharsets.UTF_8)),
                NOT_A_WORKBOOK);
        assertRefused(write(folder, "%PDF-1.7\n\u0000\u0001".getBytes(StandardCharsets.UTF_8)), NOT_A_WORKBOOK);
        assertRefused(write(folder, " \r\n \n".getBytes(StandardCharsets.UTF_8)), EMPTY);
        assertRefused(write(folder, new byte[] {'P', 'K', 3, 4, 0, 0}), DAMAGED);
        assertRefused(WorkbookFiles.zip(folder, Map.of("word/document.xml", new byte[0])), NOT_A_WORKBOOK);
        assertRefused(with(folder, Map.of(CONTENT_TYPES, "<Types/>")), NOT_A_WORKBOOK);
        assertRefused(with(folder, Map.of("_rels/.rels", "<Relationships/>")), NOT_A_WORKBOOK);
        assertRefused(with(folder, Map.of("xl/workbook.xml", "<workbook><sheets/></workbook>")), NOT_A_WORKBOOK);
        assertRefused(with(folder, Map.of("xl/workbook.xml", "<workbook><sheets>")), DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {CONTENT_TYPES, "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"})
    void acceptsNoDocumentTypeInAnyPart(String part) {
        String xml =
                new String(WorkbookFiles.parts(file("yunxi/shop-meters.xlsx")).get(part), StandardCharsets.UTF_8);
        String body = xml.substring(xml.indexOf("?>") < 0 ? 0 : xml.indexOf("?>") + 2);
        assertRefused(with(folder, Map.of(part, "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\">" + body)), UNSAFE);
    }

    @Test
    void acceptsNoEntitiesThatGrow() {
        String laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><worksheet><sheetData>"
                + "<row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>";
        assertRefused(with(folder, Map.of("xl/worksheets/sheet1.xml", laughs)), UNSAFE);
    }

    @Test
    void doesNotLetOneCellFillTheMemory() {
        assertRefused(sheet(folder, "<row r=\"1\"><c r=\"ZZZZZZ1\"><v>1</v></c></row>"), TOO_LARGE);
        assertRefused(sheet(folder, "<row r=\"1048577\"><c r=\"A1\"><v>1</v></c></row>"), TOO_LARGE);
        assertRefused(sheet(folder, "<row><c r=\"XFD1\"><v>1</v></c></row>".repeat(1_300)), TOO_LARGE);
        assertRefused(
                sheet(folder, "<row><c t=\"inlineStr\"><is><t>" + "长".repeat(32_768) + "</t></is></c></row>"), DAMAGED);
        assertThat(rows(sheet(folder, "<row><c><v>1E999999999</v></c></row>"))
                        .get(0)
                        .text(0))
                .isEqualTo("1E999999999");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<row r=\"x\"/>",
                "<row r=\"0\"/>",
                "<row><c r=\"1\"><v>1</v></c></row>",
                "<row><c t=\"s\"><v>0</v></c></row>",
                "<row><c t=\"s\"><v>-1</v></c></row>",
                "<row><c t=\"s\"><v>x</v></c></row>",
                "<row><c s=\"x\"><v>1</v></c></row>",
                "<row><c><v>1</v></row>",
                "<row><c><v>1</v>"
            })
    void saysSoWhenASheetIsBroken(String rowsXml) {
        assertThatThrownBy(() -> rows(sheet(folder, rowsXml))).isInstanceOf(UnreadableWorkbook.class);
    }

    @Test
    void refusesTwoPartsOfOneNameAndTooManyParts() {
        Map<String, byte[]> parts = new LinkedHashMap<>(WorkbookFiles.parts(file("yunxi/shop-meters.xlsx")));
        parts.put("XL/WORKBOOK.XML", new byte[0]);
        assertRefused(WorkbookFiles.zip(folder, parts), DAMAGED);
        for (int part = 0; part < 2_000; part++) {
            parts.put("media/" + part, new byte[0]);
        }
        assertRefused(WorkbookFiles.zip(folder, parts), TOO_LARGE);
    }

    /** Whatever a file holds, it is read or refused; nothing else escapes. */
    @Test
    void eitherReadsOrRefusesWhateverComes() {
        long seed = Long.getLong("guanjia.seed", System.nanoTime());
        Random random = new Random(seed);
        Map<String, byte[]> parts = WorkbookFiles.parts(file("yunxi/shop-meters.xlsx"));
        List<String> names = List.copyOf(parts.keySet());
        for (int round = 0; round < 60; round++) {
            Map<String, byte[]> broken = new LinkedHashMap<>(parts);
            broken.compute(names.get(random.nextInt(names.size())), (name, bytes) -> spoiled(random, bytes));
            Path file = WorkbookFiles.zip(folder, broken);
            assertThat(outcome(file))
                    .as("-Dguanjia.seed=%d round %d", seed, round)
                    .isNotEqualTo("crash");
            byte[] bytes = spoiled(random, read(file));
            assertThat(outcome(write(folder, bytes)))
                    .as("-Dguanjia.seed=%d round %d", seed, round)
                    .isNotEqualTo("crash");
        }
    }

    private static byte[] spoiled(Random random, byte[] bytes) {
        byte[] spoiled = bytes.clone();
        for (int hit = random.nextInt(4); hit >= 0 && spoiled.length > 0; hit--) {
            int at = random.nextInt(spoiled.length);
            switch (random.nextInt(4)) {
                case 0 -> spoiled[at] = (byte) random.nextInt(256);
                case 1 -> spoiled = Arrays.copyOf(spoiled, at);
                case 2 -> spoiled[at] = (byte) "<>&\"'0 \n".charAt(random.nextInt(8));
                default ->
                    System.arraycopy(
                            bytes,
                            0,
                            spoiled,
                            at,
                            Math.min(random.nextInt(40), Math.min(bytes.length, spoiled.length - at)));
            }
        }
        return spoiled;
    }

    private static String outcome(Path file) {
        try {
            return "read " + rows(file).size();
        } catch (UnreadableWorkbook refused) {
            return "refused";
        } catch (RuntimeException crash) {
            return "crash";
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void assertRefused(Path file, Reason reason) {
        assertThatThrownBy(() -> rows(file))
                .isInstanceOfSatisfying(
                        UnreadableWorkbook.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
