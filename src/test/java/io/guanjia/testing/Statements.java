package io.guanjia.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the house asks the database on one thread, in order: a page is measured by its statements, which do not depend on the machine. */
public final class Statements {

    private static final ThreadLocal<@Nullable List<String>> HEARD = new ThreadLocal<>();

    private Statements() {}

    /** Statements of the house while that runs; those that set the scope of a transaction too. */
    public static List<String> of(Runnable work) {
        List<String> heard = new ArrayList<>();
        HEARD.set(heard);
        try {
            work.run();
        } finally {
            HEARD.remove();
        }
        return heard;
    }

    static Connection heard(Connection connection) {
        List<String> heard = HEARD.get();
        return heard == null
                ? connection
                : (Connection) Proxy.newProxyInstance(
                        Statements.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, given) -> {
                            if (method.getName().equals("prepareStatement")) {
                                heard.add((String) given[0]);
                            } else if (method.getName().equals("createStatement")) {
                                heard.add("a plain statement, such as the scope");
                            }
                            try {
                                return method.invoke(connection, given);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }
}
