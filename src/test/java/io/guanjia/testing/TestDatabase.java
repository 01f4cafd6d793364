package io.guanjia.testing;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** A migrated database of its own, copied from the model, with the connections of both roles. */
public final class TestDatabase implements AutoCloseable {

    private final TestServer server;
    private final String name;
    private final HikariDataSource application;
    private final HikariDataSource owner;

    TestDatabase(TestServer server, String name) {
        this.server = server;
        this.name = name;
        server.copyModel(name);
        this.application = pool(TestServer.APPLICATION, 40);
        this.owner = pool(TestServer.OWNER, 4);
    }

    /** What the house itself uses: owns nothing, sees what its scope covers. */
    public DataSource application() {
        return application;
    }

    /** For looking behind the policies: the owner's role, under no policy, each statement its own transaction. */
    public DSLContext owner() {
        return DSL.using(owner, SQLDialect.POSTGRES);
    }

    public String name() {
        return name;
    }

    @Override
    public void close() {
        application.close();
        owner.close();
        server.drop(name);
    }

    private HikariDataSource pool(String role, int size) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(server.url(name));
        pool.setUsername(role);
        pool.setPassword(TestServer.PASSWORD);
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(0);
        pool.setConnectionInitSql("set time zone 'Asia/Shanghai'");
        pool.setPoolName(name + " " + role);
        return pool;
    }
}
