package io.guanjia.registers;

import io.guanjia.kernel.InvalidInput;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jooq.Field;
import org.jooq.exception.DataTypeException;

/** Values that came as text with an address. */
final class Values {

    private static final int YEAR_FIRST = 1900;
    private static final int YEAR_LAST = 2999;

    private Values() {}

    /** A cursor that somebody made up is wrong input. */
    static <T> T of(Field<T> field, String text) {
        try {
            T value = field.getDataType().convert(text);
            if (value != null) {
                return value;
            }
        } catch (DataTypeException | IllegalArgumentException made) {
            throw new InvalidInput("after", "cursor-malformed");
        }
        throw new InvalidInput("after", "cursor-malformed");
    }

    static LocalDate day(String field, String text) {
        try {
            LocalDate day = LocalDate.parse(text.strip());
            if (day.getYear() >= YEAR_FIRST && day.getYear() <= YEAR_LAST) {
                return day;
            }
        } catch (DateTimeParseException malformed) {
            throw new InvalidInput(field, "date-malformed");
        }
        throw new InvalidInput(field, "date-malformed");
    }
}
