package io.guanjia.sheets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The workbooks of the tests: those of the invented estate, and small ones written part by part. */
final class WorkbookFiles {

    private WorkbookFiles() {}

    static Path file(String name) {
        try {
            return Path.of(WorkbookFiles.class.getResource("/workbooks/" + name).toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }

    static List<SheetRow> rows(Path file, String sheet) {
        try (Workbook workbook = Workbooks.open(file);
                Stream<SheetRow> rows = workbook.rows(sheet)) {
            return rows.toList();
        }
    }

    static List<SheetRow> rows(Path file) {
        try (Workbook workbook = Workbooks.open(file);
                Stream<SheetRow> rows = workbook.rows(workbook.sheetNames().get(0))) {
            return rows.toList();
        }
    }

    static List<String> texts(SheetRow row) {
        return row.cells().stream().map(Cell::text).toList();
    }

    /** The shop-meters workbook with some parts in other words; null leaves a part out. */
    static Path with(Path folder, Map<String, String> parts) {
        Map<String, byte[]> all = parts(file("yunxi/shop-meters.xlsx"));
        parts.forEach((name, xml) -> all.put(name, xml.getBytes(StandardCharsets.UTF_8)));
        return zip(folder, all);
    }

    /** A workbook whose first sheet holds these rows, written in the file's own XML. */
    static Path sheet(Path folder, String rowsXml) {
        return with(
                folder,
                Map.of(
                        "xl/worksheets/sheet1.xml",
                        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                                + rowsXml
                                + "</sheetData></worksheet>"));
    }

    static Map<String, byte[]> parts(Path workbook) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(workbook.toFile())) {
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                parts.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return parts;
    }

    static Path zip(Path folder, Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return write(folder, bytes.toByteArray());
    }

    static Path write(Path folder, byte[] bytes) {
        try {
            return Files.write(Files.createTempFile(folder, "workbook", ".tmp"), bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
