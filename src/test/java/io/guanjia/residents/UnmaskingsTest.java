package io.guanjia.residents;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.residents.Unmasked.Field;
import io.guanjia.residents.Unmasked.Reason;
import io.guanjia.residents.Unmaskings.Asked;
import io.guanjia.settings.Settings;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import io.guanjia.web.NotFound;
import io.guanjia.web.Paging;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** One hidden number at a time, for a reason, so many a day, and written down. */
@GuanjiaTest
@Tag("DEPT-02")
class UnmaskingsTest {

    @Autowired
    PremisesRegister register;

    @Autowired
    People people;

    @Autowired
    Developers developers;

    @Autowired
    Unmaskings unmaskings;

    @Autowired
    Settings settings;

    @Autowired
    MovedClock clock;

    @Autowired
    MockMvcTester browser;

    Hamlet hamlet;

    @BeforeEach
    void foundAHamlet() {
        clock.set(LocalDate.of(2026, 1, 5));
        hamlet = Hamlet.found(register, people, developers);
    }

    @Test
    void showsOneNumberAndWritesDownWhoWhoseWhichAndWhy() {
        assertThat(number("核对产权证")).isEqualTo("999999195409043753");
        long manager = Staff.hire("unmask-manager-" + hamlet.community, hamlet.community, "manager");
        var lines = Scopes.call(
                Staff.scope(manager, hamlet.community),
                () -> unmaskings.page(hamlet.community, new Paging(10, null)).items());
        assertThat(lines).singleElement().satisfies(line -> {
            assertThat(line.actor()).isEqualTo("hamlet-clerk-" + suffix());
            assertThat(line.person()).isEqualTo("陈*英");
            assertThat(line.words()).isEqualTo("核对产权证");
            assertThat(line.premises()).isEqualTo("1-1-101");
        });
        assertThat(TestDatabases.current()
                        .owner()
                        .fetch(
                                "select action || ' ' || reason from audit.entry where subject_kind = 'person' and subject_id = ?",
                                String.valueOf(hamlet.chen))
                        .getValues(0, String.class))
                .contains("person-unmasked 核对产权证");
    }

    @Test
    void needsAReasonThePermissionAndANumberOnFile() {
        assertThatThrownBy(() -> number(" ")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> hamlet.asClerk(
                        () -> unmaskings.unmask(hamlet.community, hamlet.wang, asked(Field.IDENTITY_NUMBER, "核对身份"))))
                .isInstanceOf(InvalidInput.class);
        long receptionist = Staff.hire("unmask-reception-" + hamlet.community, hamlet.community, "receptionist");
        Scopes.run(
                Staff.scope(receptionist, hamlet.community),
                () -> assertThatThrownBy(
                                () -> unmaskings.unmask(hamlet.community, hamlet.chen, asked(Field.PHONE, "想看看")))
                        .isInstanceOf(AccessDeniedException.class));
        Hamlet other = Hamlet.found(register, people, developers);
        other.asClerk(() -> assertThatThrownBy(
                        () -> unmaskings.unmask(other.community, hamlet.chen, asked(Field.PHONE, "好奇心")))
                .isInstanceOf(NotFound.class));
    }

    @Test
    void refusesMoreThanADayAllowsAndAllowsThemAgainTomorrow() {
        most(2);
        number("第一次");
        number("第二次");
        assertThatThrownBy(() -> number("第三次")).isInstanceOf(Unmaskings.UnmaskingsUsedUp.class);
        clock.set(LocalDate.of(2026, 1, 6));
        assertThat(number("第二天")).isNotEmpty();
    }

    @Test
    void letsOnlyOneOfTwoAtOnceHaveTheLastOneOfTheDay() throws Exception {
        most(1);
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Callable<Boolean> look = () -> {
                try {
                    return !number("同时").isEmpty();
                } catch (Unmaskings.UnmaskingsUsedUp refused) {
                    return false;
                }
            };
            List<Future<Boolean>> both = two.invokeAll(List.of(look, look));
            assertThat(List.of(both.get(0).get(), both.get(1).get())).containsExactlyInAnyOrder(true, false);
        } finally {
            two.shutdownNow();
        }
    }

    @Test
    void showsItOnThePersonsPageOnlyInThatAnswer() {
        String page = "/communities/" + hamlet.community + "/people/" + hamlet.chen;
        assertThat(browser.post()
                        .uri(page + "/unmasking")
                        .param("why", "VERIFY")
                        .param("reason", "核对产权证")
                        .with(Staff.signedIn(hamlet.clerk))
                        .with(csrf()))
                .hasStatusOk()
                .bodyText()
                .contains("999999195409043753", "data-controller=\"brief\"");
        assertThat(browser.get().uri(page).with(Staff.signedIn(hamlet.clerk)))
                .bodyText()
                .contains("查看完整号码", "核对产权证")
                .doesNotContain("999999195409043753");
    }

    private String number(String words) {
        return hamlet.asClerk(() -> unmaskings
                .unmask(hamlet.community, hamlet.chen, asked(Field.IDENTITY_NUMBER, words))
                .value());
    }

    private Asked asked(Field field, String words) {
        return new Asked(field, Reason.VERIFY, words, field == Field.IDENTITY_NUMBER ? hamlet.id("1-1-101") : null);
    }

    private void most(int numbers) {
        Scopes.run(
                new Scope(List.of(hamlet.community), null),
                () -> settings.set(
                        hamlet.community, "unmasking.most_a_day", String.valueOf(numbers), LocalDate.of(2026, 1, 5)));
    }

    private String suffix() {
        return TestDatabases.current()
                .owner()
                .fetchSingle("select name from identity.account where id = ?", hamlet.clerk)
                .get(0, String.class)
                .replace("hamlet-clerk-", "");
    }
}
