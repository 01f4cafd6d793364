package io.guanjia.web;

import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.MalformedValue;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.web.servlet.HandlerInterceptor;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Text that PostgreSQL can hold: no NUL and no half of a surrogate pair. Nobody types either; whoever sends one hears what is
 * wrong at the door, and no statement fails for it further inside.
 */
class StorableText implements HandlerInterceptor {

    private static final String CODE = "unreadable-value";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
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
