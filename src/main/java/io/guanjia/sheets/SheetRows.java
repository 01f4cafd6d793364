package io.guanjia.sheets;

import static io.guanjia.sheets.UnreadableWorkbook.Reason.DAMAGED;
import static io.guanjia.sheets.UnreadableWorkbook.Reason.TOO_LARGE;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The rows of one worksheet part, read as they are asked for, within what Excel itself allows. */
final class SheetRows implements Iterator<SheetRow> {

    private static final int MOST_ROWS = 1_048_576;
    private static final int MOST_COLUMNS = 16_384;
    /** Cells counted with the blanks before them: a value in column XFD of every row fills memory out of nothing. */
    private static final long MOST_CELLS = 20_000_000;
    /** Of one row: a row is held as a whole, and some twenty of them to look for the header. */
    private static final int MOST_CHARACTERS = 1 << 20;

    private final XmlPart xml;
    private final List<String> sharedStrings;
    private final List<NumberLook> looks;
    private final boolean since1904;
    private int rowsRead;
    private int lastNumber;
    private long cellsLeft = MOST_CELLS;
    private @Nullable SheetRow ahead;

    SheetRows(XmlPart xml, List<String> sharedStrings, List<NumberLook> looks, boolean since1904) {
        this.xml = xml;
        this.sharedStrings = sharedStrings;
        this.looks = looks;
        this.since1904 = since1904;
    }

    @Override
    public boolean hasNext() {
        while (ahead == null && xml.next()) {
            if (xml.starts("row")) {
                SheetRow row = row();
                ahead = row.isBlank() ? null : row;
            }
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
        xml.close();
    }

    private SheetRow row() {
        String given = xml.attribute("r");
        lastNumber = given == null ? lastNumber + 1 : XlsxWorkbook.number(given);
        if (lastNumber < 1 || lastNumber > MOST_ROWS || ++rowsRead > MOST_ROWS) {
            throw new UnreadableWorkbook(TOO_LARGE);
        }
        List<Cell> cells = new ArrayList<>();
        int column = 0;
        int characters = 0;
        while (xml.next() && !xml.ends("row")) {
            if (xml.starts("c")) {
                String reference = xml.attribute("r");
                column = reference == null ? column : column(reference);
                Cell cell = cell();
                characters += cell.text().length();
                if (column >= MOST_COLUMNS || characters > MOST_CHARACTERS) {
                    throw new UnreadableWorkbook(TOO_LARGE);
                }
                put(cells, column++, cell);
            }
        }
        return new SheetRow(lastNumber, cells);
    }

    private void put(List<Cell> cells, int column, Cell cell) {
        if (cell.text().isEmpty()) {
            return;
        }
        cellsLeft -= Math.max(0, column + 1 - cells.size());
        if (cellsLeft < 0) {
            throw new UnreadableWorkbook(TOO_LARGE);
        }
        while (cells.size() <= column) {
            cells.add(Cell.BLANK);
        }
        cells.set(column, cell);
    }

    private Cell cell() {
        String type = xml.attribute("t");
        String style = xml.attribute("s");
        String value = "";
        String formula = null;
        while (xml.next() && !xml.ends("c")) {
            if (xml.starts("v")) {
                value = xml.text("v");
            } else if (xml.starts("f")) {
                formula = xml.text("f");
            } else if (xml.starts("is")) {
                value = xml.richText("is");
            }
        }
        Cell cell = value.isEmpty() ? Cell.BLANK : cell(type == null ? "n" : type, value, style);
        if (formula == null) {
            return cell;
        }
        return cell.text().isEmpty()
                ? new Cell(Cell.Kind.TEXT, "=" + formula, true)
                : new Cell(cell.kind(), cell.text(), true);
    }

    private Cell cell(String type, String value, @Nullable String style) {
        return switch (type) {
            case "s" -> Cell.text(SheetWriter.original(shared(XlsxWorkbook.number(value))));
            case "b" -> new Cell(Cell.Kind.BOOLEAN, value.equals("0") ? "FALSE" : "TRUE", false);
            case "e" -> new Cell(Cell.Kind.ERROR, value, false);
            case "n" -> look(style).cell(value, since1904);
            default -> Cell.text(SheetWriter.original(value));
        };
    }

    private String shared(int index) {
        if (index < 0 || index >= sharedStrings.size()) {
            throw new UnreadableWorkbook(DAMAGED);
        }
        return sharedStrings.get(index);
    }

    private NumberLook look(@Nullable String style) {
        int index = style == null ? 0 : XlsxWorkbook.number(style);
        return index >= 0 && index < looks.size() ? looks.get(index) : NumberLook.PLAIN;
    }

    /** The column of a reference such as {@code AB12}, counted from 0. */
    private static int column(String reference) {
        int column = 0;
        int at = 0;
        while (at < reference.length() && reference.charAt(at) >= 'A' && reference.charAt(at) <= 'Z') {
            column = column * 26 + reference.charAt(at++) - 'A' + 1;
            if (column > MOST_COLUMNS) {
                throw new UnreadableWorkbook(TOO_LARGE);
            }
        }
        if (column == 0) {
            throw new UnreadableWorkbook(DAMAGED);
        }
        return column - 1;
    }
}
