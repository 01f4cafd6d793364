package io.guanjia.sheets;

import static io.guanjia.sheets.UnreadableWorkbook.Reason.EMPTY;
import static io.guanjia.sheets.UnreadableWorkbook.Reason.NOT_A_WORKBOOK;
import static io.guanjia.sheets.UnreadableWorkbook.Reason.TOO_LARGE;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A text table of one sheet, in UTF-8 or GBK, whichever the whole file is. */
final class CsvWorkbook implements Workbook {

    /** The name of the one sheet. */
    static final String SHEET = "csv";

    private static final long MOST_BYTES = 200L << 20;
    private static final Charset GBK = Charset.forName("GB18030");
    /** So much of the file shows what separates its cells. */
    private static final int BEGINNING = 1 << 16;

    private static final int ROW_TRAITS = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;

    private final Path file;
    private final Charset charset;
    private final char separator;

    private CsvWorkbook(Path file, Charset charset, char separator) {
        this.file = file;
        this.charset = charset;
        this.separator = separator;
    }

    static CsvWorkbook open(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UnreadableWorkbook(TOO_LARGE);
            }
            for (Charset charset : List.of(StandardCharsets.UTF_8, GBK)) {
                if (isWrittenIn(charset, file)) {
                    return new CsvWorkbook(file, charset, separator(charset, file));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        throw new UnreadableWorkbook(NOT_A_WORKBOOK);
    }

    @Override
    public List<String> sheetNames() {
        return List.of(SHEET);
    }

    @Override
    public Stream<SheetRow> rows(String sheetName) {
        CsvRows rows = new CsvRows(reader(charset, file), separator);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, ROW_TRAITS), false)
                .onClose(rows::close);
    }

    @Override
    public void close() {
        // nothing is held open between two sheets' streams
    }

    private static boolean isWrittenIn(Charset charset, Path file) throws IOException {
        try (BufferedReader reader = reader(charset, file)) {
            char[] buffer = new char[1 << 13];
            for (int read = reader.read(buffer); read >= 0; read = reader.read(buffer)) {
                requireText(buffer, read);
            }
            return true;
        } catch (CharacterCodingException anotherCharset) {
            return false;
        }
    }

    private static void requireText(char[] characters, int count) {
        for (int at = 0; at < count; at++) {
            if (characters[at] < ' ' && "\t\n\r\f".indexOf(characters[at]) < 0) {
                throw new UnreadableWorkbook(NOT_A_WORKBOOK);
            }
        }
    }

    /** The most frequent separator of the first line with text; web pages that call themselves tables are turned away. */
    private static char separator(Charset charset, Path file) throws IOException {
        try (BufferedReader reader = reader(charset, file)) {
            String line = firstLine(reader);
            if (line.startsWith("<")) {
                throw new UnreadableWorkbook(NOT_A_WORKBOOK);
            }
            char most = ',';
            for (char candidate : new char[] {'\t', ';'}) {
                most = count(line, candidate) > count(line, most) ? candidate : most;
            }
            return most;
        }
    }

    /** The first line that is not blank, or what of it stands at the beginning of the file. */
    private static String firstLine(BufferedReader reader) throws IOException {
        StringBuilder line = new StringBuilder();
        int read = reader.read();
        while (read >= 0 && line.length() < BEGINNING && (line.isEmpty() || read != '\n' && read != '\r')) {
            if (!line.isEmpty() || !isBlank(read)) {
                line.append((char) read);
            }
            read = reader.read();
        }
        if (line.isEmpty()) {
            throw new UnreadableWorkbook(EMPTY);
        }
        return line.toString();
    }

    private static boolean isBlank(int character) {
        return Character.isWhitespace(character) || character == '\ufeff';
    }

    private static long count(String line, char separator) {
        return line.chars().filter(character -> character == separator).count();
    }

    private static BufferedReader reader(Charset charset, Path file) {
        try {
            return new BufferedReader(new InputStreamReader(
                    Files.newInputStream(file),
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
