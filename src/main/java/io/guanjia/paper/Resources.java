package io.guanjia.paper;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a document may reach: files of the flat folder {@code classpath:paper/}, and pictures that it carries itself. */
final class Resources {

    static final String BASE = "classpath:paper/";

    private static final Pattern OURS = Pattern.compile("(?:classpath:paper/)?([a-z0-9-]+(?:\\.[a-z0-9]+)+)");
    private static final Pattern CARRIED = Pattern.compile("data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\\s]+");

    private Resources() {}

    /** The full address, or null for everything else: the renderer then goes on without it. */
    static @Nullable String resolve(@Nullable String base, String address) {
        if (CARRIED.matcher(address).matches()) {
            return address;
        }
        Matcher ours = OURS.matcher(address);
        return ours.matches() ? BASE + ours.group(1) : null;
    }
}
