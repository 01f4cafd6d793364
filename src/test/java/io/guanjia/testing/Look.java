package io.guanjia.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.Locale;

/** On what somebody looks at a page: a desk or a phone, light or dark, Chinese or English. */
public record Look(boolean phone, boolean dark, Locale language) {

    public static final Look DESK = new Look(false, false, Locale.SIMPLIFIED_CHINESE);
    public static final Look DESK_DARK = new Look(false, true, Locale.ENGLISH);
    public static final Look PHONE = new Look(true, false, Locale.SIMPLIFIED_CHINESE);
    public static final Look PHONE_DARK = new Look(true, true, Locale.ENGLISH);

    /** A light desk in Chinese and a dark phone in English in every build; -Pthorough looks at all four. */
    static List<Look> wanted() {
        return Boolean.getBoolean("guanjia.browser.thorough")
                ? List.of(DESK, DESK_DARK, PHONE, PHONE_DARK)
                : List.of(DESK, PHONE_DARK);
    }

    Browser.NewContextOptions options() {
        return new Browser.NewContextOptions()
                .setViewportSize(phone ? 390 : 1440, phone ? 844 : 900)
                .setIsMobile(phone)
                .setHasTouch(phone)
                .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(language.toLanguageTag())
                .setTimezoneId("Asia/Shanghai");
    }

    @Override
    public String toString() {
        return (phone ? "phone" : "desk") + (dark ? "-dark-" : "-light-") + language.getLanguage();
    }
}
