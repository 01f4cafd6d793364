package io.guanjia.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.testing.GuanjiaTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

@GuanjiaTest
class OldServerTest {

    @Autowired
    FlywayMigrationStrategy beforeTheFirstMigration;

    @Test
    void saysWhichPostgresqlTheHouseNeeds() {
        assertThatThrownBy(() -> OldServer.refuse(14, "14.12"))
                .isInstanceOf(OldServer.class)
                .hasMessageContaining("PostgreSQL 15")
                .hasMessageContaining("14.12");
        assertThatCode(() -> OldServer.refuse(15, "15.0")).doesNotThrowAnyException();
    }
}
