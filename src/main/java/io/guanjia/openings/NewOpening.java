package io.guanjia.openings;

import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What another person is asked to sign: the total of a list of unpaid months of one charge item.
 *
 * @param source the workbook and its sheet
 * @param importId the import that brought it, if one did
 * @param rows of the list, the paid ones too
 * @param paid what the list says was paid
 * @param buildings the same total by building
 * @param lines the unpaid months; their sum is what is signed
 */
public record NewOpening(
        long itemId,
        int year,
        String source,
        @Nullable Long importId,
        int rows,
        Money paid,
        List<BuildingTotal> buildings,
        List<Line> lines) {

    /** @param building its code, empty where premises stand in none */
    public record BuildingTotal(String building, int rows, Money paid, Money arrears) {}

    /**
     * @param payerId who answered for the premises in that month by the register
     * @param due of the whole month
     * @param paid of it before Guanjia
     */
    public record Line(
            long premisesId,
            Month month,
            long payerId,
            long ownerId,
            Money due,
            Money paid,
            LocalDate dueOn,
            String sheet,
            int row) {
        public Money open() {
            return due.minus(paid);
        }
    }

    public Money arrears() {
        return Money.sum(lines.stream().map(Line::open));
    }
}
