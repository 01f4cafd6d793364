package io.guanjia.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;

/**
 * The whole house on a real PostgreSQL: a fresh, migrated database for each class, a clock that the test moves
 * ({@link MovedClock}), MockMvc and a real port for browsers. Every class with this annotation and nothing else shares one
 * Spring context, so do not add beans, properties or mocks to a class: each variation costs a context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.datasource.url=the database of the test class",
            "spring.flyway.enabled=false",
            "spring.session.jdbc.cleanup-cron=-",
            "guanjia.demo=false",
            "guanjia.data-dir=target/test-data/${guanjia.tests.fork:fork-1}",
            "db-scheduler.enabled=false"
        })
@AutoConfigureMockMvc
@Import(HouseOfTests.class)
public @interface GuanjiaTest {}
