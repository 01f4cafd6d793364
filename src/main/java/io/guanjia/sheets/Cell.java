package io.guanjia.sheets;

import java.time.LocalDate;
import java.util.Optional;

/**
 * One cell as a person sees it.
 *
 * @param text without format ornaments: {@code 101}, {@code 102.46}, {@code 2025-03-05}, {@code 2025-03-05 14:30}; of a formula its
 *     stored result or, where none is stored, its text with the equals sign; never null, empty when the cell is
 * @param formula whether a formula stands behind the text; it is never evaluated
 */
public record Cell(Kind kind, String text, boolean formula) {

    static final Cell BLANK = new Cell(Kind.BLANK, "", false);

    /** What the workbook says that the cell holds; a number typed as text is text. */
    public enum Kind {
        BLANK,
        TEXT,
        NUMBER,
        DATE,
        TIME,
        BOOLEAN,
        ERROR
    }

    static Cell text(String text) {
        return text.isEmpty() ? BLANK : new Cell(Kind.TEXT, text, false);
    }

    public boolean isBlank() {
        return text.isBlank();
    }

    /** The day, if the cell is formatted as a date. */
    public Optional<LocalDate> date() {
        return kind == Kind.DATE ? Optional.of(LocalDate.parse(text.substring(0, 10))) : Optional.empty();
    }
}
