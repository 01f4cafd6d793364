package io.guanjia.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.db.cashier.enums.CloseState;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.ledger.Controls;
import io.guanjia.ledger.Seals;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.web.Paging;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Whatever happens in whatever order: accounts equal what they are made of, nothing is settled twice or below zero, every number of
 * a book is explained, and a void leaves no trace in any balance. {@code -Dguanjia.seed=…} replays what a failure has printed.
 */
@GuanjiaTest
@Tag("COLLECT-03")
@Tag("COLLECT-04")
@Tag("COLLECT-05")
@Tag("T1CLERK-02")
class MoneyPropertyTest {
    /** Each says how many rows break a rule, so none may find any. {@code ?} is the community. */
    private static final Map<String, String> RULES = new TreeMap<>(Map.of(
            "open = amount − allocations, never below zero",
            """
            select count(*) from billing.charge c where community_id = ? and (open_fen < 0 or open_fen <>
                case when reversed_on is null then amount_fen else 0 end - (select coalesce(sum(a.amount_fen), 0)
                    from billing.allocation a where a.community_id = c.community_id and a.charge_id = c.id))""",
            "receivable of a charge = what is open of it",
            """
            select count(*) from billing.charge c where community_id = ? and open_fen <> (
                select coalesce(sum(case when debit_account = 'RECEIVABLE' then amount_fen else -amount_fen end), 0)
                from ledger.transfer t where t.community_id = c.community_id and t.charge_id = c.id
                    and 'RECEIVABLE' in (debit_account, credit_account))""",
            "a payment = its tenders = its allocations + what it prepaid; nothing once void",
            """
            select count(*) from cashier.payment p where community_id = ? and (amount_fen <> (select sum(t.amount_fen)
                    from cashier.tender t where t.community_id = p.community_id and t.payment_id = p.id)
                or case when voided_at is null then amount_fen else 0 end <> (select coalesce(sum(a.amount_fen), 0)
                    from billing.allocation a where a.community_id = p.community_id and a.source = 'PAYMENT' and a.source_id = p.id)
                    + (select coalesce(sum(e.amount_fen), 0) from billing.prepayment_entry e
                    where e.community_id = p.community_id and e.payment_id = p.id))""",
            "a prepayment = its entries, never below zero",
            """
            select count(*) from billing.prepayment p where community_id = ? and (balance_fen < 0 or balance_fen <> (
                select coalesce(sum(e.amount_fen), 0) from billing.prepayment_entry e
                where e.community_id = p.community_id and e.prepayment_id = p.id))""",
            "prepayments of a household = their account",
            """
            select count(*) from (select premises_id, payer_id, sum(balance_fen) as fen from billing.prepayment
                    where community_id = ? group by 1, 2) p
                full join (select premises_id, payer_id,
                        sum(case when credit_account = 'PREPAYMENT' then amount_fen else -amount_fen end) as fen
                    from ledger.transfer where community_id = ? and 'PREPAYMENT' in (debit_account, credit_account) group by 1, 2) l
                using (premises_id, payer_id) where coalesce(p.fen, 0) <> coalesce(l.fen, 0)""",
            "billed in advance = charges of later months",
            """
            select count(*) from (select (select coalesce(sum(net_fen), 0) from billing.charge
                    where community_id = ? and deferred and released_on is null and reversed_on is null) as charges,
                (select coalesce(sum(case when credit_account = 'BILLED_IN_ADVANCE' then amount_fen else -amount_fen end), 0)
                    from ledger.transfer where community_id = ? and 'BILLED_IN_ADVANCE' in (debit_account, credit_account)) as book) x
            where charges <> book""",
            "the numbers of a book are used one after the other",
            """
            select count(*) from cashier.receipt_book b where community_id = ? and next_no - first_no <> (
                select count(*) from cashier.receipt r where r.community_id = b.community_id and r.book_id = b.id
                    and r.no between b.first_no and b.next_no - 1)""",
            "a number stands for a payment or is void",
            """
            select count(*) from cashier.receipt r left join cashier.payment p
                    on p.community_id = r.community_id and p.id = r.payment_id
                where r.community_id = ? and (r.state = 'VOID') <> (r.payment_id is null or p.voided_at is not null)""",
            "the safe holds what was signed for",
            """
            select count(*) from (select (select coalesce(sum(accepted_fen + cheques_fen), 0) from cashier.day_sheet
                    where community_id = ? and state = 'LOCKED') as signed,
                (select coalesce(sum(case when debit_account = 'SAFE' then amount_fen else -amount_fen end), 0)
                    from ledger.transfer where community_id = ? and 'SAFE' in (debit_account, credit_account)) as book) x
            where signed <> book"""));

    /** What a void must bring back, as it was. */
    private static final String BALANCES = """
            select 'charge ' || id as what, open_fen as fen from billing.charge where community_id = ?
            union all select 'prepaid ' || id, balance_fen from billing.prepayment where community_id = ? and balance_fen > 0
            union all select 'account ' || account, sum(fen) from (
                select debit_account as account, amount_fen as fen from ledger.transfer where community_id = ?
                union all select credit_account, -amount_fen from ledger.transfer where community_id = ?) x
                group by account having sum(fen) <> 0""";

    @Autowired
    BeanFactory beans;

    @Autowired
    MovedClock clock;

    private final List<String> played = new ArrayList<>();

    @Test
    void keepsItsBooksWhateverHappens() {
        play(2, 90, 6);
    }

    @Test
    @Tag("thorough")
    void keepsItsBooksForYears() {
        play(4, 250, 10);
    }

    @Test
    void leavesNoTraceOfAVoidedPayment() {
        long seed = seed();
        Random random = new Random(seed);
        clock.set(LocalDate.of(2026, 6, 10));
        House house = new House(beans, LocalDate.of(2026, 6, 16));
        Chance chance = new Chance(house, random);
        for (int round = 0; round < 12; round++) {
            attempt(chance);
            if (round % 4 == 3) house.newBookIfNeeded();
            Map<String, Long> before = balances(house);
            try {
                Payment payment = house.evening.pay(chance.collector(), chance.payment());
                assertThat(balances(house)).as("-Dguanjia.seed=%s", seed).isNotEqualTo(before);
                chance.undo(payment);
            } catch (NoUsableReceiptNumber | HandInOverdue notNow) {
                continue;
            }
            assertThat(balances(house))
                    .as("-Dguanjia.seed=%s after %s", seed, played)
                    .isEqualTo(before);
        }
    }

    private void play(int sequences, int steps, int checkEach) {
        long seed = seed();
        Random random = new Random(seed);
        for (int sequence = 0; sequence < sequences; sequence++) {
            played.clear();
            clock.set(LocalDate.of(2026, 1, 5).plusDays(random.nextInt(300)));
            House house = new House(beans, clock.today().plusDays(random.nextInt(40)));
            Chance chance = new Chance(house, random);
            for (int step = 1; step <= steps; step++) {
                attempt(chance);
                if (step % checkEach == 0 || step == steps) check(house, "-Dguanjia.seed=" + seed + " after " + played);
            }
            assertThat(played)
                    .as("mostly something happens")
                    .filteredOn(what -> what.startsWith("refused"))
                    .hasSizeLessThan(steps / 2);
        }
    }

    private static long seed() {
        return Long.getLong("guanjia.seed", System.nanoTime());
    }

    /** A refusal is an answer like others; it must not leave anything behind. */
    private void attempt(Chance chance) {
        try {
            played.add(chance.act());
        } catch (Refusal refusal) {
            played.add("refused " + refusal.code());
        } catch (InvalidInput invalid) {
            played.add("invalid " + invalid.problems());
        }
    }

    private void check(House house, String replay) {
        RULES.forEach((rule, query) -> {
            Object[] communities = query.chars()
                    .filter(sign -> sign == '?')
                    .mapToObj(sign -> (Object) house.community)
                    .toArray();
            assertThat(Till.id(query, communities)).as("%s; %s", rule, replay).isZero();
        });
        house.till.run(house.evening.accountant, () -> {
            assertThat(beans.getBean(Controls.class).check(house.community))
                    .as(replay)
                    .allMatch(Controls.Result::holds);
            assertThat(beans.getBean(Seals.class).verify(house.community).broken())
                    .as(replay)
                    .isEmpty();
            publishedFiguresStand(house, replay);
        });
    }

    private void publishedFiguresStand(House house, String replay) {
        MonthCloses closes = beans.getBean(MonthCloses.class);
        closes.page(house.community, new Paging(Paging.LIMIT_MAX, null)).items().stream()
                .filter(close -> close.state() == CloseState.CLOSED)
                .forEach(close -> assertThat(closes.figures(house.community, close.month()))
                        .as(replay)
                        .isEqualTo(close.figures()));
    }

    private static Map<String, Long> balances(House house) {
        long c = house.community;
        Map<String, Long> balances = new TreeMap<>();
        Till.sql()
                .fetch(BALANCES, c, c, c, c)
                .forEach(row -> balances.put(row.get(0, String.class), row.get(1, Long.class)));
        return balances;
    }
}
