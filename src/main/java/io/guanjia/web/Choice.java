package io.guanjia.web;

import java.util.Arrays;
import java.util.List;

/** One option of a select or of radio buttons. */
public record Choice(String value, Text text) {

    public static Choice of(Object value, String words) {
        return new Choice(value.toString(), Text.plain(words));
    }

    /** The message {@code <prefix>.<NAME>} names each constant. */
    @SafeVarargs
    public static <E extends Enum<E>> List<Choice> of(String prefix, E... constants) {
        return Arrays.stream(constants)
                .map(constant -> new Choice(constant.name(), Text.of(prefix + "." + constant.name())))
                .toList();
    }
}
