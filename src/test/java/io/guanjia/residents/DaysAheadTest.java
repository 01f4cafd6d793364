package io.guanjia.residents;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.estate.PremisesRegister;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.DaysAhead;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A year of four wrong digits: whatever is entered by hand from a day on. */
@GuanjiaTest
@Tag("T1CLERK-01")
class DaysAheadTest {

    @Autowired
    PremisesRegister register;

    @Autowired
    People people;

    @Autowired
    Developers developers;

    @Autowired
    Ownerships ownerships;

    @Autowired
    Tenancies tenancies;

    @Autowired
    Deliveries deliveries;

    @Autowired
    Vehicles vehicles;

    @Autowired
    MovedClock clock;

    Hamlet hamlet;
    Map<String, Consumer<LocalDate>> commands;

    @BeforeEach
    void everythingThatHoldsFromADayOn() {
        clock.set(LocalDate.of(2026, 1, 5));
        hamlet = Hamlet.found(register, people, developers);
        long c = hamlet.community;
        long room = hamlet.id("1-1-101");
        commands = new TreeMap<>(Map.of(
                "ownership", day -> ownerships.begin(c, room, day, List.of(Owner.billed(hamlet.chen))),
                "tenancy",
                        day -> tenancies.begin(
                                c, room, new Tenancies.Lease(hamlet.zhou, true, new DateSpan(day, null))),
                "delivery", day -> deliveries.deliver(c, hamlet.id("1-1-102"), day),
                "delivery corrected", day -> deliveries.correct(c, hamlet.id("1-1-103"), day, "日期录错"),
                "vehicle",
                        day -> vehicles.add(c, new VehicleEntry("测A00001", hamlet.chen, null, null, null, null, day)),
                "developer", day -> developers.set(c, hamlet.chen, day),
                "measurement", day -> register.measure(c, room, day, Area.parse("90.00"))));
    }

    @Test
    void takesWhatIsKnownAYearBeforeAndRefusesTheRest() {
        commands.forEach((name, command) -> {
            for (LocalDate day : List.of(clock.today().plusDays(DaysAhead.MOST + 1), LocalDate.of(2206, 1, 1))) {
                assertThatThrownBy(() -> hamlet.asClerk(() -> command.accept(day)))
                        .as(name)
                        .isInstanceOf(InvalidInput.class);
            }
        });
        commands.forEach((name, command) -> assertThatNoException()
                .as(name)
                .isThrownBy(
                        () -> hamlet.asClerk(() -> command.accept(clock.today().plusDays(DaysAhead.MOST)))));
    }
}
