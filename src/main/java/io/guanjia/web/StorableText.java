package io.guanjia.web;

import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.MalformedValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.web.servlet.HandlerInterceptor;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Text that PostgreSQL can hold: no NUL and no half of a surrogate pair; and names of fields that the forms know. Nobody types
 * anything else; whoever sends it hears what is wrong at the door, and nothing fails for it further inside.
 */
class StorableText implements HandlerInterceptor {

    private static final String CODE = "unreadable-value";

    /** As in {@code tenders[x].amount}: the binder of forms expects a number of a row, and not a large one. */
    private static final Pattern NO_INDEX = Pattern.compile("\\[(?!\\d{0,2}])");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
            if (NO_INDEX.matcher(parameter.getKey()).find()) {
                throw new InvalidInput("", CODE);
            }
            for (String value : parameter.getValue()) {
                if (!isStorable(value)) {
                    throw new InvalidInput(parameter.getKey(), CODE);
                }
            }
        }
        return true;
    }

    static boolean isStorable(String text) {
        return text.codePoints().noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }

    /** The same for what arrives as JSON. */
    static final class Reader extends StdScalarDeserializer<String> {

        Reader() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            String text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && !isStorable(text)) {
                throw new MalformedValue(CODE);
            }
            return text;
        }
    }
}
