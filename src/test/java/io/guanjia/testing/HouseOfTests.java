package io.guanjia.testing;

import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/** What tests put in place of the real thing: the database of the running class, and the clock. */
@TestConfiguration(proxyBeanMethods = false)
class HouseOfTests {

    @Bean
    DataSource dataSource() {
        return new DatabaseOfTheClass();
    }

    @Bean
    @Primary
    MovedClock movedClock(@Value("${guanjia.zone}") ZoneId zone) {
        return new MovedClock(zone);
    }

    /** Work queued by the house waits until the test says {@code runAnyDueExecutions()}, and is run in the test's own thread. */
    @Bean
    ManualScheduler scheduler(DataSource dataSource, List<Task<?>> tasks) {
        return TestHelper.createManualScheduler(new TransactionAwareDataSourceProxy(dataSource), tasks)
                .clock(new SettableClock())
                .tableName("jobs.scheduled_task")
                .build();
    }

    /** One bean for the one context; the database behind it changes from class to class. */
    private static class DatabaseOfTheClass extends AbstractDataSource {

        @Override
        public Connection getConnection() throws SQLException {
            return Statements.heard(TestDatabases.current().application().getConnection());
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            throw new UnsupportedOperationException();
        }
    }
}
