package io.guanjia.database;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a piece of work may see, and in whose name it is done.
 *
 * @param communities the communities whose rows the work sees and writes; none at all is a scope too, and sees nothing
 * @param actor the staff account, or null when the house itself acts
 */
public record Scope(List<Long> communities, @Nullable Long actor) {

    public Scope {
        communities = communities.stream().distinct().sorted().toList();
    }

    public static Scope of(long community, @Nullable Long actor) {
        return new Scope(List.of(community), actor);
    }

    public boolean covers(long community) {
        return communities.contains(community);
    }

    /** PostgreSQL's array literal, digits and commas only, so that it may stand inline in {@code SET LOCAL}. */
    String arrayLiteral() {
        return communities.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}
