package io.guanjia.residents;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.estate.PremisesEntry;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A vehicle of somebody who stood in the register twice, on a space that changed places meanwhile. */
@GuanjiaTest
@Tag("T1CLERK-01")
class MergedVehiclesTest {
    private static final LocalDate SINCE = LocalDate.of(2024, 3, 1);
    private static final LocalDate SWAPPED = LocalDate.of(2025, 7, 1);

    @Autowired
    PremisesRegister register;

    @Autowired
    People people;

    @Autowired
    Developers developers;

    @Autowired
    Vehicles vehicles;

    @Autowired
    Merges merges;

    @Autowired
    RegisterCorrections corrections;

    @Autowired
    PlatformTransactionManager transactions;

    Hamlet hamlet;
    long c;
    long again;
    long here;
    long there;
    long merge;

    @BeforeEach
    void aVehicleOfAPersonWhoIsMerged() {
        hamlet = Hamlet.found(register, people, developers);
        c = hamlet.community;
        hamlet.asClerk(() -> {
            again = people.add(c, PersonEntry.person("陈若瑛", "19900000001"));
            var spaces = register.savePremises(
                    c,
                    List.of(
                            PremisesEntry.of(PremisesKind.SPACE, "C0001"),
                            PremisesEntry.of(PremisesKind.SPACE, "C0002")));
            here = spaces.id("C0001");
            there = spaces.id("C0002");
            vehicles.add(c, new VehicleEntry("浙A12345", again, here, null, null, null, SINCE));
            merge = merges.merge(c, new Merging(again, hamlet.chen, Set.of(), "同一人"));
        });
    }

    @Test
    void goesBackWithAllItsDaysWhenItsSpaceChangedPlacesBetween() {
        swap();
        assertThat(owners())
                .containsExactly("C0001 2024-03-01..2025-06-30 " + hamlet.chen, "C0002 2025-07-01.. " + hamlet.chen);
        hamlet.asClerk(() -> merges.undo(c, merge, "不是同一人"));
        assertThat(owners()).containsExactly("C0001 2024-03-01..2025-06-30 " + again, "C0002 2025-07-01.. " + again);
    }

    /** What was separated before stays so. */
    @Test
    void staysWhoseItIsWhenTheMergeWasUndoneBefore() {
        hamlet.asClerk(() -> merges.undo(c, merge, "不是同一人"));
        long moved = hamlet.asClerk(() -> merges.get(c, merge)).moved();
        swap();
        assertThat(owners()).containsExactly("C0001 2024-03-01..2025-06-30 " + again, "C0002 2025-07-01.. " + again);
        assertThat(hamlet.asClerk(() -> merges.get(c, merge)).moved()).isEqualTo(moved);
    }

    private void swap() {
        hamlet.asClerk(() -> new TransactionTemplate(transactions)
                .executeWithoutResult(status -> corrections.swap(c, here, there, SWAPPED, "车位登记反了")));
    }

    private List<String> owners() {
        return TestDatabases.current()
                .owner()
                .fetch(
                        "select p.code, v.from_on, coalesce(v.to_on::text, ''), v.person_id from residents.vehicle v"
                                + " join estate.premises p on p.id = v.premises_id where v.community_id = ? order by v.from_on",
                        c)
                .map(row -> row.get(0) + " " + row.get(1) + ".." + row.get(2) + " " + row.get(3));
    }
}
