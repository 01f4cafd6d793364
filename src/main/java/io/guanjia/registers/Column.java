package io.guanjia.registers;

import io.guanjia.identity.Permission;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.Money;
import io.guanjia.web.Text;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** A column that a register offers: where it comes from, how it prints, what is personal about it. */
public final class Column {

    enum Looks {
        TEXT,
        CHOICE,
        NUMBER,
        AREA,
        MONEY,
        DATE
    }

    private final String code;
    private final String label;
    private final Looks looks;
    private final Field<?> field;
    private final String words;
    private @Nullable UnaryOperator<String> mask;
    private Condition open = DSL.falseCondition();
    private @Nullable Field<?> sort;
    private @Nullable Permission needs;
    private List<Join> joins = List.of();
    private List<Field<?>> beside = List.of();
    private @Nullable Function<Record, @Nullable String> reading;
    private boolean atFirst = true;
    private boolean added = true;

    private Column(String code, String label, Looks looks, Field<?> field, String words) {
        this.code = code;
        this.label = label;
        this.looks = looks;
        this.field = field;
        this.words = words;
    }

    public static Column text(String code, String label, Field<String> field) {
        return new Column(code, label, Looks.TEXT, field, "");
    }

    /** Text that the database does not hold as such: made of some fields of the row by the room itself. */
    public static Column made(
            String code, String label, Function<Record, @Nullable String> reading, List<Field<?>> from) {
        Column column = new Column(code, label, Looks.TEXT, DSL.inline((String) null), "");
        column.reading = reading;
        column.beside = List.copyOf(from);
        return column;
    }

    /** Constants of an enum; the message {@code <words>.<NAME>} prints each. */
    public static Column choice(String code, String label, Field<?> field, String words) {
        return new Column(code, label, Looks.CHOICE, field, words);
    }

    /** Sums of numbers, areas and amounts stand under the list. */
    public static Column number(String code, String label, Field<? extends Number> field) {
        return new Column(code, label, Looks.NUMBER, field, "").sorted();
    }

    public static Column area(String code, String label, Field<BigDecimal> squareMetres) {
        return new Column(code, label, Looks.AREA, squareMetres, "").sorted();
    }

    public static Column money(String code, String label, Field<Long> fen) {
        return new Column(code, label, Looks.MONEY, fen, "").sorted();
    }

    public static Column date(String code, String label, Field<LocalDate> field) {
        return new Column(code, label, Looks.DATE, field, "").sorted();
    }

    public Column sorted() {
        return sortedBy(field);
    }

    /** Where the natural order is that of another field, {@code sort_key} for codes. */
    public Column sortedBy(Field<?> other) {
        sort = other;
        return this;
    }

    /** Masked on pages and in exports unless somebody who may see it whole says why (rules.md §13). */
    public Column personal(UnaryOperator<String> masked) {
        mask = masked;
        return this;
    }

    /** @param unless where the value is no personal data: a company's name */
    public Column personal(UnaryOperator<String> masked, Condition unless) {
        open = unless;
        return personal(masked);
    }

    /** Offered only to those who may. */
    public Column needs(Permission permission) {
        needs = permission;
        return this;
    }

    public Column with(Join... joined) {
        joins = List.of(joined);
        return this;
    }

    /** Offered, but shown only when somebody chooses it. */
    public Column onDemand() {
        atFirst = false;
        return this;
    }

    /** Like a floor: a number that nobody adds up. */
    public Column notAdded() {
        added = false;
        return this;
    }

    boolean adds() {
        return numeric() && added;
    }

    public boolean numeric() {
        return looks == Looks.AREA || looks == Looks.MONEY || looks == Looks.NUMBER;
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }

    Looks looks() {
        return looks;
    }

    Field<?> field() {
        return field;
    }

    boolean isPersonal() {
        return mask != null;
    }

    @Nullable
    Field<?> sort() {
        return sort;
    }

    @Nullable
    Permission permission() {
        return needs;
    }

    List<Join> joins() {
        return joins;
    }

    boolean atFirst() {
        return atFirst;
    }

    /** What is selected of it. */
    List<Field<?>> selected() {
        List<Field<?>> selected = new ArrayList<>(beside);
        selected.add(field.as(code));
        if (isPersonal()) {
            selected.add(DSL.field(open).as(openName()));
        }
        return selected;
    }

    /** For people: {@link Text}, {@link Money}, {@link Area}, a number, a day or words. */
    @Nullable
    Object shown(Record row, boolean whole) {
        Object value = value(row);
        if (value == null) {
            return null;
        }
        if (looks == Looks.TEXT) {
            return words(row, value.toString(), whole);
        }
        return looks == Looks.CHOICE ? Text.of(words + "." + value) : figure(value);
    }

    /** For programs: constants by their names, amounts in fen. */
    @Nullable
    Object raw(Record row) {
        Object value = value(row);
        if (value == null) {
            return null;
        }
        return switch (looks) {
            case TEXT -> words(row, value.toString(), false);
            case CHOICE -> value.toString();
            default -> value;
        };
    }

    /** A sum of the column, or one value of it. */
    @Nullable
    Object figure(@Nullable Object value) {
        if (looks == Looks.MONEY && value instanceof Number fen) {
            return new Money(fen.longValue());
        }
        if (looks == Looks.AREA && value instanceof BigDecimal metres) {
            return metres.signum() > 0 ? new Area(metres) : null;
        }
        return value;
    }

    private @Nullable Object value(Record row) {
        return reading == null ? row.get(code) : reading.apply(row);
    }

    private String words(Record row, String text, boolean whole) {
        UnaryOperator<String> masked = mask;
        boolean bare = masked == null || whole || Objects.equals(row.get(openName()), true);
        return bare ? text : Objects.requireNonNull(masked).apply(text);
    }

    private String openName() {
        return code + "_open";
    }

    /** A register declares its columns anew whenever it is asked; the code tells which one it is. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Column column && column.code.equals(code);
    }

    @Override
    public int hashCode() {
        return code.hashCode();
    }
}
