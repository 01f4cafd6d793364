package io.guanjia.sheets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What small files can blow up to, read by a program that has 200 MB of heap in all. */
class BombsTest {

    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    private final Map<Path, String> expected = new LinkedHashMap<>();

    @Test
    void refusesInLittleMemoryWhateverWantsToGrow() throws IOException, InterruptedException {
        Bombs bombs = new Bombs(folder);
        archives(bombs);
        parts(bombs);
        rows(bombs);
        strings(bombs);
        tables(bombs);

        Map<String, String> outcomes = readWithLittleMemory();

        Map<String, String> wanted = new LinkedHashMap<>();
        expected.forEach((file, outcome) -> wanted.put(file.getFileName().toString(), outcome));
        assertThat(outcomes).isEqualTo(wanted);
    }

    private void archives(Bombs bombs) {
        expected.put(WorkbookFiles.file("bad/bomb.xlsx"), "TOO_LARGE");
        expected.put(
                bombs.zip(
                        "nested.zip",
                        zip -> Bombs.entry(zip, "inner.xlsx", out -> {
                            out.writeBytes(bytes(WorkbookFiles.file("bad/bomb.xlsx")));
                        })),
                "NOT_A_WORKBOOK");
        expected.put(
                bombs.zip("many-parts.xlsx", zip -> {
                    for (int part = 0; part < 50_000; part++) {
                        Bombs.entry(zip, "xl/media/" + part, out -> {});
                    }
                }),
                "TOO_LARGE");
        byte[] zeros = new byte[7 * MEGABYTE];
        expected.put(
                bombs.zip("many-middling-parts.xlsx", zip -> {
                    for (int part = 0; part < 60; part++) {
                        Bombs.entry(zip, "xl/media/" + part, out -> out.writeBytes(zeros));
                    }
                }),
                "TOO_LARGE");
        expected.put(
                bombs.workbook("one-huge-part.xlsx", Bombs.SHEET, out -> {
                    for (int piece = 0; piece < 80; piece++) {
                        out.writeBytes(zeros);
                    }
                }),
                "TOO_LARGE");
    }

    private void parts(Bombs bombs) {
        expected.put(bombs.sheet("deep.xlsx", out -> out.print("<a>".repeat(1_000_000))), "TOO_LARGE");
        expected.put(
                bombs.sheet("names.xlsx", out -> {
                    for (int name = 0; name < 500_000; name++) {
                        out.print("<n" + name + "/>");
                    }
                }),
                "TOO_LARGE");
        expected.put(
                bombs.sheet("attribute.xlsx", out -> {
                    out.print("<row><c r=\"" + "A".repeat(7 * MEGABYTE) + "\"/></row>");
                }),
                "TOO_LARGE");
        expected.put(
                bombs.sheet("comment.xlsx", out -> out.print("<!--" + " ".repeat(7 * MEGABYTE) + "-->")), "TOO_LARGE");
        String entity = "<!DOCTYPE x [<!ENTITY a \"" + "a".repeat(100_000) + "\">]><worksheet><sheetData>";
        expected.put(
                bombs.workbook("quadratic-entities.xlsx", Bombs.SHEET, out -> {
                    out.print(
                            entity + "<row><c t=\"inlineStr\"><is><t>" + "&a;".repeat(100_000) + "</t></is></c></row>");
                }),
                "UNSAFE");
        expected.put(
                bombs.workbook("formats.xlsx", "xl/styles.xml", out -> {
                    out.print("<styleSheet><cellXfs>" + "<xf/>".repeat(1_000_000) + "</cellXfs></styleSheet>");
                }),
                "TOO_LARGE");
        expected.put(
                bombs.workbook("format-code.xlsx", "xl/styles.xml", out -> {
                    String code = "[".repeat(500_000);
                    out.print("<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"" + code
                            + "\"/></numFmts></styleSheet>");
                }),
                "READ");
    }

    private void rows(Bombs bombs) {
        expected.put(
                bombs.sheet("columns.xlsx", out -> out.print("<row>" + "<c/>".repeat(1_000_000) + "</row>")),
                "TOO_LARGE");
        expected.put(
                bombs.sheet("sparse.xlsx", out -> {
                    for (int row = 1_048_577 - 100_000; row <= 1_048_576; row++) {
                        out.print("<row r=\"" + row + "\"><c r=\"XFD" + row + "\"><v>1</v></c></row>");
                    }
                }),
                "TOO_LARGE");
        expected.put(bombs.sheet("rows.xlsx", out -> out.print("<row/>".repeat(1_300_000))), "TOO_LARGE");
        expected.put(
                bombs.sheet("numbers.xlsx", out -> {
                    for (int row = 0; row < 200; row++) {
                        out.print("<row><c><v>" + "9".repeat(32_000) + "</v></c></row>");
                    }
                }),
                "READ");
        expected.put(bombs.fatRow(), "TOO_LARGE");
    }

    private void strings(Bombs bombs) {
        expected.put(bombs.sharedStrings("shared-strings.xlsx", 2_000_000, at -> "<t>" + at + "</t>"), "TOO_LARGE");
        Random letters = new Random(1);
        expected.put(bombs.sharedStrings("rich-text.xlsx", 1, at -> rich(letters, 1_500)), "DAMAGED");
        expected.put(
                bombs.sheet("one-cell.xlsx", out -> {
                    out.print("<row><c t=\"inlineStr\"><is><t>" + "a".repeat(7 * MEGABYTE) + "</t></is></c></row>");
                }),
                "DAMAGED");
    }

    private void tables(Bombs bombs) {
        expected.put(bombs.text("one-line.csv", "abcdefghij", 5 * MEGABYTE), "DAMAGED");
        expected.put(bombs.text("one-line-of-cells.csv", "a,", 25 * MEGABYTE), "TOO_LARGE");
        expected.put(bombs.text("fat-row.csv", "a".repeat(30_000) + ",", 1_000), "TOO_LARGE");
        expected.put(bombs.text("blank-lines.csv", "a\n" + "\n".repeat(1_000_000), 3), "TOO_LARGE");
    }

    /** Runs of the longest text in one string, of letters that hardly shrink. */
    private static String rich(Random letters, int runs) {
        StringBuilder text = new StringBuilder();
        for (int run = 0; run < runs; run++) {
            text.append("<r><t>");
            letters.ints(30_000, 'a', 'e').forEach(letter -> text.append((char) letter));
            text.append("</t></r>");
        }
        return text.toString();
    }

    private Map<String, String> readWithLittleMemory() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SmallHeap.class.getName()));
        expected.keySet().forEach(file -> command.add(file.toString()));
        Path said = folder.resolve("said");
        Process program = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(program.waitFor(3, TimeUnit.MINUTES)).as("finished").isTrue();
        } finally {
            program.destroyForcibly();
        }
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (String line : Files.readAllLines(said)) {
            String[] words = line.split("\t");
            outcomes.put(words[0], words.length > 1 ? words[1] : "?");
        }
        return outcomes;
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
