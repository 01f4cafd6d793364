package io.guanjia.residents;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Staff;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The developer and the vehicles on the screen of the clerk. */
@GuanjiaTest
@Tag("CLERK-02")
class ResidentsPagesTest {
    private static int count;

    @Autowired
    PremisesRegister register;

    @Autowired
    People people;

    @Autowired
    Developers developers;

    @Autowired
    Households households;

    @Autowired
    Vehicles vehicles;

    @Autowired
    MockMvcTester browser;

    @Autowired
    MovedClock clock;

    Hamlet hamlet;
    long viewer;

    @BeforeEach
    void foundAHamlet() {
        clock.set(LocalDate.of(2026, 1, 5));
        hamlet = Hamlet.found(register, people, developers);
        viewer = Staff.hire("onlooker-" + ++count, hamlet.community, "manager");
    }

    @Test
    void namesAnotherDeveloperFromADayOn() {
        long other = hamlet.asClerk(() -> people.add(hamlet.community, PersonEntry.company("云溪二期置业", null)));
        String person = String.valueOf(other);
        assertThat(get(hamlet.clerk, "/developer?person=" + person)).bodyText().contains("云溪二期置业", "2024-01-01");
        assertThat(post(hamlet.clerk, "/developer", Map.of("person", person, "from", "2025-07-01")))
                .hasStatus3xxRedirection();
        assertThat(hamlet.asClerk(() -> developers.terms(hamlet.community)))
                .extracting(term -> term.name() + " " + term.span())
                .containsExactly("云溪置业有限公司 2024-01-01..2025-06-30", "云溪二期置业 2025-07-01..");
        assertThat(hamlet.asClerk(() -> households.on(hamlet.community, hamlet.id("S01"), LocalDate.of(2025, 7, 1))))
                .hasValueSatisfying(household -> assertThat(household.payerId()).isEqualTo(other));
        assertThat(get(hamlet.clerk, "/developer")).bodyText().contains("2025-06-30", "指定建设单位");
    }

    @Test
    void keepsWhatWasTypedOfTheDeveloper() {
        String person = String.valueOf(hamlet.developer);
        assertThat(post(hamlet.clerk, "/developer", Map.of("from", "2025-07-01")))
                .hasStatus(422)
                .bodyText()
                .contains("2025-07-01");
        assertThat(post(hamlet.clerk, "/developer", Map.of("person", person)))
                .hasStatus(422)
                .bodyText()
                .contains("云溪置业有限公司");
    }

    @Test
    void showsTheDeveloperToReadersAndLetsOnlyWritersChangeIt() {
        assertThat(get(viewer, "/developer"))
                .hasStatusOk()
                .bodyText()
                .contains("云溪置业有限公司")
                .doesNotContain("<form class=\"card");
        String person = String.valueOf(hamlet.developer);
        assertThat(post(viewer, "/developer", Map.of("person", person, "from", "2023-01-01")))
                .hasStatus(403);
        long stranger = Staff.hire("stranger-" + count, Staff.community("别处 " + count), "clerk");
        assertThat(get(stranger, "/developer")).hasStatus(404);
    }

    @Test
    void entersAVehicleAndEndsItSoThatAnotherMayHaveThePlate() {
        String chen = "/people/" + hamlet.chen + "/vehicles";
        assertThat(post(hamlet.clerk, chen, Map.of("plate", "测A·00001", "brand", "轿车", "from", "2025-03-01")))
                .hasStatus3xxRedirection();
        assertThat(post(
                        hamlet.clerk,
                        "/people/" + hamlet.wang + "/vehicles",
                        Map.of("plate", "测a00001", "from", "2026-01-01")))
                .hasStatus(422)
                .bodyText()
                .contains("陈*英", "2025-03-01");
        Vehicle car = of(hamlet.chen).get(0);
        assertThat(post(hamlet.clerk, chen + "/" + car.id() + "/end", Map.of("on", "2025-02-28")))
                .hasStatus(422);
        assertThat(post(hamlet.clerk, chen + "/" + car.id() + "/end", Map.of("on", "2025-12-31")))
                .hasStatus3xxRedirection();
        assertThat(of(hamlet.chen)).isEmpty();
        assertThat(post(
                        hamlet.clerk,
                        "/people/" + hamlet.wang + "/vehicles",
                        Map.of("plate", "测A00001", "from", "2026-01-01")))
                .hasStatus3xxRedirection();
        assertThat(get(hamlet.clerk, "/people/" + hamlet.wang)).bodyText().contains("测A00001", "登记车辆");
        assertThat(post(viewer, chen, Map.of("plate", "测A00002", "from", "2026-01-01")))
                .hasStatus(403);
    }

    @Test
    void bringsNoEndedVehicleBackWhenTheSameFileComesAgain() {
        VehicleEntry entry = new VehicleEntry("测A00009", hamlet.chen, null, null, null, null, LocalDate.of(2025, 1, 1));
        hamlet.asClerk(() -> vehicles.saveAll(hamlet.community, List.of(entry)));
        long id = of(hamlet.chen).get(0).id();
        hamlet.asClerk(() -> vehicles.end(hamlet.community, id, LocalDate.of(2025, 12, 31)));
        assertThat(hamlet.asClerk(() -> vehicles.saveAll(hamlet.community, List.of(entry)))
                        .created())
                .isZero();
        assertThat(of(hamlet.chen)).isEmpty();
    }

    @Test
    void refusesASpaceThatIsNotThere() {
        assertThat(post(
                        hamlet.clerk,
                        "/people/" + hamlet.chen + "/vehicles",
                        Map.of("plate", "测A00003", "space", "C9999", "from", "2026-01-01")))
                .hasStatus(422)
                .bodyText()
                .contains("C9999");
    }

    private List<Vehicle> of(long person) {
        return hamlet.asClerk(() -> vehicles.of(hamlet.community, List.of(person), null));
    }

    private MvcTestResult get(long account, String path) {
        return browser.get()
                .uri("/communities/" + hamlet.community + path)
                .header("Accept-Language", "zh-CN")
                .with(Staff.signedIn(account))
                .exchange();
    }

    private MvcTestResult post(long account, String path, Map<String, String> fields) {
        var request = browser.post()
                .uri("/communities/" + hamlet.community + path)
                .header("Accept-Language", "zh-CN")
                .with(Staff.signedIn(account))
                .with(csrf());
        fields.forEach(request::param);
        return request.exchange();
    }
}
