package io.guanjia.imports;

import io.guanjia.db.utilities.enums.MeterKind;
import io.guanjia.db.utilities.enums.ReadingKind;
import io.guanjia.imports.RowReader.At;
import io.guanjia.kernel.ChineseText;
import io.guanjia.utilities.MeterEntry;
import io.guanjia.utilities.ReadingEntry;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A reading as a row of a sheet tells it.
 *
 * @param code of the premises, null: on common ground or where the meter is known to be
 */
record ReadingRow(At at, @Nullable String code, ReadingEntry entry) {
    private static final int USUAL_DIGITS = 5;
    private static final int MOST_DIGITS = 9;
    private static final int LONGEST_NUMBER = 40;
    private static final int DECIMALS = 2;
    private static final BigDecimal MOST_MULTIPLIER = new BigDecimal("100000");

    ReadingRow standing(@Nullable Long premisesId) {
        MeterEntry said = entry.meter();
        MeterEntry standing =
                new MeterEntry(said.number(), said.kind(), said.multiplier(), said.digits(), premisesId, said.place());
        return new ReadingRow(
                at,
                code,
                new ReadingEntry(
                        standing,
                        entry.on(),
                        entry.previous(),
                        entry.present(),
                        entry.rolledOver(),
                        entry.kind(),
                        entry.note(),
                        entry.reader()));
    }

    /** @return null when the row was rejected */
    static @Nullable ReadingRow of(RowReader row) {
        @Nullable String code = premises(row);
        @Nullable MeterEntry meter = meter(row);
        @Nullable LocalDate on = row.date("read-on");
        if (on == null) row.missing("read-on");
        @Nullable BigDecimal previous = row.optional("previous") == null ? null : figure(row, "previous");
        row.text("present");
        BigDecimal present = figure(row, "present");
        String note = Objects.requireNonNullElse(row.optional("note"), "");
        @Nullable String reader = row.optional("reader");
        if (!row.good() || meter == null || on == null) return null;
        boolean rolledOver = note.contains("翻转")
                || note.contains("翻表")
                || note.toLowerCase(Locale.ROOT).contains("roll");
        return new ReadingRow(
                row.at(),
                code,
                new ReadingEntry(
                        meter, on, previous, present, rolledOver, kind(note), note.isEmpty() ? null : note, reader));
    }

    private static @Nullable String premises(RowReader row) {
        @Nullable String said = row.optional("premises");
        if (said == null) return null;
        @Nullable RoomCode room = RoomCode.of(row.optional("building"), row.optional("entrance"), said);
        if (room == null) row.reject("not-a-room", said);
        return room == null ? null : room.code();
    }

    private static @Nullable MeterEntry meter(RowReader row) {
        String number = ChineseText.compact(row.text("meter")).toUpperCase(Locale.ROOT);
        if (number.length() > LONGEST_NUMBER) row.reject("too-long", number.substring(0, 10) + "…", LONGEST_NUMBER);
        String said = row.text("meter-kind");
        Optional<MeterKind> kind = kindOf(said);
        if (kind.isEmpty()) row.reject("not-a-meter-kind", said);
        BigDecimal multiplier = row.optional("multiplier") == null ? BigDecimal.ONE : row.decimal("multiplier");
        if (multiplier.signum() <= 0 || multiplier.compareTo(MOST_MULTIPLIER) > 0) {
            row.reject("meter-multiplier", multiplier.toPlainString());
        }
        int digits = Objects.requireNonNullElse(row.number("digits"), USUAL_DIGITS);
        if (digits < 1 || digits > MOST_DIGITS) row.reject("meter-digits", digits);
        return kind.map(one -> new MeterEntry(number, one, multiplier, digits, null, row.optional("meter-place")))
                .orElse(null);
    }

    private static BigDecimal figure(RowReader row, String column) {
        BigDecimal figure = row.decimal(column);
        if (figure.scale() > DECIMALS && figure.stripTrailingZeros().scale() > DECIMALS) {
            row.reject("reading-decimals", figure.toPlainString());
        }
        return figure;
    }

    private static ReadingKind kind(String note) {
        if (note.contains("旧表") || note.contains("终止")) return ReadingKind.FINAL;
        if (note.contains("新表") || note.contains("底码")) return ReadingKind.INITIAL;
        return note.contains("估") ? ReadingKind.ESTIMATED : ReadingKind.ACTUAL;
    }

    private static Optional<MeterKind> kindOf(String said) {
        String text = said.toLowerCase(Locale.ROOT);
        if (text.contains("电") || text.startsWith("elec")) return Optional.of(MeterKind.ELECTRICITY);
        if (text.contains("水") || text.startsWith("water")) return Optional.of(MeterKind.WATER);
        return text.contains("气") || text.startsWith("gas") ? Optional.of(MeterKind.GAS) : Optional.empty();
    }
}
