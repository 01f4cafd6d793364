package io.guanjia.sheets;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A program of its own, started with little memory: reads each file as an import does and says what came of it. */
final class SmallHeap {

    private static final int ROWS_LOOKED_AT = 20;

    private SmallHeap() {}

    /** One line a file: its name, what came of it, milliseconds, megabytes allocated. */
    public static void main(String[] files) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (String file : files) {
            long began = System.nanoTime();
            long before = threads.getCurrentThreadAllocatedBytes();
            String outcome = outcome(Path.of(file));
            System.out.printf(
                    "%s\t%s\t%d\t%d%n",
                    Path.of(file).getFileName(),
                    outcome,
                    (System.nanoTime() - began) / 1_000_000,
                    (threads.getCurrentThreadAllocatedBytes() - before) >> 20);
        }
    }

    /** READ, or the reason of the refusal; whatever else escapes is what a test wants to see. */
    static String outcome(Path file) {
        try (Workbook workbook = Workbooks.open(file)) {
            List<SheetRow> first = new ArrayList<>();
            for (String sheet : workbook.sheetNames()) {
                try (Stream<SheetRow> rows = workbook.rows(sheet)) {
                    rows.limit(ROWS_LOOKED_AT).forEach(first::add);
                }
            }
            for (String sheet : workbook.sheetNames()) {
                try (Stream<SheetRow> rows = workbook.rows(sheet)) {
                    rows.forEach(row -> {});
                }
            }
            return "READ";
        } catch (UnreadableWorkbook refused) {
            return refused.reason().name();
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError escaped) {
            return escaped.getClass().getSimpleName();
        }
    }
}
