package io.guanjia.residents;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.Month;
import io.guanjia.kernel.Refusal;
import io.guanjia.settings.Settings;
import io.guanjia.testing.GuanjiaTest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * After any sequence of changes: what is stored equals a fresh derivation, days are covered without gap or overlap from the
 * developer's first day on, and each day's answer is the one that a plain reading of rules.md §1.1–1.2 gives, which shares no
 * code with the house.
 */
@GuanjiaTest
class HouseholdsPropertyTest {

    private static final int SEQUENCES = 6;
    private static final int STEPS = 25;
    private static final int DAYS = 900;

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

    private final List<String> played = new ArrayList<>();

    @Test
    void holdsAfterAnySequenceOfChanges() {
        long seed = Long.getLong("guanjia.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int sequence = 0; sequence < SEQUENCES; sequence++) {
            played.clear();
            Hamlet hamlet = Hamlet.found(register, people, developers);
            if (random.nextBoolean()) {
                Scopes.run(
                        new Scope(List.of(hamlet.community), null),
                        () -> settings.set(hamlet.community, "start_rule", "NEXT_MONTH", Hamlet.START));
            }
            for (int step = 0; step < STEPS; step++) {
                hamlet.asClerk(() -> change(hamlet, random));
                check(hamlet, "-Dguanjia.seed=" + seed + " after " + played);
            }
        }
    }

    private void change(Hamlet hamlet, Random random) {
        long room = hamlet.id(random.nextBoolean() ? "1-1-101" : "S01");
        LocalDate day = Hamlet.START.plusDays(random.nextInt(DAYS));
        long person = List.of(hamlet.chen, hamlet.wang, hamlet.zhou).get(random.nextInt(3));
        int act = random.nextInt(8);
        played.add(act + "@" + day + ":" + room + "," + person);
        try {
            switch (act) {
                case 0, 1 -> ownerships.begin(hamlet.community, room, day, List.of(Owner.billed(person)));
                case 2 -> tenancies.begin(hamlet.community, room, lease(random, day, person));
                case 3 -> deliveries.correct(hamlet.community, room, day, "性质测试");
                case 4 -> endALease(hamlet, room, day);
                case 5 -> undoAnOwnership(hamlet, room, random);
                case 6 -> developers.set(hamlet.community, random.nextBoolean() ? hamlet.developer : hamlet.zhou, day);
                default -> ownerships.saveAll(hamlet.community, List.of(OwnershipEntry.sole(room, day, person)));
            }
        } catch (Refusal refused) {
            played.add(refused.code());
        }
    }

    private static Tenancies.Lease lease(Random random, LocalDate day, long person) {
        LocalDate to = random.nextInt(4) == 0 ? null : day.plusDays(random.nextInt(400));
        return new Tenancies.Lease(person, random.nextInt(3) > 0, new DateSpan(day, to));
    }

    private void endALease(Hamlet hamlet, long room, LocalDate day) {
        tenancies.of(hamlet.community, room).stream()
                .filter(one -> one.span().contains(day))
                .findFirst()
                .ifPresent(one -> tenancies.end(hamlet.community, room, one.id(), one.version(), day));
    }

    private void undoAnOwnership(Hamlet hamlet, long room, Random random) {
        List<Ownership> standing = ownerships.of(hamlet.community, room);
        if (!standing.isEmpty()) {
            ownerships.undo(
                    hamlet.community,
                    room,
                    standing.get(random.nextInt(standing.size())).id(),
                    "性质测试");
        }
    }

    private void check(Hamlet hamlet, String how) {
        hamlet.asClerk(() -> {
            assertThat(households.wrong(hamlet.community, hamlet.premises.values()))
                    .as(how)
                    .isEmpty();
            for (long room : hamlet.premises.values()) {
                List<Household> history = households.history(hamlet.community, room);
                assertThat(history.get(0).span().from()).as(how).isEqualTo(Hamlet.START);
                for (int at = 1; at < history.size(); at++) {
                    assertThat(history.get(at - 1).span().to())
                            .as(how)
                            .isEqualTo(history.get(at).span().from().minusDays(1));
                }
                assertThat(history.get(history.size() - 1).span().isOpen())
                        .as(how)
                        .isTrue();
                checkDays(hamlet, room, history, how);
            }
        });
    }

    private void checkDays(Hamlet hamlet, long room, List<Household> history, String how) {
        LocalDate delivered = register.get(hamlet.community, room).deliveredOn();
        List<Ownership> owned = ownerships.of(hamlet.community, room);
        List<Tenancy> let = tenancies.of(hamlet.community, room);
        List<Developers.Term> terms = developers.terms(hamlet.community);
        boolean nextMonth = delivered != null
                && settings.text("start_rule", hamlet.community, delivered)
                        .orElse("")
                        .equals("NEXT_MONTH");
        for (LocalDate day = Hamlet.START; day.isBefore(Hamlet.START.plusDays(DAYS + 500)); day = day.plusDays(13)) {
            LocalDate today = day;
            boolean answers = delivered != null
                    && !today.isBefore(nextMonth ? Month.of(delivered).next().firstDay() : delivered);
            Long owner = owned.stream()
                    .filter(one -> answers && one.span().contains(today))
                    .map(one -> one.billed().personId())
                    .findFirst()
                    .orElse(null);
            Long tenant = let.stream()
                    .filter(one -> one.pays() && one.span().contains(today))
                    .map(Tenancy::tenantId)
                    .findFirst()
                    .orElse(owner);
            long developer = terms.stream()
                    .filter(term -> term.span().contains(today))
                    .findFirst()
                    .orElseThrow()
                    .personId();
            Household stored = history.stream()
                    .filter(one -> one.span().contains(today))
                    .findFirst()
                    .orElseThrow();
            assertThat(Map.of("payer", stored.payerId(), "owner", stored.ownerId()))
                    .as("%s on %s", how, today)
                    .isEqualTo(
                            owner == null
                                    ? Map.of("payer", developer, "owner", developer)
                                    : Map.of("payer", tenant, "owner", owner));
        }
    }
}
