package io.guanjia.residents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.estate.PremisesRegister;
import io.guanjia.estate.Saved;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import io.guanjia.web.NotFound;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@GuanjiaTest
@Tag("CLERK-02")
class OwnershipsTest {

    private static final LocalDate BOUGHT = LocalDate.of(2024, 3, 1);
    private static final LocalDate SOLD = LocalDate.of(2024, 6, 16);

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
    Households households;

    Hamlet hamlet;
    long room;

    @BeforeEach
    void foundAHamlet() {
        hamlet = Hamlet.found(register, people, developers);
        room = hamlet.id("1-1-102");
    }

    @Test
    void endsTheSellerTheDayBeforeTheBuyerBegins() {
        begin(BOUGHT, hamlet.chen);
        transfer(SOLD, hamlet.wang);
        assertThat(owners()).containsExactly("2024-03-01..2024-06-15 陈若英", "2024-06-16.. 王小明");
    }

    @Test
    void takesASaleThatBecomesKnownLateBetweenTheOthers() {
        begin(BOUGHT, hamlet.chen);
        transfer(LocalDate.of(2024, 9, 1), hamlet.zhou);
        transfer(SOLD, hamlet.wang);
        assertThat(owners())
                .containsExactly("2024-03-01..2024-06-15 陈若英", "2024-06-16..2024-08-31 王小明", "2024-09-01.. 周敏");
    }

    @Test
    void refusesASecondTransferOfTheSameDayUnlessItSaysTheSame() {
        begin(BOUGHT, hamlet.chen);
        transfer(SOLD, hamlet.wang);
        transfer(SOLD, hamlet.wang);
        assertThatThrownBy(() -> transfer(SOLD, hamlet.zhou))
                .isInstanceOfSatisfying(
                        Ownerships.OwnershipBeginsThatDay.class,
                        refused -> assertThat(refused.arguments()).containsExactly("王*明", SOLD));
        assertThat(owners()).containsExactly("2024-03-01..2024-06-15 陈若英", "2024-06-16.. 王小明");
    }

    @Test
    void letsOneOfTwoTransfersOfTheSameDayWin() {
        begin(BOUGHT, hamlet.chen);
        List<Long> buyers = List.of(hamlet.wang, hamlet.zhou);
        List<CompletableFuture<Boolean>> races = buyers.stream()
                .map(buyer -> CompletableFuture.supplyAsync(() -> {
                    try {
                        transfer(SOLD, buyer);
                        return true;
                    } catch (Ownerships.OwnershipBeginsThatDay lost) {
                        return false;
                    }
                }))
                .toList();
        assertThat(races.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(true, false);
        assertThat(owners()).hasSize(2);
    }

    @Test
    void refusesToTransferWhatNobodyOwns() {
        assertThatThrownBy(() -> transfer(SOLD, hamlet.wang)).isInstanceOf(Ownerships.NobodyToTransferFrom.class);
    }

    @Test
    void undoesAMistakeAndGivesTheDaysBack() {
        begin(BOUGHT, hamlet.chen);
        transfer(SOLD, hamlet.wang);
        hamlet.asClerk(() -> deliveries.deliver(hamlet.community, room, BOUGHT));
        long wrong = hamlet.asClerk(() -> ownerships.of(hamlet.community, room))
                .get(1)
                .id();
        hamlet.asClerk(() -> ownerships.undo(hamlet.community, room, wrong, "买方录错"));
        assertThat(owners()).containsExactly("2024-03-01.. 陈若英");
        assertThat(hamlet.asClerk(() -> households
                        .on(hamlet.community, room, SOLD)
                        .orElseThrow()
                        .payerId()))
                .isEqualTo(hamlet.chen);
        assertThat(TestDatabases.current()
                        .owner()
                        .fetchOne("select void_reason from residents.ownership where id = ?", wrong)
                        .get(0))
                .isEqualTo("买方录错");
        transfer(SOLD, hamlet.zhou);
        assertThat(owners()).last().isEqualTo("2024-06-16.. 周敏");
    }

    @Test
    void needsExactlyOneBilledCoOwner() {
        assertThatThrownBy(() -> begin(BOUGHT, List.of(Owner.beside(hamlet.chen), Owner.beside(hamlet.wang))))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> begin(BOUGHT, List.of(Owner.billed(hamlet.chen), Owner.billed(hamlet.wang))))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> begin(BOUGHT, List.of(Owner.billed(hamlet.chen), Owner.beside(hamlet.chen))))
                .isInstanceOf(InvalidInput.class);
        begin(BOUGHT, List.of(Owner.beside(hamlet.chen), Owner.billed(hamlet.wang)));
        assertThat(owners()).containsExactly("2024-03-01.. 王小明、陈若英");
    }

    @Test
    void neverLinksAPersonOfAnotherCommunity() {
        Hamlet other = Hamlet.found(register, people, developers);
        assertThatThrownBy(() -> begin(BOUGHT, other.chen)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> hamlet.asClerk(() -> ownerships.begin(
                        hamlet.community, other.id("S01"), BOUGHT, List.of(Owner.billed(hamlet.chen)))))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> TestDatabases.current()
                        .owner()
                        .execute(
                                "insert into residents.developer (community_id, person_id, from_on, to_on) values (?, ?, '2020-01-01', '2020-01-31')",
                                hamlet.community,
                                other.chen))
                .hasMessageContaining("foreign key");
    }

    @Test
    void savesManyOnceAndReplacesWhatASecondWorkbookCorrects() {
        List<OwnershipEntry> rows = List.of(
                OwnershipEntry.sole(hamlet.id("1-1-101"), BOUGHT, hamlet.chen),
                OwnershipEntry.sole(room, BOUGHT, hamlet.wang));
        assertThat(save(rows)).isEqualTo(new Saved(2, 0, Map.of()));
        assertThat(save(rows)).isEqualTo(new Saved(0, 0, Map.of()));
        List<OwnershipEntry> corrected = List.of(rows.get(0), OwnershipEntry.sole(room, BOUGHT, hamlet.zhou));
        assertThat(save(corrected)).isEqualTo(new Saved(0, 1, Map.of()));
        assertThat(owners()).containsExactly("2024-03-01.. 周敏");
        assertThat(hamlet.asClerk(() -> households.wrong(hamlet.community, hamlet.premises.values())))
                .isEmpty();
    }

    @Test
    void neverOverlapsHoweverManyActAtOnce() {
        List<Long> cast = List.of(hamlet.chen, hamlet.wang, hamlet.zhou);
        List<CompletableFuture<Void>> acts = IntStream.range(0, 24)
                .mapToObj(number -> CompletableFuture.runAsync(() -> {
                    try {
                        begin(BOUGHT.plusDays(number % 7), cast.get(number % 3));
                    } catch (Ownerships.OwnershipBeginsThatDay lost) {
                        // somebody else was faster
                    }
                }))
                .toList();
        acts.forEach(CompletableFuture::join);
        assertThat(hamlet.asClerk(() -> households.wrong(hamlet.community, hamlet.premises.values())))
                .isEmpty();
        assertThat(owners()).isNotEmpty().last().asString().contains(".. ");
    }

    private Saved save(List<OwnershipEntry> rows) {
        return hamlet.asClerk(() -> ownerships.saveAll(hamlet.community, rows));
    }

    private void begin(LocalDate from, long owner) {
        begin(from, List.of(Owner.billed(owner)));
    }

    private void begin(LocalDate from, List<Owner> owners) {
        hamlet.asClerk(() -> ownerships.begin(hamlet.community, room, from, owners));
    }

    private void transfer(LocalDate on, long buyer) {
        hamlet.asClerk(() -> ownerships.transfer(hamlet.community, room, on, List.of(Owner.billed(buyer))));
    }

    private List<String> owners() {
        return hamlet.asClerk(() -> ownerships.of(hamlet.community, room).stream()
                .map(one -> one.span() + " "
                        + String.join(
                                "、",
                                one.shares().stream().map(Ownership.Share::name).toList()))
                .toList());
    }
}
