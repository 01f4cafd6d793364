package io.guanjia.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Every room brings its own words: {@code i18n/<room>.properties} in Chinese, {@code i18n/<room>_en.properties} in English. */
@Configuration(proxyBeanMethods = false)
class Messages {

    static final String EVERY_BUNDLE = "classpath*:i18n/*.properties";

    @Bean
    MessageSource messageSource() throws IOException {
        ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
        messages.setBasenames(Arrays.stream(new PathMatchingResourcePatternResolver().getResources(EVERY_BUNDLE))
                .map(Resource::getFilename)
                .map(Objects::requireNonNull)
                .filter(name -> !name.endsWith("_en.properties"))
                .map(name -> "i18n/" + name.replace(".properties", ""))
                .distinct()
                .sorted()
                .toArray(String[]::new));
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }
}
