package io.guanjia.settings;

import io.guanjia.kernel.InvalidInput;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One setting that a room knows, declared as a bean.
 *
 * @param name as rules.md §15 writes it, for example {@code start_rule}
 * @param defaultValue what holds where nobody has set anything; null means "not evaluated"
 * @param labelKey message that names it; a choice is named by {@code <labelKey>.<choice>}
 * @param rule where it comes from, for example {@code rules.md §1.2}
 * @param choices the allowed values of a {@link Kind#CHOICE}
 */
public record SettingDeclaration(
        String name, Kind kind, @Nullable String defaultValue, String labelKey, String rule, List<String> choices) {

    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})?");
    private static final int TEXT_MAX = 2000;

    public enum Kind {
        TEXT,
        CHOICE,
        WHOLE,
        DECIMAL
    }

    public SettingDeclaration {
        choices = List.copyOf(choices);
        if (defaultValue != null) {
            check(kind, choices, defaultValue);
        }
    }

    public static SettingDeclaration text(String name, @Nullable String defaultValue, String labelKey, String rule) {
        return new SettingDeclaration(name, Kind.TEXT, defaultValue, labelKey, rule, List.of());
    }

    public static SettingDeclaration whole(String name, @Nullable Integer defaultValue, String labelKey, String rule) {
        String text = defaultValue == null ? null : defaultValue.toString();
        return new SettingDeclaration(name, Kind.WHOLE, text, labelKey, rule, List.of());
    }

    public static SettingDeclaration decimal(
            String name, @Nullable BigDecimal defaultValue, String labelKey, String rule) {
        String text = defaultValue == null ? null : defaultValue.toPlainString();
        return new SettingDeclaration(name, Kind.DECIMAL, text, labelKey, rule, List.of());
    }

    /** The first choice is the default. */
    public static SettingDeclaration choice(String name, String labelKey, String rule, String... choices) {
        return new SettingDeclaration(name, Kind.CHOICE, choices[0], labelKey, rule, List.of(choices));
    }

    /** @throws InvalidInput on the field {@code value} */
    void check(String value) {
        check(kind, choices, value);
    }

    private static void check(Kind kind, List<String> choices, String value) {
        boolean fits = switch (kind) {
            case TEXT -> value.length() <= TEXT_MAX;
            case CHOICE -> choices.contains(value);
            case WHOLE -> WHOLE.matcher(value).matches();
            case DECIMAL -> DECIMAL.matcher(value).matches();
        };
        if (!fits) {
            throw new InvalidInput("value", "setting-" + kind.name().toLowerCase(java.util.Locale.ROOT));
        }
    }
}
