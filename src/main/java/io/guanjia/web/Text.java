package io.guanjia.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words for a person: a message with its arguments, or words that are data already. In templates {@code ${{text}}}. */
public record Text(@Nullable String key, List<Object> arguments, String words) {

    public static Text of(String key, Object... arguments) {
        return new Text(key, List.of(arguments), "");
    }

    public static Text plain(String words) {
        return new Text(null, List.of(), words);
    }
}
