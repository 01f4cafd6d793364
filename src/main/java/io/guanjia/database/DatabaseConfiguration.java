package io.guanjia.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.ExecuteListenerProvider;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    ScopedTransactionManager transactionManager(DataSource dataSource) {
        return new ScopedTransactionManager(dataSource);
    }

    @Bean
    FlywayMigrationStrategy newEnough() {
        return flyway -> {
            OldServer.refuse(flyway.getConfiguration().getDataSource());
            flyway.migrate();
        };
    }

    @Bean
    ExecuteListenerProvider statementGuard(ScopedTransactionManager transactions) {
        return new DefaultExecuteListenerProvider(new StatementGuard(transactions));
    }

    /** Without {@code spring.datasource.url} (no address equals "none"): our own server, in the data folder. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "spring.datasource.url", havingValue = "none", matchIfMissing = true)
    static class OwnServer {

        @Bean(destroyMethod = "close")
        EmbeddedDatabase embeddedDatabase(@Value("${guanjia.data-dir}") Path dataDir) throws IOException, SQLException {
            return new EmbeddedDatabase(dataDir);
        }

        @Bean
        JdbcConnectionDetails applicationConnection(EmbeddedDatabase database) {
            return new JdbcConnectionDetails() {
                @Override
                public String getUsername() {
                    return EmbeddedDatabase.APPLICATION;
                }

                @Override
                public String getPassword() {
                    return database.secret(EmbeddedDatabase.APPLICATION);
                }

                @Override
                public String getJdbcUrl() {
                    return database.url();
                }
            };
        }

        @Bean
        FlywayConnectionDetails migrationConnection(EmbeddedDatabase database) {
            return new FlywayConnectionDetails() {
                @Override
                public String getUsername() {
                    return EmbeddedDatabase.OWNER;
                }

                @Override
                public String getPassword() {
                    return database.secret(EmbeddedDatabase.OWNER);
                }

                @Override
                public String getJdbcUrl() {
                    return database.url();
                }
            };
        }
    }
}
