package io.guanjia.registers;

import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.NotFound;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Between addresses and what is {@link Asked}: reads the parameters, heeding what the viewer may, and writes them again. */
@Component
class Asking {

    static final String COLUMNS = "columns";
    static final String SORT = "sort";
    private static final int LONGEST = 100;

    private final ObjectProvider<Register> registers;
    private final ObjectProvider<MoreColumns> more;
    private final Access access;
    private final Clock clock;

    Asking(ObjectProvider<Register> registers, ObjectProvider<MoreColumns> more, Access access, Clock clock) {
        this.registers = registers;
        this.more = more;
        this.access = access;
        this.clock = clock;
    }

    Register register(String code) {
        return registers.stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFound("register", code));
    }

    /** @throws InvalidInput for a column, an order or a choice that the register does not offer */
    Asked read(Register register, long community, Map<String, String[]> parameters) {
        access.require(register.permission(), community);
        Map<String, String> filters = new LinkedHashMap<>();
        for (Filter filter : filters(register, community)) {
            String typed = typed(parameters, filter.code());
            if (!typed.isEmpty()) {
                filters.put(filter.code(), checked(filter, community, typed));
            }
        }
        String on = register.dated() ? typed(parameters, Asked.ON) : "";
        Asked asked = new Asked(
                community,
                on.isEmpty() ? LocalDate.now(clock) : Values.day(Asked.ON, on),
                filters,
                codes(parameters.get(COLUMNS)),
                seen(register, community, typed(parameters, SORT)));
        chosen(register, asked);
        return asked;
    }

    Asked read(Register register, long community, String query) {
        return read(register, community, parameters(query));
    }

    /** The same again when it is read: what a view keeps and a form hands on. */
    String query(Asked asked) {
        Map<String, String> said = new LinkedHashMap<>(asked.filters());
        if (!isToday(asked.on())) {
            said.put(Asked.ON, asked.on().toString());
        }
        if (!asked.columns().isEmpty()) {
            said.put(COLUMNS, String.join(",", asked.columns()));
        }
        if (asked.sort() != null) {
            said.put(SORT, asked.sort());
        }
        return said.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    boolean isToday(LocalDate day) {
        return day.equals(LocalDate.now(clock));
    }

    List<Filter> filters(Register register, long community) {
        return register.filters().stream()
                .filter(one -> one.permission() == null || access.may(one.permission(), community))
                .toList();
    }

    /** The register's own, then what rooms above have beside. */
    List<Column> columns(Register register) {
        List<Column> columns = new ArrayList<>(register.columns());
        more.orderedStream()
                .filter(one -> one.register().equals(register.code()))
                .forEach(one -> columns.addAll(one.columns()));
        return columns;
    }

    List<Register> all() {
        return registers.orderedStream().toList();
    }

    /** Those that the viewer may see. */
    List<Column> offered(Register register, long community) {
        return columns(register).stream()
                .filter(one -> one.permission() == null || access.may(one.permission(), community))
                .toList();
    }

    /** In the order asked for, the first one of the register always first; what the viewer may not see is left out. */
    List<Column> chosen(Register register, Asked asked) {
        List<Column> offered = offered(register, asked.community());
        if (asked.columns().isEmpty()) {
            return offered.stream().filter(Column::atFirst).toList();
        }
        Map<String, Column> known = columns(register).stream().collect(Collectors.toMap(Column::code, one -> one));
        List<Column> chosen = new ArrayList<>(List.of(register.columns().get(0)));
        for (String code : asked.columns()) {
            Column column = known.get(code);
            if (column == null) {
                throw new InvalidInput(COLUMNS, "register-column-unknown", code);
            }
            if (offered.contains(column) && !chosen.contains(column)) {
                chosen.add(column);
            }
        }
        return chosen;
    }

    Column sort(Register register, Asked asked) {
        return asked.sort() == null ? register.columns().get(0) : sortable(register, asked.sort());
    }

    /** Null for a column that the viewer may not see: a view that somebody shares opens for everybody. */
    private @Nullable String seen(Register register, long community, String sort) {
        if (sort.isEmpty()) return null;
        Permission needed = sortable(register, sort).permission();
        return needed == null || access.may(needed, community) ? sort : null;
    }

    private Column sortable(Register register, String sort) {
        String code = sort.startsWith("-") ? sort.substring(1) : sort;
        return columns(register).stream()
                .filter(one -> one.code().equals(code) && one.sort() != null)
                .findFirst()
                .orElseThrow(() -> new InvalidInput(SORT, "register-sort-unknown", code));
    }

    private static String checked(Filter filter, long community, String typed) {
        if (filter.kind() == Filter.Kind.DAY) {
            return Values.day(filter.code(), typed).toString();
        }
        boolean known = filter.kind() == Filter.Kind.TEXT
                || filter.options(community).stream()
                        .anyMatch(option -> option.value().equals(typed));
        if (!known || typed.length() > LONGEST) {
            throw new InvalidInput(filter.code(), "register-choice-unknown");
        }
        return typed;
    }

    private static String typed(Map<String, String[]> parameters, String name) {
        String[] values = parameters.get(name);
        return values == null || values.length == 0 ? "" : ChineseText.clean(values[0]);
    }

    /** {@code a,b} and {@code columns=a&columns=b} alike. */
    private static List<String> codes(String @Nullable [] values) {
        return values == null
                ? List.of()
                : Arrays.stream(values)
                        .flatMap(value -> Stream.of(value.split(",", -1)))
                        .map(String::strip)
                        .filter(code -> !code.isEmpty())
                        .distinct()
                        .limit(LONGEST)
                        .toList();
    }

    private static Map<String, String[]> parameters(String query) {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(pair.substring(0, equals), new String[] {decoded(pair.substring(equals + 1))});
            }
        }
        return parameters;
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new InvalidInput("query", "unreadable-value");
        }
    }
}
