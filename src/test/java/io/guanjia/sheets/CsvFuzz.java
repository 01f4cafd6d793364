package io.guanjia.sheets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whatever bytes come: a text table, a workbook, or a refusal. */
public final class CsvFuzz {

    private static final Path FILE = XlsxFuzz.temporary(".csv");

    private CsvFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        XlsxFuzz.readOrRefuse(FILE, input);
    }

    public static List<byte[]> seeds() {
        String table = "楼号;单元;表号\r\n1#;\"1\"\"单元\";'=1+1\n\"a\nb\"\tc,d\r";
        try {
            return List.of(
                    Files.readAllBytes(WorkbookFiles.file("bad/gbk.csv")),
                    table.getBytes(StandardCharsets.UTF_8),
                    ("\ufeff" + table.replace(';', ',')).getBytes(StandardCharsets.UTF_8),
                    table.replace(';', '\t').getBytes(Charset.forName("GB18030")),
                    Files.readAllBytes(WorkbookFiles.file("yunxi/shop-meters.xlsx")));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
