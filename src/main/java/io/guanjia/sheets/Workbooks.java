package io.guanjia.sheets;

import static io.guanjia.sheets.UnreadableWorkbook.Reason.EMPTY;
import static io.guanjia.sheets.UnreadableWorkbook.Reason.OLD_OR_LOCKED;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The door for files from outside: opens what is a workbook by its content, whatever it is called. */
public final class Workbooks {

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] COMPOUND_FILE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    private Workbooks() {}

    /** Opens an xlsx or csv file, or throws {@link UnreadableWorkbook} with the reason. */
    public static Workbook open(Path file) {
        byte[] start = start(file);
        if (start.length == 0) {
            throw new UnreadableWorkbook(EMPTY);
        }
        if (Arrays.equals(start, COMPOUND_FILE)) {
            throw new UnreadableWorkbook(OLD_OR_LOCKED);
        }
        return Arrays.equals(start, ZIP) ? XlsxWorkbook.open(file) : CsvWorkbook.open(file);
    }

    private static byte[] start(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(ZIP.length);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
