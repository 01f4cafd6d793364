package io.guanjia.registers;

import io.guanjia.identity.Permission;
import io.guanjia.web.Choice;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.LongFunction;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;

/** A field above the list; its code is the parameter of the address. */
public final class Filter {

    enum Kind {
        TEXT,
        PICK,
        DAY
    }

    private final String code;
    private final String label;
    private final Kind kind;
    private final LongFunction<List<Choice>> options;
    private final BiFunction<Asked, String, Condition> condition;
    private @Nullable String hint;
    private @Nullable Permission needs;
    private List<Join> joins = List.of();
    private boolean wide;

    private Filter(
            String code,
            String label,
            Kind kind,
            LongFunction<List<Choice>> options,
            BiFunction<Asked, String, Condition> condition) {
        this.code = code;
        this.label = label;
        this.kind = kind;
        this.options = options;
        this.condition = condition;
    }

    /** @param label key of the message; so everywhere in this room */
    public static Filter text(String code, String label, BiFunction<Asked, String, Condition> condition) {
        return new Filter(code, label, Kind.TEXT, community -> List.of(), condition);
    }

    /** One of several; anything else in the address is wrong input. @param options of a community */
    public static Filter pick(
            String code,
            String label,
            LongFunction<List<Choice>> options,
            BiFunction<Asked, String, Condition> condition) {
        return new Filter(code, label, Kind.PICK, options, condition);
    }

    /** The condition gets an ISO day. */
    public static Filter day(String code, String label, BiFunction<Asked, String, Condition> condition) {
        return new Filter(code, label, Kind.DAY, community -> List.of(), condition);
    }

    /** What may be typed there, as a placeholder. */
    public Filter hinting(String key) {
        hint = key;
        return this;
    }

    /** Offered and heeded only for those who may. */
    public Filter needs(Permission permission) {
        needs = permission;
        return this;
    }

    /** Lets so many rows through that sums beside them are better grouped once than looked up ({@link Join#summed}). */
    public Filter wide() {
        wide = true;
        return this;
    }

    boolean isWide() {
        return wide;
    }

    public Filter with(Join... joined) {
        joins = List.of(joined);
        return this;
    }

    String code() {
        return code;
    }

    String label() {
        return label;
    }

    Kind kind() {
        return kind;
    }

    List<Choice> options(long community) {
        return options.apply(community);
    }

    Condition condition(Asked asked, String value) {
        return condition.apply(asked, value);
    }

    @Nullable
    String hint() {
        return hint;
    }

    @Nullable
    Permission permission() {
        return needs;
    }

    List<Join> joins() {
        return joins;
    }
}
