package io.guanjia.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Chinese first, English beside it. A page speaks the language its reader chose, else that of the cookie, else the browser's; the
 * API speaks the language of Accept-Language.
 */
@Component("localeResolver")
class Language implements LocaleResolver {

    static final String COOKIE = "language";

    private static final List<Locale> SPOKEN = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

    private final Viewers viewers;

    Language(Viewers viewers) {
        this.viewers = viewers;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        if (!Failures.isApi(request)) {
            Locale chosen = viewers.current().language();
            Cookie cookie = WebUtils.getCookie(request, COOKIE);
            if (chosen != null) {
                return spoken(chosen);
            }
            if (cookie != null) {
                return spoken(Locale.forLanguageTag(cookie.getValue()));
            }
        }
        return accepted(request);
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("The language is chosen at /preferences/language");
    }

    /** What the house speaks nearest to it. */
    static Locale spoken(Locale locale) {
        return locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE;
    }

    static Locale other(Locale locale) {
        return spoken(locale).equals(Locale.ENGLISH) ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
    }

    static String tag(Locale locale) {
        return spoken(locale).toLanguageTag();
    }

    private static Locale accepted(HttpServletRequest request) {
        if (request.getHeader("Accept-Language") == null) {
            return Locale.SIMPLIFIED_CHINESE;
        }
        return Collections.list(request.getLocales()).stream()
                .filter(locale ->
                        SPOKEN.stream().anyMatch(spoken -> spoken.getLanguage().equals(locale.getLanguage())))
                .findFirst()
                .map(Language::spoken)
                .orElse(Locale.SIMPLIFIED_CHINESE);
    }
}
