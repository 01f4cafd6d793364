package io.guanjia.web;

import io.guanjia.kernel.Area;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.MalformedValue;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.format.Formatter;
import org.springframework.format.FormatterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How values are written for people and read back from what they type; the same in both languages. */
@Component
class Formats implements WebMvcConfigurer {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})(?:[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?|(\\d{2})(\\d{2}))");
    private static final Pattern MONTH = Pattern.compile("(\\d{4})(?:[-/.年](\\d{1,2})月?|(\\d{2}))");

    private static final Pattern ISO_DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final int YEAR_FIRST = 1900;
    private static final int YEAR_LAST = 2999;

    private final ObjectProvider<Texts> texts;
    private final Clock clock;

    Formats(ObjectProvider<Texts> texts, Clock clock) {
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addFormatterForFieldType(Money.class, format(Money::parse, Money::format));
        registry.addFormatterForFieldType(Month.class, format(Formats::month, Month::toString));
        registry.addFormatterForFieldType(Area.class, format(Area::parse, Area::toString));
        registry.addFormatterForFieldType(LocalDate.class, format(Formats::date, LocalDate::toString));
        registry.addConverter(Instant.class, String.class, moment -> MOMENT.format(moment.atZone(clock.getZone())));
        registry.addConverter(
                Text.class, String.class, text -> texts.getObject().of(text));
        registry.addConverter(String.class, IdempotencyKey.class, IdempotencyKey::new);
    }

    /** 2026-3-1, 2026/3/1, 2026.3.1, 20260301 and 2026年3月1日, full-width digits too. */
    static LocalDate date(String typed) {
        Matcher parts = DATE.matcher(ChineseText.compact(typed));
        if (!parts.matches()) {
            throw new MalformedValue("date-malformed");
        }
        String month = parts.group(2) == null ? parts.group(4) : parts.group(2);
        String day = parts.group(3) == null ? parts.group(5) : parts.group(3);
        return date(parts.group(1), month, day);
    }

    /** As programs write it: 2026-03-01. */
    static LocalDate isoDate(String written) {
        Matcher parts = ISO_DATE.matcher(written);
        if (!parts.matches()) {
            throw new MalformedValue("date-malformed");
        }
        return date(parts.group(1), parts.group(2), parts.group(3));
    }

    /** A year outside these is a slip of the finger; what is computed from such a day leaves the calendar of the database. */
    private static LocalDate date(String year, String month, String day) {
        try {
            return LocalDate.of(year(Integer.parseInt(year)), Integer.parseInt(month), Integer.parseInt(day));
        } catch (DateTimeException impossible) {
            throw new MalformedValue("date-malformed", impossible);
        }
    }

    static Month isoMonth(String written) {
        Month month = Month.parse(written);
        try {
            return Month.of(year(month.year()), month.number());
        } catch (DateTimeException impossible) {
            throw new MalformedValue("month-malformed", impossible);
        }
    }

    private static int year(int year) {
        if (year < YEAR_FIRST || year > YEAR_LAST) {
            throw new DateTimeException("Out of the calendar: " + year);
        }
        return year;
    }

    static Month month(String typed) {
        Matcher parts = MONTH.matcher(ChineseText.compact(typed));
        if (!parts.matches()) {
            throw new MalformedValue("month-malformed");
        }
        String month = parts.group(2) == null ? parts.group(3) : parts.group(2);
        try {
            return Month.of(year(Integer.parseInt(parts.group(1))), Integer.parseInt(month));
        } catch (DateTimeException impossible) {
            throw new MalformedValue("month-malformed", impossible);
        }
    }

    private static <T> Formatter<T> format(Function<String, T> reads, Function<T, String> writes) {
        return new Formatter<>() {
            @Override
            public T parse(String text, Locale locale) {
                return reads.apply(text);
            }

            @Override
            public String print(T value, Locale locale) {
                return writes.apply(value);
            }
        };
    }
}
