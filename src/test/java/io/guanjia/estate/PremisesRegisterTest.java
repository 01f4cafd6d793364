package io.guanjia.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.database.Scopes;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.web.NotFound;
import io.guanjia.web.Paging;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

@GuanjiaTest
class PremisesRegisterTest {

    private static final LocalDate START = LocalDate.of(2025, 1, 1);
    private static int count;

    @Autowired
    PremisesRegister register;

    @Autowired
    Buildings buildings;

    @Autowired
    MovedClock clock;

    long yunxi;
    long linhai;
    long clerk;

    @BeforeEach
    void openTwoCommunities() {
        count++;
        yunxi = Staff.community("云溪 " + count);
        linhai = Staff.community("林海 " + count);
        clerk = Staff.hire("estate-clerk-" + count, yunxi, "clerk");
    }

    @Test
    @Tag("T1CLERK-01")
    void savesAWholeEstateOnceHoweverOftenItIsAsked() {
        Saved first = asClerk(this::saveEstate);
        assertThat(first.created()).isEqualTo(5);
        assertThat(first.changed()).isZero();
        Saved again = asClerk(this::saveEstate);
        assertThat(again.created()).isZero();
        assertThat(again.changed()).isZero();
        assertThat(again.ids()).isEqualTo(first.ids());
    }

    @Test
    void countsWhatABulkSaveChangesAndKeepsWhatItDoesNotSay() {
        Saved first = asClerk(this::saveEstate);
        PremisesEntry larger = room("101").measuring(Area.parse("90.12"), LocalDate.of(2026, 1, 1));
        Saved second = asClerk(() -> register.savePremises(yunxi, List.of(larger)));
        assertThat(second.created()).isZero();
        assertThat(second.changed()).isEqualTo(1);
        clock.set(LocalDate.of(2026, 2, 1));
        Premises premises = asClerk(() -> register.get(yunxi, first.id("1-1-101")));
        assertThat(premises.floor()).isEqualTo(1);
        assertThat(premises.area()).isEqualTo(Area.parse("90.12"));
        assertThat(asClerk(() -> register.measurements(yunxi, premises.id())))
                .extracting(measured -> measured.span().toString() + " " + measured.area())
                .containsExactly("2025-01-01..2025-12-31 89.37", "2026-01-01.. 90.12");
    }

    @Test
    void refusesABuildingThatDoesNotStandThere() {
        assertThatThrownBy(() -> asClerk(() -> register.savePremises(yunxi, List.of(room("101")))))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("buildingCode: building-unknown");
    }

    @Test
    void listsInTheOrderInWhichPeopleCount() {
        asClerk(this::saveEstate);
        assertThat(asClerk(() -> codes(PremisesFilter.all())))
                .containsExactly("1-1-101", "1-1-1001", "1-2-101", "C0001", "S01");
        assertThat(asClerk(() -> buildings.list(yunxi)))
                .extracting(Building::code)
                .containsExactly("1", "2", "10");
    }

    @Test
    void turnsPagesByKeyAndLosesNothing() {
        asClerk(this::saveEstate);
        List<String> seen = asClerk(() -> {
            List<String> codes = new ArrayList<>();
            var page = register.page(yunxi, PremisesFilter.all(), new Paging(2, null));
            page.items().forEach(premises -> codes.add(premises.code()));
            while (page.next() != null) {
                page = register.page(
                        yunxi,
                        PremisesFilter.all(),
                        new Paging(2, io.guanjia.web.Cursor.of(codes.get(codes.size() - 1))));
                page.items().forEach(premises -> codes.add(premises.code()));
            }
            return codes;
        });
        assertThat(seen).containsExactly("1-1-101", "1-1-1001", "1-2-101", "C0001", "S01");
    }

    @Test
    void findsByWhatPeopleSay() {
        asClerk(this::saveEstate);
        assertThat(asClerk(() -> codes(PremisesFilter.of("1-1", null, null)))).containsExactly("1-1-101", "1-1-1001");
        assertThat(asClerk(() -> codes(PremisesFilter.of("11101", null, null)))).containsExactly("1-1-101");
        assertThat(asClerk(() -> codes(PremisesFilter.of("１０１", null, null)))).containsExactly("1-1-101", "1-2-101");
        assertThat(asClerk(() -> codes(PremisesFilter.of("s0", null, null)))).containsExactly("S01");
        assertThat(asClerk(() -> codes(PremisesFilter.of(null, "1", PremisesKind.SHOP))))
                .isEmpty();
        assertThat(asClerk(() -> register.totals(yunxi, PremisesFilter.of(null, null, PremisesKind.ROOM))))
                .satisfies(totals -> assertThat(totals.premises()).isEqualTo(3))
                .satisfies(totals -> assertThat(totals.squareMetres()).isEqualByComparingTo("268.11"));
    }

    @Test
    void correctsAMeasurementOfTheSameDayInPlaceAndLetsAnEarlierOneLastUntilTheNext() {
        long id = asClerk(this::saveEstate).id("1-1-101");
        asClerk(() -> {
            register.measure(yunxi, id, LocalDate.of(2025, 7, 1), Area.parse("91"));
            register.measure(yunxi, id, LocalDate.of(2025, 7, 1), Area.parse("92"));
            register.measure(yunxi, id, LocalDate.of(2025, 3, 1), Area.parse("88"));
            return null;
        });
        assertThat(asClerk(() -> register.measurements(yunxi, id)))
                .extracting(measured -> measured.span() + " " + measured.area())
                .containsExactly("2025-01-01..2025-02-28 89.37", "2025-03-01..2025-06-30 88.00", "2025-07-01.. 92.00");
    }

    @Test
    void tellsTheLoserOfARaceWhoChangedWhat() {
        long id = asClerk(this::saveEstate).id("1-1-101");
        int version = asClerk(() -> register.get(yunxi, id)).version();
        asClerk(() -> edit(id, version, room("101").on(1, "两室一厅")));
        assertThatThrownBy(() -> asClerk(() -> edit(id, version, room("101").on(1, "三室"))))
                .isInstanceOfSatisfying(ChangedMeanwhile.class, refusal -> {
                    assertThat(refusal.code()).isEqualTo("changed-meanwhile");
                    assertThat(refusal.arguments()).contains("estate-clerk-" + count);
                });
    }

    @Test
    void keepsCodesUniqueInACommunityOnly() {
        asClerk(this::saveEstate);
        assertThatThrownBy(() -> asClerk(() -> register.add(yunxi, PremisesEntry.of(PremisesKind.SHOP, "S01"))))
                .isInstanceOf(InvalidInput.class);
        long other = Staff.hire("other-clerk-" + count, linhai, "clerk");
        long shop = Scopes.call(
                Staff.scope(other, linhai), () -> register.add(linhai, PremisesEntry.of(PremisesKind.SHOP, "S01")));
        assertThat(shop).isPositive();
    }

    @Test
    void showsNothingOfAnotherCommunityAndChangesNothingThere() {
        long id = asClerk(this::saveEstate).id("1-1-101");
        long other = Staff.hire("other-clerk-" + count, linhai, "clerk");
        Scopes.run(Staff.scope(other, linhai), () -> {
            assertThatThrownBy(() -> register.get(yunxi, id)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> register.get(linhai, id)).isInstanceOf(NotFound.class);
            assertThatThrownBy(() -> register.hold(linhai, List.of(id))).isInstanceOf(NotFound.class);
            assertThat(register.some(linhai, List.of(id))).isEqualTo(Map.of());
        });
    }

    @Test
    void letsOnlyThoseWriteWhoMay() {
        long receptionist = Staff.hire("receptionist-" + count, yunxi, "receptionist");
        Scopes.run(Staff.scope(receptionist, yunxi), () -> {
            assertThat(register.page(yunxi, PremisesFilter.all(), new Paging(10, null))
                            .items())
                    .isEmpty();
            assertThatThrownBy(this::saveEstate).isInstanceOf(AccessDeniedException.class);
        });
    }

    @Test
    void refusesBuildingsWhoseCodesNoPremisesCouldCarry() {
        for (String code : List.of("1/2", "..", "%2F", "<B>", "#", "楼".repeat(300))) {
            assertThatThrownBy(() ->
                            asClerk(() -> register.saveBuildings(yunxi, List.of(new BuildingEntry(code, "某楼", null)))))
                    .as(code)
                    .isInstanceOf(InvalidInput.class);
        }
    }

    private Saved saveEstate() {
        register.saveBuildings(
                yunxi,
                List.of(
                        new BuildingEntry("10", "10号楼", 18),
                        new BuildingEntry("1", "1号楼", 18),
                        new BuildingEntry("2", "2号楼", null)));
        register.saveEntrances(
                yunxi, List.of(new EntranceEntry("1", "1", 18, true), new EntranceEntry("1", "2", 18, true)));
        return register.savePremises(
                yunxi,
                List.of(
                        room("101").on(1, "10102").measuring(Area.parse("89.37"), START),
                        room("1001").on(10, null).measuring(Area.parse("89.37"), START),
                        PremisesEntry.room("1", "2", "101").measuring(Area.parse("89.37"), START),
                        PremisesEntry.of(PremisesKind.SHOP, "S01").measuring(Area.parse("45.60"), START),
                        PremisesEntry.of(PremisesKind.SPACE, "C0001").space("地下", "RENT")));
    }

    private Object edit(long id, int version, PremisesEntry entry) {
        register.edit(yunxi, id, version, entry);
        return id;
    }

    private static PremisesEntry room(String number) {
        return PremisesEntry.room("1", "1", number);
    }

    private List<String> codes(PremisesFilter filter) {
        return register.page(yunxi, filter, new Paging(50, null)).items().stream()
                .map(Premises::code)
                .toList();
    }

    private <T> T asClerk(Supplier<T> work) {
        return Scopes.call(Staff.scope(clerk, yunxi), work);
    }
}
