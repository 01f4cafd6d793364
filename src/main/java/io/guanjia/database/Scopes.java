package io.guanjia.database;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Binds a {@link Scope} to the current thread for the length of a call. Every transaction begun inside carries it to PostgreSQL
 * ({@link ScopedTransactionManager}). A running transaction keeps the scope that it began with: bind first, then begin.
 */
public final class Scopes {

    private static final ThreadLocal<@Nullable Scope> BOUND = new ThreadLocal<>();

    private Scopes() {}

    public static <T extends @Nullable Object> T call(Scope scope, Supplier<T> work) {
        Scope outer = BOUND.get();
        BOUND.set(scope);
        try {
            return work.get();
        } finally {
            if (outer == null) {
                BOUND.remove();
            } else {
                BOUND.set(outer);
            }
        }
    }

    public static void run(Scope scope, Runnable work) {
        Scopes.<@Nullable Void>call(scope, () -> {
            work.run();
            return null;
        });
    }

    public static Optional<Scope> current() {
        return Optional.ofNullable(BOUND.get());
    }

    /**
     * The bound scope cut down to one community, to be passed to {@link #call}.
     *
     * @throws IllegalStateException when no scope is bound or it does not cover the community: nobody widens a scope this way
     */
    public static Scope narrow(long community) {
        Scope scope = current().orElseThrow(() -> new IllegalStateException("No scope is bound to narrow"));
        if (!scope.covers(community)) {
            throw new IllegalStateException("The bound scope does not cover community " + community);
        }
        return new Scope(List.of(community), scope.actor());
    }
}
