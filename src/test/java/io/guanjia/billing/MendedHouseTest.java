package io.guanjia.billing;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.mending.enums.CorrectionState;
import io.guanjia.estate.StatusChange;
import io.guanjia.estate.Statuses;
import io.guanjia.kernel.DateSpan;
import io.guanjia.mending.Correction;
import io.guanjia.mending.CorrectionRequest;
import io.guanjia.mending.Corrections;
import io.guanjia.residents.Ownership;
import io.guanjia.residents.Ownerships;
import io.guanjia.residents.Tenancies;
import io.guanjia.residents.VehicleEntry;
import io.guanjia.residents.Vehicles;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What follows a correction in the house register, and the vehicles of spaces that change places. */
@GuanjiaTest
@Tag("CLERK-02")
@Tag("DEPT-07")
class MendedHouseTest {
    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
    private static final LocalDate LATER = LocalDate.of(2023, 5, 1);

    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    SmallEstate estate;
    long home;
    long other;
    long first;
    long second;

    @BeforeEach
    void twoHouseholdsOfDifferentDays() {
        clock.set(LocalDate.of(2026, 1, 5));
        estate = new SmallEstate(house);
        home = estate.room("1-101", "89.37");
        other = estate.room("1-102", "120.50");
        first = estate.person("业主甲");
        second = estate.person("业主乙");
        estate.owns(home, SmallEstate.LONG_AGO, first);
        estate.owns(other, LATER, second);
    }

    @Test
    void bringsTheSalesOfSwappedHouseholdsAlong() {
        assertThat(statuses(home)).containsExactly("SOLD 2020-01-01");
        assertThat(statuses(other)).containsExactly("SOLD 2023-05-01");
        apply(CorrectionRequest.swap(home, other, null, "两户登记反了"));
        assertThat(statuses(home)).containsExactly("SOLD 2023-05-01");
        assertThat(statuses(other)).containsExactly("SOLD 2020-01-01");
        assertThat(on(home, LATER.minusDays(1))).isEqualTo(PremisesStatus.UNSOLD);
    }

    @Test
    void leavesTheSaleWhereItWasWhenOwnersOfLaterDaysAreExchanged() {
        apply(CorrectionRequest.swap(home, other, NEW_YEAR, "两户登记反了"));
        assertThat(statuses(home)).containsExactly("SOLD 2020-01-01");
        assertThat(statuses(other)).containsExactly("SOLD 2023-05-01");
    }

    @Test
    void letsTheOtherPremisesWhenATenantWasEnteredOnTheWrongOne() {
        enter(home, PremisesStatus.OCCUPIED);
        enter(other, PremisesStatus.OWN_USE);
        long tenant = estate.person("租户丁");
        DateSpan lease = new DateSpan(LocalDate.of(2025, 3, 1), LocalDate.of(2026, 2, 28));
        estate.run(
                estate.clerk,
                () -> estate.bean(Tenancies.class)
                        .begin(estate.community, other, new Tenancies.Lease(tenant, true, lease)));

        apply(CorrectionRequest.swap(home, other, NEW_YEAR, "两户登记反了"));

        assertThat(statuses(other))
                .containsExactly("SOLD 2023-05-01", "OWN_USE 2024-01-01", "LET 2025-03-01", "OWN_USE 2026-01-01");
        assertThat(statuses(home))
                .containsExactly("SOLD 2020-01-01", "OCCUPIED 2024-01-01", "LET 2026-01-01", "OCCUPIED 2026-03-01");
        long moved = estate.as(estate.clerk, () -> estate.bean(Tenancies.class).of(estate.community, home))
                .get(0)
                .id();
        estate.run(estate.clerk, () -> estate.bean(Tenancies.class).undo(estate.community, home, moved, "没有租出"));
        assertThat(on(home, LocalDate.of(2026, 1, 20))).isEqualTo(PremisesStatus.OCCUPIED);
    }

    @Test
    void keepsTheDayOfTheSaleUntilTheFirstOwnerWasNone() {
        apply(CorrectionRequest.owner(home, ownership(home, 0), NEW_YEAR, List.of(second), "登记错了人"));
        assertThat(statuses(home)).containsExactly("SOLD 2020-01-01");
        estate.run(
                estate.clerk,
                () -> estate.bean(Ownerships.class).undo(estate.community, home, ownership(home, 0), "录错房号"));
        assertThat(statuses(home)).containsExactly("SOLD 2026-01-01");
    }

    @Test
    void exchangesVehiclesOfSwappedSpacesFromTheDayOn() {
        long here = estate.premises("P-001", "SPACE", null);
        long there = estate.premises("P-002", "SPACE", null);
        estate.owns(here, SmallEstate.LONG_AGO, first);
        estate.owns(there, SmallEstate.LONG_AGO, second);
        park("测A00001", first, here, SmallEstate.LONG_AGO);
        park("测A00002", second, there, LocalDate.of(2026, 1, 3));
        permit("测A00001", "T-1001");
        long gone = park("测A00003", second, there, SmallEstate.LONG_AGO);
        estate.run(
                estate.clerk, () -> estate.bean(Vehicles.class).end(estate.community, gone, LocalDate.of(2025, 6, 30)));

        apply(CorrectionRequest.swap(here, there, NEW_YEAR, "车位登记反了"));

        assertThat(vehicles())
                .containsExactly(
                        "测A00001 P-001 甲 2020-01-01..2025-12-31 T-1001 2025-07-01 2026-06-30 30000",
                        "测A00001 P-002 甲 2026-01-01.. T-1001 2025-07-01 2026-06-30 30000",
                        "测A00002 P-001 乙 2026-01-03..",
                        "测A00003 P-002 乙 2020-01-01..2025-06-30");
        apply(CorrectionRequest.swap(here, there, NEW_YEAR, "其实没有反"));
        assertThat(vehicles())
                .containsExactly(
                        "测A00001 P-001 甲 2020-01-01..2025-12-31 T-1001 2025-07-01 2026-06-30 30000",
                        "测A00001 P-001 甲 2026-01-01.. T-1001 2025-07-01 2026-06-30 30000",
                        "测A00002 P-002 乙 2026-01-03..",
                        "测A00003 P-002 乙 2020-01-01..2025-06-30");
    }

    private void enter(long premises, PremisesStatus status) {
        Statuses.Entry entry = new Statuses.Entry(status, LocalDate.of(2024, 1, 1), "已入住");
        estate.run(estate.clerk, () -> estate.bean(Statuses.class).change(estate.community, premises, entry));
    }

    private List<String> statuses(long premises) {
        return estate.as(estate.clerk, () -> estate.bean(Statuses.class).history(estate.community, premises)).stream()
                .filter(StatusChange::stands)
                .sorted(java.util.Comparator.comparing(StatusChange::from))
                .map(one -> one.status() + " " + one.from())
                .toList();
    }

    private PremisesStatus on(long premises, LocalDate day) {
        return estate.as(estate.clerk, () -> estate.bean(Statuses.class).on(estate.community, premises, day));
    }

    private long ownership(long premises, int at) {
        List<Ownership> owned =
                estate.as(estate.clerk, () -> estate.bean(Ownerships.class).of(estate.community, premises));
        return owned.get(at).id();
    }

    private long park(String plate, long person, long space, LocalDate from) {
        VehicleEntry entry = new VehicleEntry(plate, person, space, null, null, null, from);
        return estate.as(estate.clerk, () -> estate.bean(Vehicles.class).add(estate.community, entry))
                .id();
    }

    private void permit(String plate, String number) {
        SmallEstate.sql()
                .execute(
                        "update residents.vehicle set permit = ?, permit_from_on = '2025-07-01', permit_to_on = '2026-06-30',"
                                + " permit_rent_fen = 30000 where community_id = ? and plate = ?",
                        number,
                        estate.community,
                        plate);
    }

    private List<String> vehicles() {
        return SmallEstate.sql()
                .fetch(
                        "select v.plate, p.code, substr(n.name, 3), v.from_on, coalesce(v.to_on::text, ''),"
                                + " coalesce(' ' || v.permit || ' ' || v.permit_from_on || ' ' || v.permit_to_on || ' ' || v.permit_rent_fen, '')"
                                + " from residents.vehicle v join estate.premises p on p.id = v.premises_id"
                                + " join residents.person n on n.id = v.person_id"
                                + " where v.community_id = ? order by v.plate, v.from_on",
                        estate.community)
                .map(row -> row.get(0) + " " + row.get(1) + " " + row.get(2) + " " + row.get(3) + ".." + row.get(4)
                        + row.get(5));
    }

    private long preview(CorrectionRequest asked) {
        return estate.as(estate.clerk, () -> estate.bean(Corrections.class).preview(estate.community, asked));
    }

    private Correction get(long id) {
        return estate.as(estate.clerk, () -> estate.bean(Corrections.class).get(estate.community, id));
    }

    /** Nothing is billed: it holds at once. */
    private void apply(CorrectionRequest asked) {
        long id = preview(asked);
        estate.run(estate.clerk, () -> estate.bean(Corrections.class).propose(estate.community, id));
        assertThat(get(id).state()).isEqualTo(CorrectionState.APPLIED);
    }
}
