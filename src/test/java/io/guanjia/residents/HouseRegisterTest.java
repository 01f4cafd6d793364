package io.guanjia.residents;

import static io.guanjia.db.estate.enums.PremisesStatus.DECORATING;
import static io.guanjia.db.estate.enums.PremisesStatus.DELIVERED;
import static io.guanjia.db.estate.enums.PremisesStatus.LET;
import static io.guanjia.db.estate.enums.PremisesStatus.OCCUPIED;
import static io.guanjia.db.estate.enums.PremisesStatus.SOLD;
import static io.guanjia.db.estate.enums.PremisesStatus.UNSOLD;
import static io.guanjia.db.estate.enums.PremisesStatus.VACANT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.database.Scopes;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.estate.ChangedMeanwhile;
import io.guanjia.estate.Midnight;
import io.guanjia.estate.PremisesEntry;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.estate.StatusAgainstDelivery;
import io.guanjia.estate.StatusChange;
import io.guanjia.estate.StatusFollows;
import io.guanjia.estate.Statuses;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import java.time.LocalDate;
import java.util.List;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** 房屋管理台帐: what each premises was on which day, and that the list shows what it is today. */
@GuanjiaTest
@Tag("DEPT-07")
class HouseRegisterTest {

    private static final LocalDate MARCH = LocalDate.of(2024, 3, 1);

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
    Tenancies tenancies;

    @Autowired
    Statuses statuses;

    @Autowired
    Midnight midnight;

    @Autowired
    MovedClock clock;

    Hamlet hamlet;
    long room;

    @BeforeEach
    void foundAHamlet() {
        clock.set(LocalDate.of(2026, 1, 5));
        hamlet = Hamlet.found(register, people, developers);
        room = hamlet.id("1-1-101");
    }

    @Test
    void followsSaleAndDeliveryDayByDay() {
        own(LocalDate.of(2024, 1, 15));
        deliver(MARCH);
        assertThat(spans()).containsExactly("SOLD 2024-01-15..2024-03-01", "DELIVERED 2024-03-01..null");
        assertThat(on(LocalDate.of(2024, 1, 14))).isEqualTo(UNSOLD);
        assertThat(on(LocalDate.of(2024, 2, 29))).isEqualTo(SOLD);
        assertThat(on(MARCH)).isEqualTo(DELIVERED);
        assertThat(today()).isEqualTo(DELIVERED);
    }

    @Test
    void replacesASaleThatIsEnteredAfterTheDeliveryAndMovesWithACorrectedDelivery() {
        own(MARCH);
        deliver(MARCH);
        assertThat(spans()).containsExactly("DELIVERED 2024-03-01..null");
        hamlet.asClerk(() -> deliveries.correct(hamlet.community, room, LocalDate.of(2024, 4, 1), "录入有误"));
        assertThat(spans()).containsExactly("SOLD 2024-03-01..2024-04-01", "DELIVERED 2024-04-01..null");
        hamlet.asClerk(() -> deliveries.correct(hamlet.community, room, LocalDate.of(2024, 2, 1), "录入有误"));
        assertThat(spans()).containsExactly("DELIVERED 2024-02-01..null");
    }

    @Test
    void isUnsoldAgainWhenTheSaleIsUndone() {
        own(MARCH);
        long ownership = hamlet.asClerk(() -> ownerships.of(hamlet.community, room))
                .get(0)
                .id();
        hamlet.asClerk(() -> ownerships.undo(hamlet.community, room, ownership, "录错房号"));
        assertThat(spans()).isEmpty();
        assertThat(today()).isEqualTo(UNSOLD);
    }

    @Test
    void isLetForTheDaysOfALeaseAndThenWhatItWasBefore() {
        own(MARCH);
        deliver(MARCH);
        enter(OCCUPIED, LocalDate.of(2024, 6, 1));
        long lease = lease(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 6, 30));
        assertThat(spans())
                .containsExactly(
                        "DELIVERED 2024-03-01..2024-06-01",
                        "OCCUPIED 2024-06-01..2025-01-01",
                        "LET 2025-01-01..2025-07-01",
                        "OCCUPIED 2025-07-01..null");
        int version = hamlet.asClerk(() -> tenancies.of(hamlet.community, room))
                .get(0)
                .version();
        hamlet.asClerk(() -> tenancies.end(hamlet.community, room, lease, version, LocalDate.of(2026, 3, 31)));
        assertThat(today()).isEqualTo(LET);
        assertThat(spans().get(3)).isEqualTo("OCCUPIED 2026-04-01..null");
        hamlet.asClerk(() -> tenancies.undo(hamlet.community, room, lease, "没有租出"));
        assertThat(spans()).containsExactly("DELIVERED 2024-03-01..2024-06-01", "OCCUPIED 2024-06-01..null");
    }

    @Test
    void turnsOnTheDayForWhichItWasEntered() {
        deliver(MARCH);
        enter(DECORATING, LocalDate.of(2026, 1, 20));
        assertThat(today()).isEqualTo(DELIVERED);
        clock.set(LocalDate.of(2026, 1, 20));
        midnight.pass();
        assertThat(today()).isEqualTo(DECORATING);
    }

    @Test
    void correctsByANewVersionAndKeepsTheOld() {
        deliver(MARCH);
        enter(OCCUPIED, LocalDate.of(2024, 6, 1));
        long wrong = latest().id();
        hamlet.asClerk(() -> statuses.correct(
                hamlet.community, room, wrong, new Statuses.Entry(DECORATING, LocalDate.of(2024, 5, 1), "先装修")));
        assertThat(spans()).containsExactly("DELIVERED 2024-03-01..2024-05-01", "DECORATING 2024-05-01..null");
        assertThat(today()).isEqualTo(DECORATING);
        assertThat(history())
                .filteredOn(one -> one.id() == wrong)
                .singleElement()
                .satisfies(old -> {
                    assertThat(old.stands()).isFalse();
                    assertThat(old.status()).isEqualTo(OCCUPIED);
                });
        assertThatThrownBy(() -> hamlet.asClerk(() -> statuses.correct(
                        hamlet.community, room, wrong, new Statuses.Entry(LET, LocalDate.of(2024, 5, 1), "晚了一步"))))
                .isInstanceOf(ChangedMeanwhile.class);
    }

    @Test
    void takesAChangeBackAndWhatStoodBeforeHoldsOn() {
        deliver(MARCH);
        enter(OCCUPIED, MARCH);
        assertThat(spans()).containsExactly("OCCUPIED 2024-03-01..null");
        hamlet.asClerk(() -> statuses.withdraw(hamlet.community, room, latest().id(), "不是这一户"));
        assertThat(spans()).containsExactly("DELIVERED 2024-03-01..null");
        assertThatThrownBy(() -> hamlet.asClerk(() -> statuses.withdraw(hamlet.community, room, latest().id(), "不行")))
                .isInstanceOf(StatusFollows.class);
    }

    @Test
    void refusesWhatSpeaksAgainstTheDeliveryOrIsNoChange() {
        assertThatThrownBy(() -> enter(OCCUPIED, MARCH)).isInstanceOf(StatusAgainstDelivery.class);
        deliver(MARCH);
        assertThatThrownBy(() -> enter(OCCUPIED, LocalDate.of(2024, 2, 29))).isInstanceOf(StatusAgainstDelivery.class);
        assertThatThrownBy(() -> enter(UNSOLD, MARCH)).isInstanceOf(StatusAgainstDelivery.class);
        assertThatThrownBy(() -> enter(DELIVERED, LocalDate.of(2024, 4, 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("status-is-that");
        assertThatThrownBy(() -> enter(VACANT, LocalDate.of(2024, 4, 1)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("status-vacant-is-registered");
        assertThatThrownBy(() -> enter(OCCUPIED, LocalDate.of(2026, 4, 8)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("day-too-far-ahead");
    }

    @Test
    void keepsTwoStatusesOfOneDayApartInTheDatabaseAndLetsNobodyRewriteOne() {
        deliver(MARCH);
        hamlet.asClerk(() -> {
            assertThatThrownBy(() -> TestDatabases.current()
                            .owner()
                            .execute(
                                    "insert into estate.status_change (community_id, premises_id, status, from_on, cause,"
                                            + " entered_at) select community_id, premises_id, 'LET', from_on, 'IMPORT', entered_at"
                                            + " from estate.status_change where premises_id = " + room))
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("status_change_once_a_day");
            assertThat(TestDatabases.current()
                            .owner()
                            .fetchOne(
                                    "select has_column_privilege('guanjia_app', 'estate.status_change', 'status', 'update')")
                            .get(0, Boolean.class))
                    .isFalse();
        });
    }

    @Test
    void givesADayToWhatASaveOfManyBrings() {
        PremisesEntry entry = PremisesEntry.of(io.guanjia.db.estate.enums.PremisesKind.SHOP, "S02");
        hamlet.asClerk(() -> register.savePremises(hamlet.community, List.of(entry.being(OCCUPIED))));
        room = hamlet.asClerk(() -> register.byCode(hamlet.community, "S02"))
                .orElseThrow()
                .id();
        assertThat(spans()).containsExactly("OCCUPIED null..null");
        hamlet.asClerk(() -> register.savePremises(hamlet.community, List.of(entry.being(LET))));
        hamlet.asClerk(() -> register.savePremises(hamlet.community, List.of(entry.being(LET))));
        assertThat(spans()).containsExactly("OCCUPIED null..2026-01-05", "LET 2026-01-05..null");
        hamlet.asClerk(() -> register.savePremises(hamlet.community, List.of(entry.being(DECORATING))));
        assertThat(spans()).containsExactly("OCCUPIED null..2026-01-05", "DECORATING 2026-01-05..null");
        assertThat(today()).isEqualTo(DECORATING);
    }

    @Test
    void letsOnlyThoseEnterWhoMay() {
        deliver(MARCH);
        long officer = Staff.hire("register-officer-" + room, hamlet.community, "officer");
        Scopes.run(Staff.scope(officer, hamlet.community), () -> {
            assertThat(statuses.on(hamlet.community, room, MARCH)).isEqualTo(DELIVERED);
            assertThatThrownBy(() -> statuses.change(
                            hamlet.community, room, new Statuses.Entry(OCCUPIED, MARCH.plusDays(1), "入住")))
                    .isInstanceOf(AccessDeniedException.class);
        });
    }

    private void own(LocalDate from) {
        hamlet.asClerk(() -> ownerships.begin(hamlet.community, room, from, List.of(Owner.billed(hamlet.chen))));
    }

    private void deliver(LocalDate on) {
        hamlet.asClerk(() -> deliveries.deliver(hamlet.community, room, on));
    }

    private long lease(LocalDate from, LocalDate to) {
        return hamlet.asClerk(() -> tenancies.begin(
                hamlet.community, room, new Tenancies.Lease(hamlet.zhou, false, new DateSpan(from, to))));
    }

    private void enter(PremisesStatus status, LocalDate from) {
        hamlet.asClerk(() -> statuses.change(hamlet.community, room, new Statuses.Entry(status, from, "现场核实")));
    }

    private PremisesStatus on(LocalDate day) {
        return hamlet.asClerk(() -> statuses.on(hamlet.community, room, day));
    }

    private PremisesStatus today() {
        return hamlet.asClerk(() -> register.get(hamlet.community, room)).status();
    }

    private List<StatusChange> history() {
        return hamlet.asClerk(() -> statuses.history(hamlet.community, room));
    }

    private StatusChange latest() {
        return history().stream().filter(StatusChange::stands).findFirst().orElseThrow();
    }

    /** First to last. */
    private List<String> spans() {
        List<String> spans = new java.util.ArrayList<>(history().stream()
                .filter(StatusChange::stands)
                .map(one -> one.status() + " " + one.from() + ".." + one.until())
                .toList());
        java.util.Collections.reverse(spans);
        return spans;
    }
}
