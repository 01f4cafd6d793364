package io.guanjia.sheets;

import java.util.List;

/**
 * One row of a sheet.
 *
 * @param number as in the margin of the sheet, from 1
 * @param cells from column A to the last that is not blank
 */
public record SheetRow(int number, List<Cell> cells) {

    public SheetRow {
        cells = List.copyOf(cells);
    }

    /** The cell of a column counted from 0; beyond the last it is blank. */
    public Cell cell(int column) {
        return column < cells.size() ? cells.get(column) : Cell.BLANK;
    }

    public String text(int column) {
        return cell(column).text();
    }

    public boolean isBlank() {
        return cells.stream().allMatch(Cell::isBlank);
    }
}
