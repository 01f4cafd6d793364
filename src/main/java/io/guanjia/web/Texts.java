package io.guanjia.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.core.convert.ConversionService;
import org.springframework.stereotype.Component;

/**
 * Messages in the language of the current reader. Arguments are written as the pages write them: money with separators, dates as
 * 2026-03-31, numbers without.
 */
@Component
public class Texts {

    private final MessageSource messages;
    private final ObjectProvider<ConversionService> formats;

    Texts(MessageSource messages, @Qualifier("mvcConversionService") ObjectProvider<ConversionService> formats) {
        this.messages = messages;
        this.formats = formats;
    }

    public String of(String key, Object... arguments) {
        return of(key, Arrays.asList(arguments));
    }

    public String of(String key, List<Object> arguments) {
        return messages.getMessage(
                key, arguments.stream().map(this::written).toArray(), LocaleContextHolder.getLocale());
    }

    public String of(Text text) {
        return text.key() == null ? text.words() : of(text.key(), text.arguments());
    }

    /** For keys made of data, which may be without words. */
    public Optional<String> known(String key) {
        return Optional.ofNullable(messages.getMessage(key, null, null, LocaleContextHolder.getLocale()));
    }

    boolean knows(String key) {
        return known(key).isPresent();
    }

    private String written(Object argument) {
        String written = formats.getObject().convert(argument, String.class);
        return written == null ? "" : written;
    }
}
