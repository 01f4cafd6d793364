package io.guanjia.sheets;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files that want to be more than they are, each small on disk, written as it is needed. */
final class Bombs {

    static final String SHEET = "xl/worksheets/sheet1.xml";

    private static final String SHARED = "xl/sharedStrings.xml";
    private static final String BEGIN = "<worksheet><sheetData>";
    private static final String END = "</sheetData></worksheet>";
    private static final String LONGEST = "长".repeat(32_767);

    private final Path folder;

    Bombs(Path folder) {
        this.folder = folder;
    }

    /** A sheet of these rows in an otherwise ordinary workbook. */
    Path sheet(String name, Consumer<PrintStream> rows) {
        return workbook(name, SHEET, out -> {
            out.print(BEGIN);
            rows.accept(out);
            out.print(END);
        });
    }

    Path workbook(String name, String part, Consumer<PrintStream> content) {
        return zip(name, zip -> {
            for (Map.Entry<String, byte[]> kept : ordinary().entrySet()) {
                if (!kept.getKey().equals(part)) {
                    entry(zip, kept.getKey(), out -> out.writeBytes(kept.getValue()));
                }
            }
            entry(zip, part, content);
        });
    }

    /** Every cell of one row is the same longest text, kept once in the file. */
    Path fatRow() {
        Map<String, byte[]> parts = ordinary();
        return zip("fat-row.xlsx", zip -> {
            parts.put("xl/_rels/workbook.xml.rels", withSharedStrings(parts));
            parts.remove(SHARED);
            parts.remove(SHEET);
            parts.forEach((name, bytes) -> entry(zip, name, out -> out.writeBytes(bytes)));
            entry(zip, SHARED, out -> out.print("<sst><si><t>'=" + LONGEST.substring(2) + "</t></si></sst>"));
            entry(
                    zip,
                    SHEET,
                    out -> out.print(BEGIN + "<row>" + "<c t=\"s\"><v>0</v></c>".repeat(16_000) + "</row>" + END));
        });
    }

    Path sharedStrings(String name, int count, IntFunction<String> text) {
        Map<String, byte[]> parts = ordinary();
        return zip(name, zip -> {
            parts.put("xl/_rels/workbook.xml.rels", withSharedStrings(parts));
            parts.remove(SHARED);
            parts.remove(SHEET);
            parts.forEach((part, bytes) -> entry(zip, part, out -> out.writeBytes(bytes)));
            entry(zip, SHARED, out -> {
                out.print("<sst>");
                IntStream.range(0, count).forEach(at -> out.print("<si>" + text.apply(at) + "</si>"));
                out.print("</sst>");
            });
            entry(zip, SHEET, out -> out.print(BEGIN + "<row><c t=\"s\"><v>0</v></c></row>" + END));
        });
    }

    Path zip(String name, Consumer<ZipOutputStream> entries) {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.setLevel(Deflater.BEST_SPEED);
            entries.accept(zip);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return file;
    }

    Path text(String name, String piece, int times) {
        Path file = folder.resolve(name);
        byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int time = 0; time < times; time++) {
                out.write(bytes);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return file;
    }

    static void entry(ZipOutputStream zip, String name, Consumer<PrintStream> content) {
        try {
            zip.putNextEntry(new ZipEntry(name));
            PrintStream out = new PrintStream(zip, false, StandardCharsets.UTF_8);
            content.accept(out);
            out.flush();
            zip.closeEntry();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Map<String, byte[]> ordinary() {
        return WorkbookFiles.parts(WorkbookFiles.file("yunxi/shop-meters.xlsx"));
    }

    private static byte[] withSharedStrings(Map<String, byte[]> parts) {
        String links = text(parts, "xl/_rels/workbook.xml.rels");
        String link = "<Relationship Id=\"shared\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/>";
        return links.replace("</Relationships>", link + "</Relationships>").getBytes(StandardCharsets.UTF_8);
    }

    private static String text(Map<String, byte[]> parts, String name) {
        return new String(parts.get(name), StandardCharsets.UTF_8);
    }
}
