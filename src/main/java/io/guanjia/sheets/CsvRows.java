package io.guanjia.sheets;

import static io.guanjia.sheets.UnreadableWorkbook.Reason.DAMAGED;
import static io.guanjia.sheets.UnreadableWorkbook.Reason.TOO_LARGE;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of a text table (RFC 4180); row numbers count rows, not lines, as a spreadsheet does that opens the file. */
final class CsvRows implements Iterator<SheetRow> {

    private static final int LONGEST_TEXT = 32_767;
    private static final int MOST_COLUMNS = 16_384;
    private static final int MOST_ROWS = 1_048_576;
    /** Of one row, which is held as a whole. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private static final int END = -1;

    private final BufferedReader reader;
    private final char separator;
    private int number;
    private int character;
    private int characters;
    private @Nullable SheetRow ahead;

    CsvRows(BufferedReader reader, char separator) {
        this.reader = reader;
        this.separator = separator;
        advance();
        if (character == '\ufeff') {
            advance();
        }
    }

    @Override
    public boolean hasNext() {
        while (ahead == null && character != END) {
            if (number == MOST_ROWS) {
                throw new UnreadableWorkbook(TOO_LARGE);
            }
            SheetRow row = new SheetRow(++number, cells());
            ahead = row.isBlank() ? null : row;
        }
        return ahead != null;
    }

    @Override
    public SheetRow next() {
        if (!hasNext() || ahead == null) {
            throw new NoSuchElementException();
        }
        SheetRow row = ahead;
        ahead = null;
        return row;
    }

    void close() {
        try {
            reader.close();
        } catch (IOException unreadable) {
            throw new UnreadableWorkbook(DAMAGED, unreadable);
        }
    }

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        characters = 0;
        while (true) {
            cells.add(Cell.text(SheetWriter.original(character == '"' ? quoted() : plain())));
            if (cells.size() > MOST_COLUMNS) {
                throw new UnreadableWorkbook(TOO_LARGE);
            }
            if (character != separator) {
                endLine();
                return cells;
            }
            advance();
        }
    }

    private String plain() {
        StringBuilder text = new StringBuilder();
        while (!endsCell()) {
            take(text);
        }
        return text.toString();
    }

    /** A doubled quote stands for one; what follows the closing quote belongs to the text, as spreadsheets read it. */
    private String quoted() {
        StringBuilder text = new StringBuilder();
        advance();
        while (character != END) {
            if (character == '"') {
                advance();
                if (character != '"') {
                    return text.append(plain()).toString();
                }
            }
            take(text);
        }
        return text.toString();
    }

    private boolean endsCell() {
        return character == separator || character == '\n' || character == '\r' || character == END;
    }

    private void endLine() {
        if (character == '\r') {
            advance();
        }
        if (character == '\n') {
            advance();
        }
    }

    private void take(StringBuilder text) {
        if (text.length() == LONGEST_TEXT) {
            throw new UnreadableWorkbook(DAMAGED);
        }
        if (++characters > MOST_CHARACTERS) {
            throw new UnreadableWorkbook(TOO_LARGE);
        }
        text.append((char) character);
        advance();
    }

    private void advance() {
        try {
            character = reader.read();
        } catch (IOException unreadable) {
            throw new UnreadableWorkbook(DAMAGED, unreadable);
        }
    }
}
