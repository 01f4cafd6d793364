package io.guanjia.sheets;

import static io.guanjia.sheets.WorkbookFiles.rows;
import static io.guanjia.sheets.WorkbookFiles.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.kernel.Area;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.sheets.SheetWriter.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SheetWriterTest {

    @TempDir
    private Path folder;

    @Test
    void writesWhatItCanReadAgain() {
        Path file = write(sheets -> sheets.sheet("应收", new Column("房号", 12), new Column("应收", 14), new Column("日期", 12))
                .row("1-1-101", Money.parse("1234.50"), LocalDate.of(2026, 3, 31), Area.parse("89.37"))
                .row("合计", new Money(-5), null, 3, 4L, new BigDecimal("2.3500"), Month.parse("2026-03"))
                .sheet("说明")
                .row(LocalDateTime.of(2026, 3, 31, 18, 5), true));
        List<SheetRow> rows = rows(file, "应收");
        assertThat(texts(rows.get(0))).containsExactly("房号", "应收", "日期");
        assertThat(texts(rows.get(1))).containsExactly("1-1-101", "1234.5", "2026-03-31", "89.37");
        assertThat(rows.get(1).cells().stream().map(Cell::kind))
                .containsExactly(Cell.Kind.TEXT, Cell.Kind.NUMBER, Cell.Kind.DATE, Cell.Kind.NUMBER);
        assertThat(texts(rows.get(2))).containsExactly("合计", "-0.05", "", "3", "4", "2.35", "2026-03");
        assertThat(texts(rows(file, "说明").get(0))).containsExactly("2026-03-31 18:05", "true");
    }

    @Test
    void showsMoneyWithTwoDecimalsAndKeepsTheHeaderInSight() {
        Path file = write(sheets -> sheets.sheet("应收", new Column("应收", 14)).row(Money.parse("1234.5")));
        String styles = new String(WorkbookFiles.parts(file).get("xl/styles.xml"), StandardCharsets.UTF_8);
        String sheet = new String(WorkbookFiles.parts(file).get("xl/worksheets/sheet1.xml"), StandardCharsets.UTF_8);
        assertThat(styles).contains("#,##0.00");
        assertThat(sheet).contains("<v>1234.50</v>", "state=\"frozen\"", "width=\"16.0\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+86 19900000001",
                "-1",
                "-",
                "=",
                "\t",
                "@SUM(1)",
                "\t=1",
                "\r=1",
                "\n=1",
                "＝1+1",
                "＋1",
                "－1",
                "＠a"
            })
    void takesTheForceOutOfTextThatLooksLikeAFormula(String text) {
        assertThat(SheetWriter.neutral(text)).isEqualTo("'" + text);
        assertThat(SheetWriter.original("'" + text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "张三", "1-101", "O'Brien", "'", "'quoted'"})
    void leavesOtherTextAlone(String text) {
        assertThat(SheetWriter.neutral(text)).isEqualTo(text);
        assertThat(SheetWriter.original(text)).isEqualTo(text);
    }

    @Test
    void readsBackAnyText() {
        long seed = Long.getLong("guanjia.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> texts =
                IntStream.range(0, 2_000).mapToObj(round -> text(random)).toList();
        Path file = write(sheets -> {
            sheets.sheet("文");
            texts.forEach(text -> sheets.row("#", text));
        });
        assertThat(rows(file).stream().map(row -> row.text(1)))
                .as("-Dguanjia.seed=%d", seed)
                .isEqualTo(texts);
    }

    @Test
    void refusesTextThatNoCellCanHold() {
        assertThatThrownBy(() -> SheetWriter.neutral("长".repeat(32_768))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void startsWithASheet() {
        assertThatThrownBy(() -> SheetWriter.to(OutputStream.nullOutputStream()).row("x"))
                .isInstanceOf(IllegalStateException.class);
    }

    private static String text(Random random) {
        String pieces = "=+-@'＝\t\r\n_x000D_x005F_<>&\"张𠮷 1a";
        int[] points = pieces.codePoints().toArray();
        return random.ints(random.nextInt(12), 0, points.length)
                .map(at -> points[at])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private Path write(Consumer<SheetWriter> content) {
        Path file = folder.resolve("out.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                SheetWriter sheets = SheetWriter.to(out)) {
            content.accept(sheets);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return file;
    }
}
