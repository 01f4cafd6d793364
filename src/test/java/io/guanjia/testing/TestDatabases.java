package io.guanjia.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The databases of this JVM's tests; the server is started when the first one is asked for. */
public final class TestDatabases {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static @Nullable TestServer server;
    private static @Nullable TestDatabase current;

    private TestDatabases() {}

    /** The database of the running {@link GuanjiaTest} class. */
    public static synchronized TestDatabase current() {
        if (current == null) {
            current = create();
        }
        return current;
    }

    /** One more database, for a test that needs no Spring; the caller closes it. */
    public static synchronized TestDatabase create() {
        if (server == null) {
            server = TestServer.start();
        }
        String name = "guanjia_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
        return new TestDatabase(server, name);
    }

    static synchronized void forgetCurrent() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    /** Pools first: a server that waits for its clients keeps the whole run waiting. */
    static synchronized void stop() {
        forgetCurrent();
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            server = null;
        }
    }
}
