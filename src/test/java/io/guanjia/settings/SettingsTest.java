package io.guanjia.settings;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.web.NotFound;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@GuanjiaTest
class SettingsTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 10);
    private static int count;

    @Autowired
    Settings settings;

    @Autowired
    MovedClock clock;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    MessageSource messages;

    long community;
    long manager;

    @BeforeEach
    void hire() {
        clock.set(TODAY);
        community = Staff.community("云栖 " + ++count);
        manager = Staff.hire("manager" + count, community, "manager");
    }

    @Test
    void answersTheDeclaredDefaultWhereNobodyHasSetAnything() {
        assertThat(days(TODAY)).contains("7");
        assertThat(asManager(() -> settings.decimal("test.threshold", community, TODAY)))
                .isEmpty();
        assertThatThrownBy(() -> asManager(() -> settings.text("test.unknown", community, TODAY)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void holdsFromADayOnUntilTheNextValue() {
        set("3", TODAY);
        set("5", TODAY.plusDays(10));
        assertThat(days(TODAY.minusDays(1))).contains("7");
        assertThat(days(TODAY)).contains("3");
        assertThat(days(TODAY.plusDays(9))).contains("3");
        assertThat(days(TODAY.plusDays(10))).contains("5");
    }

    @Test
    void prefersTheValueOfTheCommunityToThatOfTheCompany() {
        Scopes.run(new Scope(List.of(), null), () -> settings.set(null, "test.days", "9", TODAY.plusYears(1)));
        assertThat(days(TODAY.plusYears(1))).contains("9");
        set("4", TODAY);
        assertThat(days(TODAY.plusYears(2))).contains("4");
        set(null, TODAY.plusDays(1));
        assertThat(days(TODAY.plusYears(2))).as("deliberately not set").isEmpty();
    }

    @Test
    void changesThePastOnlyWhereNobodyHasSetAnythingYet() {
        set("3", TODAY.minusMonths(2));
        assertThat(days(TODAY.minusMonths(1))).contains("3");
        assertThatThrownBy(() -> set("4", TODAY.minusDays(1))).isInstanceOf(Settings.SettingStartsInThePast.class);
        set("4", TODAY);
        set("5", TODAY);
        assertThat(days(TODAY)).contains("5");
        assertThat(asManager(() -> settings.history("test.days"))).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void refusesValuesThatDoNotFitAndNamesThatNobodyDeclared() {
        assertThatThrownBy(() -> set("seven", TODAY)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> asManager(() -> {
                    settings.set(community, "test.unknown", "1", TODAY);
                    return null;
                }))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void letsOnlyWhoMayWriteAndTheCompanyOnlyWhoMayEverywhere() {
        long clerk = Staff.hire("clerk" + count, community, "clerk");
        Scopes.run(
                Staff.scope(clerk, community),
                () -> assertThatThrownBy(() -> settings.set(community, "test.days", "3", TODAY))
                        .isInstanceOf(AccessDeniedException.class));
        Staff.community("林海 " + count);
        assertThatThrownBy(() -> asManager(() -> {
                    settings.set(null, "test.days", "3", TODAY);
                    return null;
                }))
                .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> asManager(() -> {
                    settings.set(community + 100, "test.days", "3", TODAY);
                    return null;
                }))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void showsAndSetsThemOnAPage() {
        assertThat(mvc.get().uri("/settings").with(Staff.signedIn(manager)).exchange())
                .hasStatusOk()
                .bodyText()
                .contains("/settings/test.days")
                .doesNotContain("rules.md");
        assertThat(post("7.5")).hasStatus(422).bodyText().contains("7.5", "整数");
        assertThat(post("8")).redirectedUrl().isEqualTo("/settings/test.days");
        assertThat(mvc.get()
                        .uri("/settings/test.days")
                        .with(Staff.signedIn(manager))
                        .exchange())
                .hasStatusOk()
                .bodyText()
                .contains("manager" + count, "2026-03-10");
        long clerk = Staff.hire("clerk" + count, community, "clerk");
        assertThat(mvc.get().uri("/settings").with(Staff.signedIn(clerk)).exchange())
                .hasStatus(403);
    }

    @Test
    void hasWordsForEverySettingAndChoiceInBothLanguages() {
        for (SettingDeclaration declared : settings.declarations()) {
            for (Locale language : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                assertThat(messages.getMessage(declared.labelKey(), null, null, language))
                        .as("%s %s", declared.labelKey(), language)
                        .isNotNull();
                for (String choice : declared.choices()) {
                    String key = declared.labelKey() + "." + choice;
                    assertThat(messages.getMessage(key, null, null, language))
                            .as("%s %s", key, language)
                            .isNotNull();
                }
            }
        }
    }

    private MvcTestResult post(String value) {
        return mvc.post()
                .uri("/settings/test.days")
                .param("community", Long.toString(community))
                .param("value", value)
                .param("fromOn", TODAY.toString())
                .with(Staff.signedIn(manager))
                .with(csrf())
                .exchange();
    }

    private Optional<String> days(LocalDate on) {
        return asManager(() -> settings.text("test.days", community, on));
    }

    private void set(String value, LocalDate from) {
        asManager(() -> {
            settings.set(community, "test.days", value, from);
            return null;
        });
    }

    private <T> T asManager(Supplier<T> work) {
        return Scopes.call(Staff.scope(manager, community), work);
    }
}
