package io.guanjia.residents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.database.Scopes;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.estate.enums.VacancyReason;
import io.guanjia.estate.Midnight;
import io.guanjia.estate.NewVacancy;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.estate.Statuses;
import io.guanjia.estate.Vacancies;
import io.guanjia.estate.Vacancy;
import io.guanjia.estate.VacancyRefused;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** 空置房: registered with its reason, looked after, ended; the house register says the same. */
@GuanjiaTest
@Tag("DEPT-07")
class VacancyTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 5);
    private static final LocalDate NOVEMBER = LocalDate.of(2025, 11, 1);

    @Autowired
    PremisesRegister register;

    @Autowired
    People people;

    @Autowired
    Developers developers;

    @Autowired
    Deliveries deliveries;

    @Autowired
    Tenancies tenancies;

    @Autowired
    Statuses statuses;

    @Autowired
    Vacancies vacancies;

    @Autowired
    Midnight midnight;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    MovedClock clock;

    Hamlet hamlet;
    long room;

    @BeforeEach
    void deliverARoom() {
        clock.set(TODAY);
        hamlet = Hamlet.found(register, people, developers);
        room = hamlet.id("1-1-101");
        hamlet.asClerk(() -> deliveries.deliver(hamlet.community, room, LocalDate.of(2024, 3, 1)));
    }

    @Test
    void isVacantFromTheDayUntilTheDayOnWhichSomebodyLivesThere() {
        long id = vacant(NOVEMBER);
        assertThat(on(NOVEMBER.minusDays(1))).isEqualTo(PremisesStatus.DELIVERED);
        assertThat(on(NOVEMBER)).isEqualTo(PremisesStatus.VACANT);
        assertThat(today()).isEqualTo(PremisesStatus.VACANT);
        end(id, LocalDate.of(2025, 12, 15), PremisesStatus.OCCUPIED);
        assertThat(on(LocalDate.of(2025, 12, 14))).isEqualTo(PremisesStatus.VACANT);
        assertThat(today()).isEqualTo(PremisesStatus.OCCUPIED);
        assertThat(all()).singleElement().satisfies(one -> {
            assertThat(one.until()).isEqualTo(LocalDate.of(2025, 12, 15));
            assertThat(one.appliedOn()).isEqualTo(LocalDate.of(2025, 10, 20));
            assertThat(one.confirmedOn()).isNull();
        });
    }

    @Test
    void beginsOnADayToComeWhenTheOwnerAppliesBefore() {
        vacant(LocalDate.of(2026, 2, 1));
        assertThat(today()).isEqualTo(PremisesStatus.DELIVERED);
        clock.set(LocalDate.of(2026, 2, 1));
        midnight.pass();
        assertThat(today()).isEqualTo(PremisesStatus.VACANT);
    }

    @Test
    void keepsWhatADiscountWillNeed() {
        long id = vacant(NOVEMBER);
        hamlet.asClerk(() -> vacancies.confirm(hamlet.community, room, id, LocalDate.of(2025, 11, 3)));
        assertThat(all()).singleElement().satisfies(one -> {
            assertThat(one.from()).isEqualTo(NOVEMBER);
            assertThat(one.confirmedOn()).isEqualTo(LocalDate.of(2025, 11, 3));
            assertThat(one.confirmedBy()).startsWith("hamlet-clerk");
            assertThat(one.dials().water()).isEqualByComparingTo("123.45");
            assertThat(one.keyNumber()).isEqualTo("K-17");
        });
        assertThatThrownBy(() ->
                        hamlet.asClerk(() -> vacancies.confirm(hamlet.community, room, id, LocalDate.of(2025, 11, 4))))
                .isInstanceOf(VacancyRefused.class);
    }

    @Test
    void refusesASecondOneForTheSameDaysAlsoInTheDatabase() {
        long id = vacant(NOVEMBER);
        assertThatThrownBy(() -> vacant(LocalDate.of(2025, 12, 1)))
                .isInstanceOfSatisfying(
                        VacancyRefused.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("vacant-already"));
        assertThatThrownBy(() -> vacant(LocalDate.of(2025, 10, 1))).isInstanceOf(VacancyRefused.class);
        end(id, LocalDate.of(2025, 12, 1), PremisesStatus.OCCUPIED);
        vacant(LocalDate.of(2025, 12, 1));
        assertThatThrownBy(() -> TestDatabases.current()
                        .owner()
                        .execute("update estate.vacancy set until_on = '2025-12-02' where id = " + id))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("vacancy_never_overlaps");
    }

    @Test
    void refusesWhatCannotBeVacantThen() {
        assertThatThrownBy(() -> vacant(LocalDate.of(2024, 2, 29))).isInstanceOf(VacancyRefused.class);
        long undelivered = hamlet.id("1-1-102");
        assertThatThrownBy(() -> register(undelivered, NOVEMBER, VacancyReason.MOVED_AWAY))
                .isInstanceOfSatisfying(
                        VacancyRefused.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("vacancy-before-any-delivery"));
        assertThatThrownBy(() -> vacant(TODAY.plusDays(32)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("day-too-far-ahead");
        assertThatThrownBy(() -> register(room, NOVEMBER, VacancyReason.OTHER))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("words");
        hamlet.asClerk(() -> tenancies.begin(
                hamlet.community, room, new Tenancies.Lease(hamlet.zhou, true, DateSpan.from(NOVEMBER))));
        assertThatThrownBy(() -> vacant(NOVEMBER))
                .isInstanceOfSatisfying(
                        VacancyRefused.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("vacancy-while-let"));
    }

    @Test
    void isNotChangedByHandWhileItLastsAndLeavesNothingWhenUndone() {
        long id = vacant(NOVEMBER);
        assertThatThrownBy(() -> hamlet.asClerk(() -> statuses.change(
                        hamlet.community,
                        room,
                        new Statuses.Entry(PremisesStatus.OCCUPIED, LocalDate.of(2025, 12, 1), "有人住"))))
                .isInstanceOf(VacancyRefused.class);
        hamlet.asClerk(() -> vacancies.undo(hamlet.community, room, id, "登记错房号"));
        assertThat(all()).isEmpty();
        assertThat(today()).isEqualTo(PremisesStatus.DELIVERED);
    }

    @Test
    void showsInItsListWhoLookedLastAndWhatIsDue() throws Exception {
        long id = vacant(NOVEMBER);
        long officer = Staff.hire("vacancy-officer-" + room, hamlet.community, "officer");
        String list = "/communities/" + hamlet.community + "/vacancies";
        assertThat(page(officer, list + "?due=round")).contains("1-1-101", "赵*明");
        Scopes.run(Staff.scope(officer, hamlet.community), () -> {
            vacancies.look(hamlet.community, room, key(), id, round(LocalDate.of(2025, 12, 30), true, "厨房阀门渗水"));
            assertThatThrownBy(() -> vacancies.look(
                            hamlet.community, room, key(), id, round(LocalDate.of(2025, 10, 30), false, null)))
                    .isInstanceOf(InvalidInput.class);
        });
        assertThat(page(officer, list)).contains("2025-12-30", "厨房阀门渗水").doesNotContain("赵小明");
        assertThat(page(officer, list + "?due=round")).doesNotContain("1-1-101");
        assertThat(page(officer, list + "?due=confirmation")).contains("1-1-101");
        assertThat(page(officer, list + "?on=2025-10-31")).doesNotContain("1-1-101");
        assertThatThrownBy(() -> TestDatabases.current().owner().execute("delete from estate.vacancy_round"))
                .hasMessageContaining("append-only");
    }

    @Test
    void letsOnlyThoseRegisterWhoMay() {
        long collector = Staff.hire("vacancy-collector-" + room, hamlet.community, "collector");
        Scopes.run(
                Staff.scope(collector, hamlet.community),
                () -> assertThatThrownBy(() -> vacancies.registerOnce(
                                hamlet.community, room, key(), entry(NOVEMBER, VacancyReason.TO_LET)))
                        .isInstanceOf(AccessDeniedException.class));
        vacant(NOVEMBER);
        long technician = Staff.hire("vacancy-technician-" + room, hamlet.community, "technician");
        assertThat(Scopes.call(Staff.scope(technician, hamlet.community), () -> vacancies.of(hamlet.community, room)))
                .extracting(Vacancy::applicant)
                .containsExactly("赵*明");
    }

    private long vacant(LocalDate from) {
        return register(room, from, VacancyReason.MOVED_AWAY);
    }

    private long register(long premises, LocalDate from, VacancyReason reason) {
        return hamlet.asClerk(() -> vacancies.registerOnce(hamlet.community, premises, key(), entry(from, reason)));
    }

    private void end(long id, LocalDate until, PremisesStatus status) {
        hamlet.asClerk(() -> vacancies.end(hamlet.community, room, id, new Vacancies.Ending(until, status, "业主入住")));
    }

    private static NewVacancy entry(LocalDate from, VacancyReason reason) {
        Vacancy.Dials dials = new Vacancy.Dials(new BigDecimal("123.45"), null);
        return new NewVacancy(from, reason, null, "赵小明", LocalDate.of(2025, 10, 20), "K-17", dials, null);
    }

    private static Vacancy.Round round(LocalDate on, boolean found, String finding) {
        return new Vacancy.Round(on, "周敏、林海", found, finding, new Vacancy.Dials(null, null));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private List<Vacancy> all() {
        return hamlet.asClerk(() -> vacancies.of(hamlet.community, room));
    }

    private PremisesStatus on(LocalDate day) {
        return hamlet.asClerk(() -> statuses.on(hamlet.community, room, day));
    }

    private PremisesStatus today() {
        return hamlet.asClerk(() -> register.get(hamlet.community, room)).status();
    }

    private String page(long account, String address) throws Exception {
        var answer = mvc.get()
                .uri(address)
                .with(Staff.signedIn(account))
                .accept("text/html")
                .exchange();
        assertThat(answer).hasStatusOk();
        return answer.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
