package io.guanjia.sheets;

import java.util.List;
import java.util.stream.Stream;

/** A workbook that has passed the checks of {@link Workbooks}. Close it after use. */
public sealed interface Workbook extends AutoCloseable permits XlsxWorkbook, CsvWorkbook {

    /** The visible sheets in their order; a text table is one sheet. */
    List<String> sheetNames();

    /**
     * The rows of one sheet in file order, rows without any text left out. The stream reads while it is walked and throws
     * {@link UnreadableWorkbook} where the file is broken; close it.
     */
    Stream<SheetRow> rows(String sheetName);

    @Override
    void close();
}
