package io.guanjia.billing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;

/** Values for the names of a longer statement: {@code :month} may stand in it any number of times; casts ({@code ::date}) stay. */
final class Named {
    private static final Pattern NAME = Pattern.compile("(?<!:):([a-z_]+)");

    private final Map<String, QueryPart> values = new TreeMap<>();

    static Named with(String name, Object value) {
        return new Named().and(name, value);
    }

    Named and(String name, Object value) {
        values.put(name, value instanceof QueryPart part ? part : DSL.val(value));
        return this;
    }

    /** jOOQ's numbered template with the values of its names. */
    org.jooq.SQL in(String statement) {
        return DSL.sql(numbered(statement), values.values().toArray(QueryPart[]::new));
    }

    private String numbered(String statement) {
        List<String> names = new ArrayList<>(values.keySet());
        return NAME.matcher(statement).replaceAll(found -> "{" + indexOf(names, found.group(1)) + "}");
    }

    private static int indexOf(List<String> names, String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("No value for :" + name);
        }
        return index;
    }
}
