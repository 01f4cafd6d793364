package io.guanjia.residents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.guanjia.database.Scopes;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.estate.Saved;
import io.guanjia.identity.Staff;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@GuanjiaTest
class HouseholdFinderTest {

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
    Deliveries deliveries;

    @Autowired
    Vehicles vehicles;

    @Autowired
    HouseholdFinder finder;

    @Autowired
    MovedClock clock;

    Hamlet hamlet;

    @BeforeEach
    void foundAHamlet() {
        clock.set(LocalDate.of(2026, 1, 5));
        hamlet = Hamlet.found(register, people, developers);
        hamlet.asClerk(() -> {
            long room = hamlet.id("1-1-101");
            ownerships.begin(
                    hamlet.community, room, BOUGHT, List.of(Owner.billed(hamlet.chen), Owner.beside(hamlet.wang)));
            deliveries.deliver(hamlet.community, room, BOUGHT);
        });
    }

    @Test
    void findsByCodeWithAndWithoutHyphensAndByItsLastPart() {
        assertThat(found("1-1-10"))
                .containsExactly(
                        "1-1-101 陈*英 199****0001 CODE",
                        "1-1-102 云溪置业有限公司 *********00 CODE",
                        "1-1-103 云溪置业有限公司 *********00 CODE");
        assertThat(found("11102")).containsExactly("1-1-102 云溪置业有限公司 *********00 CODE");
        assertThat(found(" １０１ ")).containsExactly("1-1-101 陈*英 199****0001 CODE");
        assertThat(found("s")).containsExactly("S01 云溪置业有限公司 *********00 CODE");
    }

    @Test
    void findsByNameAndPhoneOfEveryCoOwner() {
        assertThat(found("陈若")).containsExactly("1-1-101 陈*英 199****0001 NAME");
        assertThat(found("王小明")).containsExactly("1-1-101 陈*英 199****0001 NAME");
        assertThat(found("0002")).containsExactly("1-1-101 陈*英 199****0001 PHONE");
        assertThat(found("199 0000 0001")).containsExactly("1-1-101 陈*英 199****0001 PHONE");
        assertThat(found("周敏")).isEmpty();
        assertThat(found("云溪")).hasSize(3);
    }

    @Test
    @Tag("DEPT-02")
    void findsByTheInitialsOfNamesInEveryReading() {
        long zeng = hamlet.asClerk(() -> people.add(hamlet.community, PersonEntry.person("曾敏", "19900000009")));
        hamlet.asClerk(
                () -> ownerships.begin(hamlet.community, hamlet.id("1-1-102"), BOUGHT, List.of(Owner.billed(zeng))));
        assertThat(found("cry")).containsExactly("1-1-101 陈*英 199****0001 INITIALS");
        assertThat(found("WX")).containsExactly("1-1-101 陈*英 199****0001 INITIALS");
        assertThat(found("zm")).hasSize(1).isEqualTo(found("cm"));
        assertThat(found("yxzy")).hasSize(3);
        hamlet.asClerk(() -> {
            Person before = people.get(hamlet.community, zeng);
            people.edit(hamlet.community, zeng, before.version(), PersonEntry.person("郑敏", "19900000009"));
        });
        assertThat(found("cm")).isEmpty();
        assertThat(found("zm")).hasSize(1);
    }

    @Test
    void findsInSeveralCommunitiesAtOnceButOnlyWherePostsAllow() {
        Hamlet other = Hamlet.found(register, people, developers);
        long clerk = Staff.hire("finder-two-" + hamlet.community, hamlet.community, "clerk");
        Staff.appoint(clerk, "technician", other.community, BOUGHT, null);
        List<Long> both = List.of(hamlet.community, other.community);
        Scopes.run(Staff.scope(clerk, hamlet.community, other.community), () -> {
            assertThat(finder.find(both, "1-1-101", 10))
                    .extracting(Found::communityId, Found::payer)
                    .containsExactly(tuple(hamlet.community, "陈*英"), tuple(other.community, null));
            assertThat(finder.find(both, "yxzy", 10))
                    .extracting(Found::communityId)
                    .containsOnly(hamlet.community);
        });
        Scopes.run(
                Staff.scope(hamlet.clerk, hamlet.community),
                () -> assertThat(finder.find(both, "1-1-101", 10))
                        .extracting(Found::communityId)
                        .containsExactly(hamlet.community));
    }

    @Test
    void findsByPlate() {
        VehicleEntry car = new VehicleEntry("测a·00001", hamlet.wang, null, "9901", null, null, BOUGHT);
        Saved saved = hamlet.asClerk(() -> vehicles.saveAll(hamlet.community, List.of(car)));
        assertThat(saved.created()).isEqualTo(1);
        assertThat(hamlet.asClerk(() -> vehicles.saveAll(hamlet.community, List.of(car))))
                .isEqualTo(new Saved(0, 0, saved.ids()));
        assertThat(found("测A0")).containsExactly("1-1-101 陈*英 199****0001 PLATE");
    }

    @Test
    void findsNobodyForThoseWhoMayNotReadResidents() {
        long technician = Staff.hire("finder-technician-" + hamlet.community, hamlet.community, "technician");
        Scopes.run(Staff.scope(technician, hamlet.community), () -> {
            assertThat(finder.find(hamlet.community, "陈若英", 10)).isEmpty();
            assertThat(finder.find(hamlet.community, "1-1-101", 10))
                    .singleElement()
                    .satisfies(one -> assertThat(one.payer()).isNull());
        });
    }

    @Test
    void findsNothingOfAnotherCommunityNorByWildcards() {
        Hamlet other = Hamlet.found(register, people, developers);
        assertThat(other.asClerk(() -> finder.find(other.community, "陈若英", 10))).isEmpty();
        assertThat(found("%")).isEmpty();
        assertThat(found("' or 1=1 --")).isEmpty();
        assertThat(found("")).isEmpty();
    }

    private List<String> found(String text) {
        return hamlet.asClerk(() -> finder.find(hamlet.community, text, 10).stream()
                .map(one -> one.code() + " " + one.payer() + " " + one.phone() + " " + one.by())
                .toList());
    }
}
