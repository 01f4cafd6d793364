package io.guanjia.residents;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.estate.PremisesEntry;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.testing.GuanjiaTest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@GuanjiaTest
@Tag("DEPT-07")
class BelongingsTest {
    private static final LocalDate BOUGHT = LocalDate.of(2024, 3, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 1, 5);

    @Autowired
    PremisesRegister register;

    @Autowired
    People people;

    @Autowired
    Developers developers;

    @Autowired
    Ownerships ownerships;

    @Autowired
    Vehicles vehicles;

    @Autowired
    Belongings belongings;

    @Test
    void listsEachSpaceOnce() {
        Hamlet hamlet = Hamlet.found(register, people, developers);
        long c = hamlet.community;
        Map<String, Long> spaces = hamlet.asClerk(() -> register.savePremises(
                        c,
                        List.of(
                                PremisesEntry.of(PremisesKind.SPACE, "C0001").space("地下", "SALE"),
                                PremisesEntry.of(PremisesKind.SPACE, "C0002").space("地下", "SALE"),
                                PremisesEntry.of(PremisesKind.SPACE, "C0003").space("地下", "SALE")))
                .ids());
        hamlet.asClerk(() -> {
            List<Owner> both = List.of(Owner.billed(hamlet.chen), Owner.beside(hamlet.wang));
            spaces.values().forEach(space -> ownerships.begin(c, space, BOUGHT, both));
            vehicles.add(c, parked("测A00001", hamlet.chen, spaces.get("C0001")));
            vehicles.add(c, parked("测A00002", hamlet.zhou, spaces.get("C0003")));
        });
        List<Belonging> found =
                hamlet.asClerk(() -> belongings.of(c, List.of(hamlet.chen, hamlet.wang), hamlet.id("1-1-101"), TODAY));
        assertThat(found)
                .extracting(one -> one.name() + " " + one.space())
                .containsExactly("测A00001 C0001", "C0002 null", "C0003 null");
    }

    private static VehicleEntry parked(String plate, long person, long space) {
        return new VehicleEntry(plate, person, space, null, null, null, BOUGHT);
    }
}
