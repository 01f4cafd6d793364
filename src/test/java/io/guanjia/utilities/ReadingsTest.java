package io.guanjia.utilities;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.utilities.enums.MeterKind;
import io.guanjia.db.utilities.enums.ReadingKind;
import io.guanjia.identity.Staff;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import io.guanjia.web.NotFound;
import io.guanjia.web.Paging;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;

/** Readings by hand, and their corrections. */
@GuanjiaTest
@Tag("CLERK-04")
@Tag("DEPT-09")
class ReadingsTest {

    private static final LocalDate DECEMBER = LocalDate.of(2025, 12, 25);
    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 4);
    private static int made;

    @Autowired
    Meters meters;

    @Autowired
    Readings readings;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    TransactionTemplate transaction;

    private long community;
    private long clerk;
    private long meter;

    @BeforeEach
    void aMeterOnCommonGround() {
        made++;
        community = Staff.community("抄表小区 " + made);
        clerk = Staff.hire("meter-clerk" + made, community, "clerk");
        MeterEntry entry = new MeterEntry("L1", MeterKind.ELECTRICITY, new BigDecimal("40"), 5, null, "1栋楼道");
        as(
                clerk,
                () -> readings.take(
                        community,
                        List.of(new ReadingEntry(
                                entry,
                                DECEMBER,
                                new BigDecimal(99_900),
                                new BigDecimal(99_987),
                                false,
                                ReadingKind.ACTUAL,
                                null,
                                null)),
                        null));
        meter = as(clerk, () -> meters.page(community, "l1", null, new Paging(2, null)))
                .items()
                .get(0)
                .id();
    }

    @Test
    void computesWhatWentThroughSinceTheLastReading() {
        take("first-reading", "23", true);

        assertThat(last().usage()).isEqualByComparingTo("1440");
        assertThat(last().previous()).isEqualByComparingTo("99987");
    }

    @Test
    void hasOneEffectHoweverOftenAReadingIsSent() {
        take("same-reading", "23", true);
        take("same-reading", "23", true);

        assertThat(versions()).hasSize(2);
    }

    @Test
    void keepsTheReadingThatIsCorrected() {
        take("first-reading", "32", true);
        as(clerk, () -> {
            readings.correctOnce(community, meter, "correction-1", new BigDecimal("23"), true, "看错一位");
            return 1;
        });

        assertThat(last().usage()).isEqualByComparingTo("1440");
        assertThat(last().note()).isEqualTo("看错一位");
        assertThat(versions()).extracting(Reading::current).containsExactly(true, false, true);
        assertThat(as(clerk, () -> meters.get(community, meter)).present()).isEqualByComparingTo("23");
        assertThatThrownBy(() -> take("after-it-again", "30", false)).isInstanceOf(WrongReading.class);
    }

    @Test
    void refusesWhatCannotHaveBeenReadAndSaysWhatToDo() {
        assertThatThrownBy(() -> take("not-confirmed", "23", false))
                .isInstanceOfSatisfying(
                        WrongReading.class, wrong -> assertThat(wrong.code()).isEqualTo("reading-turned"));
        var page = mvc.post()
                .uri("/communities/" + community + "/meters/" + meter + "/readings")
                .param("on", JANUARY.toString())
                .param("present", "23")
                .param("rolledOver", "false")
                .param("corrects", "false")
                .param("idempotencyKey", "key-of-the-form-" + made)
                .with(Staff.signedIn(clerk))
                .with(csrf())
                .exchange();
        assertThat(page).hasStatus(422).bodyText().contains("像是表盘翻转", "99987");
    }

    @Test
    void cannotBeChangedNorTakenAwayByTheHouse() {
        assertThatThrownBy(() -> Scopes.call(
                        Scope.of(community, clerk),
                        () -> transaction.execute(
                                status -> Objects.requireNonNull(sql("delete from utilities.reading")))))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> Scopes.call(
                        Scope.of(community, clerk),
                        () -> transaction.execute(
                                status -> Objects.requireNonNull(sql("update utilities.reading set usage = 0")))))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void isReadByOthersAndWrittenByThoseWhoMay() {
        long technician = Staff.hire("meter-technician" + made, community, "technician");
        long elsewhere = Staff.community("别处的表 " + made);
        long stranger = Staff.hire("meter-stranger" + made, elsewhere, "clerk");

        assertThat(as(technician, () -> meters.get(community, meter)).place()).isEqualTo("1栋楼道");
        assertThatThrownBy(() -> as(technician, () -> readings.take(community, List.of(), null)))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> Scopes.call(
                        Scope.of(elsewhere, stranger),
                        () -> transaction.execute(status -> meters.get(elsewhere, meter))))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void answersAProgram() {
        String path = "/api/v1/communities/" + community + "/meters";
        assertThat(mvc.post()
                        .uri(path + "/" + meter + "/readings")
                        .contentType(MediaType.APPLICATION_JSON)
                        .header("Idempotency-Key", "program-key-" + made)
                        .content("{\"on\":\"2026-01-04\",\"present\":23,\"rolledOver\":true}")
                        .with(Staff.signedIn(clerk))
                        .exchange())
                .hasStatus(201)
                .bodyJson()
                .extractingPath("$.readings[0].usage")
                .isEqualTo(1440.00);
        assertThat(mvc.get().uri(path + "?query=L1").with(Staff.signedIn(clerk)).exchange())
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[0].number")
                .isEqualTo("L1");
    }

    private void take(String key, String present, boolean turned) {
        as(clerk, () -> {
            readings.takeOnce(community, meter, key, JANUARY, new BigDecimal(present), turned);
            return 1;
        });
    }

    private List<Reading> versions() {
        return as(clerk, () -> meters.readings(community, meter));
    }

    private Reading last() {
        return versions().stream().filter(Reading::current).findFirst().orElseThrow();
    }

    private static Integer sql(String statement) {
        return org.jooq
                .impl
                .DSL
                .using(TestDatabases.current().application(), org.jooq.SQLDialect.POSTGRES)
                .execute(statement);
    }

    private <T> T as(long person, Supplier<T> work) {
        return Scopes.call(
                Scope.of(community, person), () -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }
}
