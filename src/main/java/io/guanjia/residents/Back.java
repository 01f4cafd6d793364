package io.guanjia.residents;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The way back to the page that needed something: only addresses inside the house. */
final class Back {

    private Back() {}

    static String with(@Nullable String back, String name, long value, String otherwise) {
        if (back == null || !back.startsWith("/communities/") || back.contains("\\") || back.contains("//")) {
            return otherwise;
        }
        return UriComponentsBuilder.fromUriString(back)
                .queryParam(name, value)
                .build()
                .encode()
                .toUriString();
    }
}
