package io.guanjia.residents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.db.residents.enums.MergeState;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.residents.Merging.Field;
import io.guanjia.residents.Suspect.Why;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.web.Paging;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@GuanjiaTest
@Tag("T1CLERK-01")
class MergesTest {
    private static final LocalDate BOUGHT = LocalDate.of(2024, 3, 1);

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
    Households households;

    @Autowired
    HouseholdFinder finder;

    @Autowired
    Duplicates duplicates;

    @Autowired
    Merges merges;

    Hamlet hamlet;
    long c;
    long again;

    @BeforeEach
    void aPersonTwice() {
        hamlet = Hamlet.found(register, people, developers);
        c = hamlet.community;
        again = hamlet.asClerk(() -> people.add(c, PersonEntry.person("陈若瑛", "19900000001")));
        hamlet.asClerk(() -> {
            ownerships.begin(c, hamlet.id("1-1-101"), BOUGHT, List.of(Owner.billed(again)));
            deliveries.deliver(c, hamlet.id("1-1-101"), BOUGHT);
            tenancies.begin(c, hamlet.id("1-1-102"), new Tenancies.Lease(again, false, new DateSpan(BOUGHT, null)));
            vehicles.add(c, new VehicleEntry("浙A12345", again, null, null, null, null, BOUGHT));
        });
    }

    @Test
    void suspectsWhoSharesAPhoneAndForgetsWhoIsSaidToBeTwo() {
        assertThat(suspects()).hasSize(1).allSatisfy(one -> {
            assertThat(one.one().id()).isEqualTo(hamlet.chen);
            assertThat(one.other().id()).isEqualTo(again);
            assertThat(one.other().name()).isEqualTo("陈*瑛");
            assertThat(one.why()).containsExactly(Why.PHONE);
        });
        hamlet.asClerk(() -> duplicates.distinguish(c, again, hamlet.chen, "母女"));
        assertThat(suspects()).isEmpty();
    }

    @Test
    void knowsWhySomebodyIsSuspected() {
        long wang = hamlet.asClerk(() -> people.add(c, PersonEntry.person("王小明", "19911110002")));
        hamlet.asClerk(() -> {
            ownerships.begin(c, hamlet.id("1-1-103"), BOUGHT, List.of(Owner.billed(hamlet.wang), Owner.beside(wang)));
            people.add(c, PersonEntry.company("云溪置业有限公司", "01099990000"));
        });
        assertThat(suspects())
                .extracting(Suspect::why)
                .containsExactly(
                        List.of(Why.NAME_AND_ROOM, Why.NAME_AND_PHONE_TAIL),
                        List.of(Why.NAME_AND_PHONE_TAIL, Why.PHONE),
                        List.of(Why.PHONE));
    }

    @Test
    void carriesEverythingOfTheRegisterOverAndBack() {
        long merge = merge(Set.of(Field.NAME));
        assertThat(get(merge).state()).isEqualTo(MergeState.MERGED);
        assertThat(get(merge).moved()).isEqualTo(3);
        assertThat(person(hamlet.chen).name()).isEqualTo("陈若瑛");
        assertThat(person(hamlet.chen).identityMasked()).isNotNull();
        assertThat(person(again).name()).isEqualTo("陈若瑛");
        assertThat(answers()).isEqualTo(hamlet.chen);
        assertThat(vehicleOwner()).isEqualTo(hamlet.chen);
        assertThat(suspects()).isEmpty();

        hamlet.asClerk(() -> merges.undo(c, merge, "其实是两人"));
        assertThat(person(hamlet.chen).name()).isEqualTo("陈若英");
        assertThat(answers()).isEqualTo(again);
        assertThat(vehicleOwner()).isEqualTo(again);
        assertThat(hamlet.asClerk(() -> households.wrong(c, hamlet.premises.values())))
                .isEmpty();
        assertThat(suspects()).hasSize(1);
    }

    @Test
    void joinsTwoOwnersOfOneRoomAsANewVersion() {
        long room = hamlet.id("1-1-103");
        hamlet.asClerk(() -> ownerships.begin(
                c, room, BOUGHT, List.of(Owner.billed(again), Owner.beside(hamlet.chen), Owner.beside(hamlet.zhou))));
        long merge = merge(Set.of());
        assertThat(owners(room)).containsExactly(Owner.billed(hamlet.chen), Owner.beside(hamlet.zhou));
        hamlet.asClerk(() -> merges.undo(c, merge, "其实是两人"));
        assertThat(owners(room))
                .containsExactlyInAnyOrder(Owner.billed(again), Owner.beside(hamlet.chen), Owner.beside(hamlet.zhou));
    }

    @Test
    void leadsFromTheOldNameToWhoStands() {
        merge(Set.of());
        assertThat(hamlet.asClerk(() -> finder.find(c, "陈若瑛", 5)))
                .extracting(Found::code)
                .contains("1-1-101");
        assertThat(hamlet.asClerk(
                        () -> people.page(c, "陈若瑛", new Paging(10, null)).items()))
                .extracting(PersonLine::id)
                .containsExactly(hamlet.chen);
        assertThatThrownBy(() -> hamlet.asClerk(
                        () -> ownerships.begin(c, hamlet.id("1-1-103"), BOUGHT, List.of(Owner.billed(again)))))
                .isInstanceOf(PersonMerged.class);
        assertThatThrownBy(
                        () -> hamlet.asClerk(() -> people.edit(c, again, 0, PersonEntry.person("陈若瑛", "19900000009"))))
                .isInstanceOf(PersonMerged.class);
        assertThatThrownBy(() -> merge(Set.of())).isInstanceOf(PersonMerged.class);
    }

    @Test
    void changesNothingWhenTheOldWorkbookComesAgain() {
        PersonEntry entry = PersonEntry.person("吴小姐", "19900000011").imported("Y7");
        long imported = hamlet.asClerk(() -> people.saveAll(c, List.of(entry))).id("Y7");
        hamlet.asClerk(() -> merges.merge(c, new Merging(imported, hamlet.zhou, Set.of(), "同一人")));
        var saved = hamlet.asClerk(() -> people.saveAll(c, List.of(entry)));
        assertThat(saved.changed() + saved.created()).isZero();
        assertThat(saved.id("Y7")).isEqualTo(hamlet.zhou);
    }

    @Test
    void refusesAPersonAndACompany() {
        assertThatThrownBy(() ->
                        hamlet.asClerk(() -> merges.merge(c, new Merging(again, hamlet.developer, Set.of(), "误"))))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void refusesOnePersonTwiceOver() {
        assertThatThrownBy(() -> hamlet.asClerk(() -> merges.merge(c, new Merging(again, again, Set.of(), "同一人"))))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> hamlet.asClerk(() -> duplicates.distinguish(c, again, again, "两人")))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void makesATenantOfHisOwnRoomOneWithItsOwnerAndTwoAgain() {
        long room = hamlet.id("1-1-102");
        hamlet.asClerk(() -> {
            ownerships.begin(c, room, BOUGHT, List.of(Owner.billed(hamlet.chen)));
            deliveries.deliver(c, room, BOUGHT);
        });
        long merge = merge(Set.of());
        assertThat(hamlet.asClerk(() -> households.wrong(c, hamlet.premises.values())))
                .isEmpty();
        hamlet.asClerk(() -> merges.undo(c, merge, "其实是两人"));
        assertThat(hamlet.asClerk(() -> tenancies.of(c, room)).get(0).tenantId())
                .isEqualTo(again);
    }

    /** The version that the merge began has ended since: the one before it would stand beside the buyer's. */
    @Test
    void standsOnceWhatBothOwnedWasSold() {
        long room = hamlet.id("1-1-103");
        hamlet.asClerk(
                () -> ownerships.begin(c, room, BOUGHT, List.of(Owner.billed(again), Owner.beside(hamlet.chen))));
        long merge = merge(Set.of());
        hamlet.asClerk(
                () -> ownerships.transfer(c, room, LocalDate.of(2025, 1, 1), List.of(Owner.billed(hamlet.zhou))));
        assertThatThrownBy(() -> hamlet.asClerk(() -> merges.undo(c, merge, "其实是两人")))
                .isInstanceOf(MergeStands.class);
        assertThat(owners(room)).containsExactly(Owner.billed(hamlet.chen));
    }

    private long merge(Set<Field> taken) {
        return hamlet.asClerk(() -> merges.merge(c, new Merging(again, hamlet.chen, taken, "同一人登记了两次")));
    }

    private Merge get(long id) {
        return hamlet.asClerk(() -> merges.get(c, id));
    }

    private Person person(long id) {
        return hamlet.asClerk(() -> people.get(c, id));
    }

    private List<Suspect> suspects() {
        return hamlet.asClerk(() -> duplicates.suspected(c));
    }

    private long answers() {
        return hamlet.asClerk(() -> households.on(c, hamlet.id("1-1-101"), LocalDate.of(2024, 6, 1)))
                .orElseThrow()
                .payerId();
    }

    private long vehicleOwner() {
        return hamlet.asClerk(() -> vehicles.of(c, List.of(again, hamlet.chen), null))
                .get(0)
                .personId();
    }

    private List<Owner> owners(long room) {
        return hamlet.asClerk(() -> ownerships.of(c, room)).get(0).owners();
    }
}
