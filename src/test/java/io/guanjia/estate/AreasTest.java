package io.guanjia.estate;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.database.Scopes;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.web.NotFound;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

@GuanjiaTest
@Tag("T1COLLECT-01")
class AreasTest {

    private static final LocalDate JANUARY = LocalDate.of(2026, 1, 1);
    private static final LocalDate JUNE = LocalDate.of(2026, 6, 1);
    private static int count;

    @Autowired
    Areas areas;

    @Autowired
    PremisesRegister register;

    @Autowired
    MockMvcTester browser;

    @Autowired
    MovedClock clock;

    long community;
    long clerk;
    long lin;
    long wu;
    List<Long> shops;

    @BeforeEach
    void openAnEstateWithTwoCollectors() {
        count++;
        community = Staff.community("责任区 " + count);
        clerk = Staff.hire("area-clerk-" + count, community, "clerk");
        lin = Staff.hire("lin-" + count, community, "collector");
        wu = Staff.hire("wu-" + count, community, "collector");
        asClerk(() -> {
            Saved saved = register.savePremises(
                    community,
                    IntStream.rangeClosed(1, 4)
                            .mapToObj(number -> PremisesEntry.of(PremisesKind.SHOP, "S0" + number))
                            .toList());
            shops = IntStream.rangeClosed(1, 4)
                    .mapToObj(number -> saved.id("S0" + number))
                    .toList();
        });
    }

    @Test
    void knowsWhichCollectorAnswersForWhichPremisesOnWhichDay() {
        asClerk(() -> {
            long east = areas.create(community, "东区");
            long west = areas.create(community, "西区");
            assertThat(areas.assignPremises(community, east, shops, JANUARY)).isEqualTo(4);
            areas.assignCollector(community, east, lin, JANUARY);
            areas.assignCollector(community, west, wu, JANUARY);
            assertThat(areas.assignPremises(community, west, shops.subList(0, 1), JUNE))
                    .isEqualTo(1);
            areas.assignCollector(community, east, wu, JUNE.plusMonths(1));

            assertThat(areas.collectorOf(community, shops.get(0), JANUARY.minusDays(1)))
                    .isEmpty();
            assertThat(areas.collectorOf(community, shops.get(0), JUNE.minusDays(1)))
                    .contains(lin);
            assertThat(areas.collectorOf(community, shops.get(0), JUNE)).contains(wu);
            assertThat(areas.collectorOf(community, shops.get(1), JUNE)).contains(lin);
            assertThat(areas.collectorOf(community, shops.get(1), JUNE.plusMonths(1)))
                    .contains(wu);
            assertThat(areas.list(community, JUNE))
                    .extracting(area -> area.name() + " " + area.collectorId() + " " + area.premises())
                    .containsExactly("东区 " + lin + " 3", "西区 " + wu + " 1");
        });
    }

    @Test
    void changesNothingWhenTheSameIsAssignedAgain() {
        asClerk(() -> {
            long east = areas.create(community, "东区");
            areas.assignPremises(community, east, shops, JANUARY);
            assertThat(areas.assignPremises(community, east, shops, JANUARY)).isZero();
            assertThat(areas.assignPremises(community, east, shops, JUNE)).isZero();
        });
    }

    @Test
    void releasesPremisesFromADayOn() {
        asClerk(() -> {
            long east = areas.create(community, "东区");
            areas.assignPremises(community, east, shops, JANUARY);
            areas.assignCollector(community, east, lin, JANUARY);
            assertThat(areas.release(community, shops.subList(0, 2), JUNE)).isEqualTo(2);
            assertThat(areas.collectorOf(community, shops.get(0), JUNE)).isEmpty();
            assertThat(areas.collectorOf(community, shops.get(0), JUNE.minusDays(1)))
                    .contains(lin);
        });
    }

    @Test
    void releasesByFormWithoutTheNameOfAnArea() {
        asClerk(() -> {
            areas.assign(community, new Areas.Assignment("东区", lin, shops, JANUARY));
        });
        assertThat(browser.post()
                        .uri("/communities/" + community + "/areas")
                        .with(Staff.signedIn(clerk))
                        .with(csrf())
                        .param("premises", String.valueOf(shops.get(0)))
                        .param("from", "2026-06-01")
                        .param("released", "true"))
                .hasStatus3xxRedirection();
        asClerk(() -> {
            assertThat(areas.collectorOf(community, shops.get(0), JUNE)).isEmpty();
            assertThat(areas.collectorOf(community, shops.get(1), JUNE)).contains(lin);
        });
        assertThat(browser.post()
                        .uri("/communities/" + community + "/areas")
                        .with(Staff.signedIn(clerk))
                        .with(csrf())
                        .param("from", "2026-06-01"))
                .hasStatus(422);
    }

    @Test
    void refusesASecondAreaOfTheSameNameAndPeopleWhoDoNotCollectThere() {
        asClerk(() -> {
            long east = areas.create(community, "东区");
            assertThatThrownBy(() -> areas.create(community, " 东区 ")).isInstanceOf(InvalidInput.class);
            assertThatThrownBy(() -> areas.assignCollector(community, east, clerk, JANUARY))
                    .isInstanceOf(InvalidInput.class);
        });
    }

    @Test
    void neverReachesPremisesOfAnotherCommunity() {
        long elsewhere = Staff.community("别处 " + count);
        long other = Staff.hire("elsewhere-" + count, elsewhere, "clerk");
        Scopes.run(Staff.scope(other, elsewhere), () -> {
            long area = areas.create(elsewhere, "东区");
            assertThatThrownBy(() -> areas.assignPremises(elsewhere, area, shops, JANUARY))
                    .isInstanceOf(NotFound.class);
        });
    }

    private void asClerk(Runnable work) {
        Scopes.run(Staff.scope(clerk, community), work);
    }
}
