package io.guanjia.residents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.estate.PremisesRegister;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The database itself keeps spans of one premises apart, whoever writes them and however many at once (docs/decisions/0016). */
@GuanjiaTest
@Tag("CLERK-02")
class SpansTest {
    private static final String OVERLAP = "23P01";

    @Autowired
    PremisesRegister register;

    @Autowired
    People people;

    @Autowired
    Developers developers;

    private final DSLContext books = TestDatabases.current().owner();
    private Hamlet hamlet;

    @BeforeEach
    void foundAHamlet() {
        hamlet = Hamlet.found(register, people, developers);
    }

    @Test
    void refusesTwoOwnershipsOfOneDayWithinOneStatement() {
        assertThatThrownBy(() -> own("('2030-01-01'::date, null::date), ('2030-05-01', '2030-06-01')"))
                .isInstanceOfSatisfying(
                        DataAccessException.class,
                        refused -> assertThat(refused.sqlState()).isEqualTo(OVERLAP));
        assertThat(own("('2030-01-01'::date, '2030-04-30'::date), ('2030-05-01', null)"))
                .isEqualTo(2);
    }

    @Test
    void refusesAChangeThatLetsOneRunIntoTheNextAndLooksPastWhatIsVoided() {
        own("('2030-01-01'::date, '2030-04-30'::date), ('2030-05-01', null)");
        String longer =
                "update residents.ownership set to_on = '2030-05-01' where to_on = '2030-04-30' and community_id = "
                        + hamlet.community;
        assertThatThrownBy(() -> books.execute(longer))
                .isInstanceOfSatisfying(
                        DataAccessException.class,
                        refused -> assertThat(refused.sqlState()).isEqualTo(OVERLAP));
        books.execute("update residents.ownership set voided_at = now(), void_reason = 'test' where to_on is null"
                + " and community_id = " + hamlet.community);
        assertThat(books.execute(longer)).isEqualTo(1);
    }

    @Test
    void refusesOneOfTwoThatAreWrittenAtOnce() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch commit = new CountDownLatch(1);
        ExecutorService first = Executors.newSingleThreadExecutor();
        ExecutorService second = Executors.newSingleThreadExecutor();
        try {
            Future<?> one = first.submit(() -> books.transaction(inner -> {
                inner.dsl().execute(owning("('2030-01-01'::date, null::date)"));
                written.countDown();
                commit.await();
            }));
            written.await();
            Future<Integer> other = second.submit(() -> own("('2030-02-01'::date, null::date)"));
            assertThatThrownBy(() -> other.get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            commit.countDown();
            one.get();
            assertThatThrownBy(other::get).rootCause().hasMessageContaining("overlap");
        } finally {
            commit.countDown();
            first.shutdown();
            second.shutdown();
        }
    }

    @Test
    void comparesALargeSetToo() {
        long community = hamlet.community;
        books.execute("insert into estate.premises (community_id, kind, code, sort_key, created_at)" + " select "
                + community + ", 'ROOM', 'X' || i, 'X' || i, now() from generate_series(1, 1000) i");
        String measured = "insert into estate.premises_area (community_id, premises_id, from_on, square_metres)"
                + " select p.community_id, p.id, d, 80 from estate.premises p, unnest(%s) d where p.code like 'X%%' and p.community_id = "
                + community;
        assertThatThrownBy(() -> books.execute(measured.formatted("array['2030-01-01', '2030-02-01']::date[]")))
                .isInstanceOf(DataAccessException.class);
        assertThat(books.execute(measured.formatted("array['2030-01-01']::date[]")))
                .isEqualTo(1000);
    }

    private int own(String spans) {
        return books.execute(owning(spans));
    }

    private String owning(String spans) {
        return "insert into residents.ownership (community_id, premises_id, from_on, to_on, created_at) select "
                + hamlet.community + ", " + hamlet.id("1-1-102") + ", s.from_on, s.to_on, now() from (values " + spans
                + ") s(from_on, to_on)";
    }
}
