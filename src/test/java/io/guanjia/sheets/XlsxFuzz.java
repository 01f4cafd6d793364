package io.guanjia.sheets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** One part of a workbook is whatever comes: the reader reads it or refuses it, nothing else. The first byte says which part. */
public final class XlsxFuzz {

    private static final Map<String, byte[]> PARTS = new TreeMap<>();
    private static final List<String> NAMES = new ArrayList<>();
    private static final Path FILE = temporary(".xlsx");

    static {
        PARTS.putAll(WorkbookFiles.parts(WorkbookFiles.file("yunxi/shop-meters.xlsx")));
        PARTS.keySet().removeIf(name -> name.startsWith("docProps") || name.contains("theme"));
        NAMES.addAll(PARTS.keySet());
    }

    private XlsxFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        String changed = NAMES.get((input[0] & 0xFF) % NAMES.size());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(0);
            for (Map.Entry<String, byte[]> part : PARTS.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getKey().equals(changed) ? Arrays.copyOfRange(input, 1, input.length) : part.getValue());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        readOrRefuse(FILE, bytes.toByteArray());
    }

    /** The parts as they are, each behind the byte that names it. */
    public static List<byte[]> seeds() {
        List<byte[]> seeds = new ArrayList<>();
        for (int at = 0; at < NAMES.size(); at++) {
            byte[] part = PARTS.get(NAMES.get(at));
            byte[] seed = new byte[part.length + 1];
            seed[0] = (byte) at;
            System.arraycopy(part, 0, seed, 1, part.length);
            seeds.add(seed);
        }
        return seeds;
    }

    static Path temporary(String ending) {
        try {
            Path file = Files.createTempFile("fuzz", ending);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static void readOrRefuse(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        readOrRefuse(file);
    }

    private static void readOrRefuse(Path file) {
        List<Header.Wanted> wanted =
                List.of(Header.Wanted.required("number", "表号"), Header.Wanted.optional("date", "抄表日期", "日期"));
        try (Workbook workbook = Workbooks.open(file)) {
            for (String sheet : workbook.sheetNames()) {
                try (var rows = workbook.rows(sheet)) {
                    Header.find(rows.limit(50).iterator(), wanted);
                }
                try (var rows = workbook.rows(sheet)) {
                    rows.forEach(row -> require(row.cells().size() <= 16_384 && row.number() > 0, row));
                }
            }
        } catch (UnreadableWorkbook refused) {
            require(Set.of(UnreadableWorkbook.Reason.values()).contains(refused.reason()), refused.code());
        }
    }

    private static void require(boolean holds, Object what) {
        if (!holds) {
            throw new AssertionError(String.valueOf(what));
        }
    }
}
