package io.guanjia.billing;

import static io.guanjia.billing.SmallEstate.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.billing.Effect.Change;
import io.guanjia.db.mending.enums.CorrectionState;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.ledger.Periods;
import io.guanjia.mending.Correction;
import io.guanjia.mending.CorrectionChanged;
import io.guanjia.mending.CorrectionNotInThatState;
import io.guanjia.mending.CorrectionRequest;
import io.guanjia.mending.Corrections;
import io.guanjia.residents.Ownership;
import io.guanjia.residents.Ownerships;
import io.guanjia.residents.RegisterCorrections;
import io.guanjia.residents.Tenancies;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What corrections of the register do to bills that were posted: shown first, decided by another person, posted as shown. */
@GuanjiaTest
@Tag("CLERK-02")
@Tag("T1CLERK-01")
class RebillingTest {
    private static final Month DECEMBER = Month.of(2025, 12);
    private static final Month JANUARY = Month.of(2026, 1);
    private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);

    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    SmallEstate estate;
    long home;
    long other;
    long fee;
    long wrong;
    long right;
    long neighbour;

    @BeforeEach
    void billedToTheWrongOwner() {
        clock.set(LocalDate.of(2026, 1, 5));
        estate = new SmallEstate(house);
        home = estate.room("1-101", "89.37");
        other = estate.room("1-102", "120.50");
        wrong = estate.person("业主甲");
        right = estate.person("业主乙");
        neighbour = estate.person("业主丙");
        estate.owns(home, SmallEstate.LONG_AGO, wrong);
        estate.owns(other, SmallEstate.LONG_AGO, neighbour);
        fee = estate.areaItem("FEE", "2.35", home, other);
        estate.bill(DECEMBER, fee);
        estate.bill(JANUARY, fee);
    }

    @Test
    void billsTheRightOwnerForWhatNobodyHasPaid() {
        long id = preview(owner(NEW_YEAR));
        Correction shown = get(id);
        assertThat(changes(shown))
                .containsExactly(
                        "1-101 2026-01 甲 210.02→0.00 BILLED_AGAIN", "1-101 2026-01 乙 0.00→210.02 BILLED_AGAIN");
        assertThat(payers(home)).containsExactly("2025-12 甲 210.02 open 210.02", "2026-01 甲 210.02 open 210.02");

        approve(id);

        assertThat(payers(home)).containsExactly("2025-12 甲 210.02 open 210.02", "2026-01 乙 210.02 open 210.02");
        assertThat(voided()).containsExactly("2020-01-01.. 业主甲");
        assertThat(owners(home)).containsExactly("2020-01-01..2025-12-31 业主甲", "2026-01-01.. 业主乙");
        assertThat(get(id).state()).isEqualTo(CorrectionState.APPLIED);
        assertThatThrownBy(() -> approve(id)).isInstanceOf(RuntimeException.class);
        assertThat(get(preview(area("89.37", NEW_YEAR))).effect().isEmpty()).isTrue();
        estate.provesItsBooks();
    }

    @Test
    void leavesWhatIsPaidWithWhoeverPaidIt() {
        estate.pay("500.00", of(home)); // both months, 79.96 in advance
        close(DECEMBER);
        long id = preview(owner(LocalDate.of(2025, 12, 1)));
        assertThat(get(id).effect().changes())
                .extracting(Change::closed, Change::paid, Change::credited)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(true, Money.parse("210.02"), Money.parse("210.02")),
                        org.assertj.core.groups.Tuple.tuple(false, Money.parse("210.02"), Money.parse("210.02")));

        approve(id);

        assertThat(payers(home))
                .containsExactly(
                        "2025-12 甲 210.02 open 0.00",
                        "2026-01 甲 210.02 open 0.00",
                        "2026-01 甲 -210.02 open 0.00",
                        "2026-01 乙 210.02 open 210.02",
                        "2026-01 甲 -210.02 open 0.00",
                        "2026-01 乙 210.02 open 210.02");
        assertThat(estate.prepaid(home)).isEqualTo(Money.parse("500.00"));
        assertThat(get(id).effect().prepayments()).extracting(Effect.Held::to).containsExactly("");
        BillRun again = estate.get(estate.preview(JANUARY, fee));
        assertThat(again.isStopped()).isFalse();
        assertThat(again.isEmpty()).isTrue();
        estate.provesItsBooks();
        assertThat(get(preview(area("89.37", NEW_YEAR))).effect().isEmpty()).isTrue();
    }

    @Test
    void adjustsAWrongAreaInTheOpenMonthWhereItIsPaid() {
        long december = estate.charges(home).get(0).line().id();
        estate.pay("210.02", of(home, december));
        long id = preview(area("98.37", LocalDate.of(2025, 12, 1)));
        assertThat(changes(get(id)))
                .containsExactly(
                        "1-101 2025-12 甲 210.02→231.17 ADJUSTED", "1-101 2026-01 甲 210.02→231.17 BILLED_AGAIN");
        approve(id);
        assertThat(payers(home))
                .containsExactly(
                        "2025-12 甲 210.02 open 0.00", "2026-01 甲 21.15 open 21.15", "2026-01 甲 231.17 open 231.17");
        estate.provesItsBooks();

        approve(preview(area("89.37", LocalDate.of(2025, 12, 1))));
        assertThat(Money.sum(estate.charges(home).stream().map(one -> one.line().amount())))
                .isEqualTo(Money.parse("420.04"));
        assertThat(Money.sum(estate.open(home).stream().map(OpenCharge::open))).isEqualTo(Money.parse("210.02"));
        estate.provesItsBooks();
    }

    @Test
    void settlesWhatIsOpenOfTheSameBillBeforeAnythingIsHeld() {
        estate.pay("100.00", of(home));
        long id = preview(area("40.00", LocalDate.of(2025, 12, 1)));
        approve(id);
        // December should be 94.00: 6.00 of the 100.00 are too much
        assertThat(estate.charges(home)).allSatisfy(one -> {
            if (one.line().month().equals(DECEMBER)) {
                assertThat(one.line().open()).isEqualTo(Money.ZERO);
            }
        });
        assertThat(get(id).effect().credited()).isEqualTo(Money.parse("6.00"));
        assertThat(get(id).effect().offset()).isEqualTo(Money.parse("6.00"));
        assertThat(Money.sum(estate.open(home).stream().map(OpenCharge::open))).isEqualTo(Money.parse("88.00"));
        estate.provesItsBooks();
    }

    @Test
    void exchangesTwoHouseholdsWithATenantWhoPaysAndMoneyInAdvance() {
        long tenant = estate.person("租户丁");
        DateSpan lease = new DateSpan(NEW_YEAR, null);
        estate.run(
                estate.clerk,
                () -> estate.bean(Tenancies.class)
                        .begin(estate.community, other, new Tenancies.Lease(tenant, true, lease)));
        estate.pay("500.00", of(home)); // 79.96 in advance
        long id = preview(CorrectionRequest.swap(home, other, null, "两户登记反了"));
        Effect effect = get(id).effect();
        assertThat(effect.prepayments()).extracting(Effect.Held::to).contains("1-102");
        assertThat(effect.difference()).isEqualTo(Money.ZERO);

        approve(id);

        assertThat(owners(home)).containsExactly("2020-01-01.. 业主丙");
        assertThat(owners(other)).containsExactly("2020-01-01.. 业主甲");
        assertThat(payers(home)).contains("2026-01 丙 210.02 open 210.02");
        assertThat(payers(other)).contains("2026-01 甲 283.18 open 66.36");
        assertThat(estate.prepaid(home)).isEqualTo(Money.ZERO);
        estate.provesItsBooks();
    }

    @Test
    void refusesToPostAnythingElseThanWhatWasShown() {
        long id = preview(owner(NEW_YEAR));
        propose(id);
        assertThatThrownBy(() -> propose(id)).isInstanceOf(CorrectionNotInThatState.class);
        estate.pay("420.04", of(home));
        assertThatThrownBy(() -> estate.approve(approval(id))).isInstanceOf(CorrectionChanged.class);
        assertThat(owners(home)).containsExactly("2020-01-01.. 业主甲");
        estate.run(estate.clerk, () -> estate.bean(Corrections.class).previewAgain(estate.community, id));
        approve(id);
        assertThat(owners(home)).hasSize(2);
        estate.provesItsBooks();
    }

    @Test
    void appliesWhatChangesNoBillAtOnce() {
        long empty = estate.room("1-103", "65.13");
        long asked = preview(CorrectionRequest.area(empty, null, Area.parse("66.13"), "录错"));
        propose(asked);
        assertThat(get(asked).state()).isEqualTo(CorrectionState.APPLIED);
    }

    @Test
    void takesARunBackWithWhatWasCorrectedOfIt() {
        approve(preview(owner(NEW_YEAR)));
        long run = Objects.requireNonNull(estate.charges(home).get(1).billRunId());
        estate.reverse(run);
        assertThat(estate.charges(home)).hasSize(1);
        estate.provesItsBooks();
    }

    private CorrectionRequest owner(LocalDate from) {
        long ownership = estate.as(
                        estate.clerk, () -> estate.bean(Ownerships.class).of(estate.community, home))
                .get(0)
                .id();
        return CorrectionRequest.owner(home, ownership, from, List.of(right), "登记错了人");
    }

    private CorrectionRequest area(String area, LocalDate from) {
        return CorrectionRequest.area(home, from, Area.parse(area), "面积录错");
    }

    private long preview(CorrectionRequest asked) {
        return estate.as(estate.clerk, () -> estate.bean(Corrections.class).preview(estate.community, asked));
    }

    private Correction get(long id) {
        return estate.as(estate.clerk, () -> estate.bean(Corrections.class).get(estate.community, id));
    }

    private void propose(long id) {
        estate.run(estate.clerk, () -> estate.bean(Corrections.class).propose(estate.community, id));
    }

    private long approval(long id) {
        return Objects.requireNonNull(get(id).approvalId());
    }

    private void approve(long id) {
        propose(id);
        estate.approve(approval(id));
    }

    private void close(Month month) {
        estate.as(
                estate.manager,
                () -> estate.transaction(() -> estate.bean(Periods.class).close(estate.community, month)));
    }

    private List<String> changes(Correction shown) {
        return shown.effect().changes().stream()
                .map(one -> one.premises() + " " + one.month() + " "
                        + shown.name(one.payerId()).substring(2) + " " + one.was() + "→" + one.shouldBe() + " "
                        + one.way())
                .toList();
    }

    private List<String> payers(long premises) {
        return estate.charges(premises).stream()
                .map(one -> one.line().month() + " " + one.line().payerName().substring(2) + " "
                        + one.line().amount() + " open " + one.line().open())
                .toList();
    }

    private List<String> owners(long premises) {
        return estate.as(estate.clerk, () -> estate.bean(Ownerships.class).of(estate.community, premises)).stream()
                .map((Ownership one) -> one.span() + " " + one.billed().name())
                .toList();
    }

    private List<String> voided() {
        return estate
                .as(
                        estate.clerk,
                        () -> estate.transaction(
                                () -> estate.bean(RegisterCorrections.class).voided(estate.community, home)))
                .stream()
                .map(one -> one.span() + " " + one.owners())
                .toList();
    }
}
