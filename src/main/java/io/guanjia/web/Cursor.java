package io.guanjia.web;

import io.guanjia.kernel.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a keyset page ended: the sort values of its last row, the unique one last. Opaque outside; a cursor that somebody made up
 * is invalid input, and since it only says "after these values" it reveals and allows nothing.
 */
public record Cursor(List<String> values) {

    private static final String BETWEEN = "\u001f";

    public Cursor {
        values = List.copyOf(values);
    }

    public static Cursor of(Object... values) {
        return new Cursor(Arrays.stream(values).map(Object::toString).toList());
    }

    public static Cursor decode(String text) {
        try {
            String joined = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            if (!StorableText.isStorable(joined)) {
                throw malformed();
            }
            return new Cursor(List.of(joined.split(BETWEEN, -1)));
        } catch (IllegalArgumentException malformed) {
            throw malformed();
        }
    }

    public String encode() {
        String joined = values.stream().collect(Collectors.joining(BETWEEN));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    public String text(int position) {
        if (position >= values.size()) {
            throw malformed();
        }
        return values.get(position);
    }

    public long number(int position) {
        try {
            return Long.parseLong(text(position));
        } catch (NumberFormatException notANumber) {
            throw malformed();
        }
    }

    public LocalDate day(int position) {
        try {
            return LocalDate.parse(text(position));
        } catch (DateTimeParseException notADay) {
            throw malformed();
        }
    }

    private static InvalidInput malformed() {
        return new InvalidInput("after", "cursor-malformed");
    }
}
