package io.guanjia.residents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.estate.Midnight;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.kernel.DateSpan;
import io.guanjia.settings.Settings;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who answers on which days (rules.md §1.1, §1.2, §1.4). */
@GuanjiaTest
@Tag("T1CLERK-01")
@Tag("CLERK-02")
class HouseholdsTest {

    private static final LocalDate DELIVERED = LocalDate.of(2024, 3, 12);

    @Autowired
    PremisesRegister register;

    @Autowired
    People people;

    @Autowired
    Developers developers;

    @Autowired
    Deliveries deliveries;

    @Autowired
    Ownerships ownerships;

    @Autowired
    Tenancies tenancies;

    @Autowired
    Households households;

    @Autowired
    Settings settings;

    @Autowired
    Midnight midnight;

    @Autowired
    MovedClock clock;

    Hamlet hamlet;
    long room;

    @BeforeEach
    void foundAHamlet() {
        clock.set(LocalDate.of(2024, 1, 1));
        hamlet = Hamlet.found(register, people, developers);
        room = hamlet.id("1-1-101");
    }

    @Test
    void letsTheDeveloperAnswerForWhatIsUnsoldOrUndelivered() {
        assertThat(answers("1-1-103")).containsExactly("2024-01-01.. DEVELOPER 云溪置业有限公司");
        sell(hamlet.chen, LocalDate.of(2024, 2, 1));
        assertThat(answers("1-1-101")).containsExactly("2024-01-01.. DEVELOPER 云溪置业有限公司");
        assertThat(status()).isEqualTo(PremisesStatus.UNSOLD);
        clock.set(LocalDate.of(2024, 2, 1));
        midnight.pass();
        assertThat(status()).isEqualTo(PremisesStatus.SOLD);
    }

    @Test
    void letsTheOwnerAnswerFromTheDayOfDelivery() {
        sell(hamlet.chen, LocalDate.of(2024, 2, 1));
        hamlet.asClerk(() -> deliveries.deliver(hamlet.community, room, DELIVERED));
        assertThat(answers("1-1-101"))
                .containsExactly("2024-01-01..2024-03-11 DEVELOPER 云溪置业有限公司", "2024-03-12.. OWNER 陈若英");
        clock.set(DELIVERED.minusDays(1));
        midnight.pass();
        assertThat(status()).isEqualTo(PremisesStatus.SOLD);
        clock.set(DELIVERED);
        midnight.pass();
        assertThat(status()).isEqualTo(PremisesStatus.DELIVERED);
    }

    @Test
    void letsTheOwnerAnswerFromTheNextMonthWhereThatIsTheRule() {
        Scopes.run(
                new Scope(List.of(hamlet.community), null),
                () -> settings.set(hamlet.community, "start_rule", "NEXT_MONTH", LocalDate.of(2024, 1, 1)));
        sell(hamlet.chen, LocalDate.of(2024, 2, 1));
        hamlet.asClerk(() -> deliveries.deliver(hamlet.community, room, DELIVERED));
        assertThat(answers("1-1-101"))
                .containsExactly("2024-01-01..2024-03-31 DEVELOPER 云溪置业有限公司", "2024-04-01.. OWNER 陈若英");
    }

    @Test
    void letsTheDeveloperAnswerForWhatIsDeliveredButNotYetSold() {
        hamlet.asClerk(() -> deliveries.deliver(hamlet.community, room, DELIVERED));
        assertThat(answers("1-1-101")).containsExactly("2024-01-01.. DEVELOPER 云溪置业有限公司");
        sell(hamlet.chen, LocalDate.of(2024, 5, 20));
        assertThat(answers("1-1-101"))
                .containsExactly("2024-01-01..2024-05-19 DEVELOPER 云溪置业有限公司", "2024-05-20.. OWNER 陈若英");
    }

    @Test
    void followsAnotherStartRuleWhereTheDeliveryIsRecordedAlready() {
        sell(hamlet.chen, LocalDate.of(2024, 2, 1));
        hamlet.asClerk(() -> deliveries.deliver(hamlet.community, room, DELIVERED));
        setStartRule(null, "NEXT_MONTH", DELIVERED.minusDays(1));
        assertThat(answers("1-1-101"))
                .containsExactly("2024-01-01..2024-03-31 DEVELOPER 云溪置业有限公司", "2024-04-01.. OWNER 陈若英");
        setStartRule(hamlet.community, "DELIVERY_DAY", DELIVERED);
        assertThat(answers("1-1-101"))
                .containsExactly("2024-01-01..2024-03-11 DEVELOPER 云溪置业有限公司", "2024-03-12.. OWNER 陈若英");
        setStartRule(hamlet.community, "NEXT_MONTH", DELIVERED.plusDays(1));
        assertThat(answers("1-1-101")).last().isEqualTo("2024-03-12.. OWNER 陈若英");
        setStartRule(null, "DELIVERY_DAY", DELIVERED.minusDays(1));
    }

    private void setStartRule(@Nullable Long community, String rule, LocalDate from) {
        Scopes.run(new Scope(List.of(hamlet.community), null), () -> settings.set(community, "start_rule", rule, from));
    }

    @Test
    void letsTheSellerAnswerThroughTheDayBefore() {
        deliverTo(hamlet.chen);
        hamlet.asClerk(() -> ownerships.transfer(
                hamlet.community, room, LocalDate.of(2024, 6, 16), List.of(Owner.billed(hamlet.wang))));
        assertThat(answers("1-1-101"))
                .containsExactly(
                        "2024-01-01..2024-03-11 DEVELOPER 云溪置业有限公司",
                        "2024-03-12..2024-06-15 OWNER 陈若英",
                        "2024-06-16.. OWNER 王小明");
    }

    @Test
    void billsOneOfTheCoOwners() {
        hamlet.asClerk(() -> {
            ownerships.begin(
                    hamlet.community,
                    room,
                    DELIVERED,
                    List.of(Owner.beside(hamlet.chen), Owner.billed(hamlet.wang), Owner.beside(hamlet.zhou)));
            deliveries.deliver(hamlet.community, room, DELIVERED);
        });
        assertThat(answers("1-1-101")).last().isEqualTo("2024-03-12.. OWNER 王小明");
    }

    @Test
    void letsATenantPayWhereThatIsAgreedAndKeepsTheOwnerLiable() {
        deliverTo(hamlet.chen);
        DateSpan year = new DateSpan(LocalDate.of(2024, 5, 1), LocalDate.of(2025, 4, 30));
        hamlet.asClerk(() -> tenancies.begin(hamlet.community, room, new Tenancies.Lease(hamlet.zhou, true, year)));
        assertThat(answers("1-1-101"))
                .containsExactly(
                        "2024-01-01..2024-03-11 DEVELOPER 云溪置业有限公司",
                        "2024-03-12..2024-04-30 OWNER 陈若英",
                        "2024-05-01..2025-04-30 TENANT 周敏",
                        "2025-05-01.. OWNER 陈若英");
        Household let = hamlet.asClerk(() -> households
                .on(hamlet.community, room, LocalDate.of(2024, 12, 31))
                .orElseThrow());
        assertThat(let.ownerId()).isEqualTo(hamlet.chen);
    }

    @Test
    void asksNothingOfATenantWhoDoesNotPay() {
        deliverTo(hamlet.chen);
        DateSpan open = DateSpan.from(LocalDate.of(2024, 5, 1));
        hamlet.asClerk(() -> tenancies.begin(hamlet.community, room, new Tenancies.Lease(hamlet.zhou, false, open)));
        assertThat(answers("1-1-101")).last().isEqualTo("2024-03-12.. OWNER 陈若英");
        Tenancies.Lease second = new Tenancies.Lease(hamlet.wang, true, open);
        assertThatThrownBy(() -> hamlet.asClerk(() -> tenancies.begin(hamlet.community, room, second)))
                .isInstanceOfSatisfying(
                        Tenancies.LetAlready.class,
                        refused -> assertThat(refused.arguments()).startsWith("1-1-101", "周*", open.from()));
    }

    @Test
    void followsALeaseThatEndsEarlierAndOneThatWasAMistake() {
        deliverTo(hamlet.chen);
        hamlet.asClerk(() -> {
            long lease = tenancies.begin(
                    hamlet.community,
                    room,
                    new Tenancies.Lease(hamlet.zhou, true, DateSpan.from(LocalDate.of(2024, 5, 1))));
            tenancies.end(hamlet.community, room, lease, 0, LocalDate.of(2024, 8, 31));
        });
        assertThat(answers("1-1-101")).contains("2024-05-01..2024-08-31 TENANT 周敏", "2024-09-01.. OWNER 陈若英");
        hamlet.asClerk(() -> {
            Tenancy lease = tenancies.of(hamlet.community, room).get(0);
            tenancies.undo(hamlet.community, room, lease.id(), "录错房号");
        });
        assertThat(answers("1-1-101")).last().isEqualTo("2024-03-12.. OWNER 陈若英");
    }

    @Test
    void movesTheFirstDayWhenADeliveryIsCorrected() {
        deliverTo(hamlet.chen);
        assertThatThrownBy(
                        () -> hamlet.asClerk(() -> deliveries.deliver(hamlet.community, room, DELIVERED.plusDays(1))))
                .isInstanceOf(Deliveries.AlreadyDelivered.class);
        hamlet.asClerk(() -> deliveries.correct(hamlet.community, room, LocalDate.of(2024, 3, 20), "交付单日期录错"));
        assertThat(answers("1-1-101")).last().isEqualTo("2024-03-20.. OWNER 陈若英");
    }

    @Test
    void followsAChangeOfTheDeveloper() {
        long second = hamlet.asClerk(() -> people.add(hamlet.community, PersonEntry.company("林海地产有限公司", null)));
        hamlet.asClerk(() -> developers.set(hamlet.community, second, LocalDate.of(2024, 7, 1)));
        assertThat(answers("1-1-103"))
                .containsExactly("2024-01-01..2024-06-30 DEVELOPER 云溪置业有限公司", "2024-07-01.. DEVELOPER 林海地产有限公司");
    }

    private void sell(long owner, LocalDate from) {
        hamlet.asClerk(() -> ownerships.begin(hamlet.community, room, from, List.of(Owner.billed(owner))));
    }

    private void deliverTo(long owner) {
        sell(owner, DELIVERED);
        hamlet.asClerk(() -> deliveries.deliver(hamlet.community, room, DELIVERED));
    }

    private PremisesStatus status() {
        return hamlet.asClerk(() -> register.get(hamlet.community, room)).status();
    }

    private List<String> answers(String code) {
        return hamlet.asClerk(() -> {
            assertThat(households.wrong(hamlet.community, hamlet.premises.values()))
                    .isEmpty();
            return households.history(hamlet.community, hamlet.id(code)).stream()
                    .map(one -> one.span() + " " + one.basis() + " " + one.payer())
                    .toList();
        });
    }
}
