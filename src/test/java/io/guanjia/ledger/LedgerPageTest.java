package io.guanjia.ledger;

import static io.guanjia.db.billing.enums.ChargeMethod.AREA;
import static io.guanjia.db.billing.enums.ChargeMethod.FIXED;
import static io.guanjia.db.billing.enums.ChargeMethod.ONE_OFF;
import static io.guanjia.db.billing.enums.FundClass.AGENCY;
import static io.guanjia.db.billing.enums.FundClass.COMMON_INCOME;
import static io.guanjia.db.billing.enums.FundClass.DEPOSIT;
import static io.guanjia.db.billing.enums.FundClass.OWN_REVENUE;
import static io.guanjia.db.cashier.enums.TenderKind.CASH;
import static io.guanjia.db.cashier.enums.TenderKind.CHEQUE;
import static io.guanjia.db.ledger.Tables.TRANSFER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.guanjia.cashier.Payment;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.tables.records.TransferRecord;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;

/** docs/ledger.md tells the truth: every event on it is played on the real services, and posts what its table says. */
@GuanjiaTest
class LedgerPageTest {

    private static final Month JANUARY = Month.of(2026, 1);
    private static final Month FEBRUARY = Month.of(2026, 2);
    private static final Map<Integer, Integer> NOTHING = Map.of();
    private static final Map<Integer, Integer> YUAN_490 = Map.of(10000, 4, 5000, 1, 2000, 2);
    private static final Map<Integer, Integer> YUAN_500 = Map.of(10000, 5);
    private static final Map<Integer, Integer> YUAN_510 = Map.of(10000, 5, 1000, 1);

    @Autowired
    BeanFactory house;

    @Autowired
    MovedClock clock;

    @Autowired
    MessageSource messages;

    @Autowired
    List<ControlCheck> controls;

    private final LedgerPage page = LedgerPage.read();
    private long mark;

    @TestFactory
    Stream<DynamicTest> postsWhatThePageSays() {
        Map<String, Consumer<Office>> events = events();
        assertThat(page.events()).as("every event of the page is played").containsOnlyKeys(events.keySet());
        return page.events().values().stream()
                .map(event -> dynamicTest(event.name(), () -> {
                    clock.set(JANUARY.firstDay());
                    mark = 0;
                    Office office = new Office(house);
                    events.get(event.name()).accept(office);
                    assertThat(posted(office, event))
                            .as("docs/ledger.md, " + event.name())
                            .containsExactlyInAnyOrderElementsOf(event.lines().stream()
                                    .map(line -> event.source() + ": " + line)
                                    .toList());
                }));
    }

    @Test
    void namesEveryAccountAsThePagesDo() {
        assertThat(page.accounts())
                .containsExactlyElementsOf(Arrays.stream(Account.values())
                        .map(account -> List.of(
                                account.getLiteral(),
                                name(account, Locale.SIMPLIFIED_CHINESE),
                                name(account, Locale.ENGLISH),
                                ChartOfAccounts.normalSide(account).name().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    @Test
    void namesEveryControl() {
        assertThat(page.controls())
                .containsExactlyInAnyOrderElementsOf(
                        controls.stream().map(ControlCheck::name).toList());
    }

    private Map<String, Consumer<Office>> events() {
        Map<String, Consumer<Office>> events = new LinkedHashMap<>();
        bills(events);
        openings(events);
        payments(events);
        corrections(events);
        cash(events);
        return events;
    }

    private void bills(Map<String, Consumer<Office>> events) {
        events.put("bill-run-own-revenue", office -> office.bill(JANUARY, office.propertyFee()));
        events.put("bill-run-agency", office -> office.bill(JANUARY, office.item(FIXED, AGENCY, "0", "30.00")));
        events.put(
                "bill-run-common-income",
                office -> office.bill(JANUARY, office.item(FIXED, COMMON_INCOME, "0", "150.00")));
        events.put(
                "bill-run-remuneration",
                office -> office.onRemuneration().bill(JANUARY, office.item(AREA, OWN_REVENUE, "0", "2.35")));
        events.put("bill-run-in-advance", office -> office.bill(FEBRUARY, office.propertyFee()));
        events.put("release", office -> {
            office.bill(FEBRUARY, office.propertyFee());
            clock.set(FEBRUARY.lastDay());
            office.close(JANUARY);
            markFor(office);
            office.close(FEBRUARY);
        });
        events.put("one-off-charge", office -> office.oneOff(office.item(ONE_OFF, OWN_REVENUE, "0.06", ""), "106.00"));
        events.put("deposit-charge", office -> office.oneOff(office.item(ONE_OFF, DEPOSIT, "0", ""), "2000.00"));
        events.put("bill-run-reversed", office -> {
            long run = office.bill(JANUARY, office.propertyFee());
            markFor(office);
            office.reverse(run);
        });
    }

    private void openings(Map<String, Consumer<Office>> events) {
        events.put("opening", office -> office.takeOver(office.propertyFee()));
        events.put("opening-reversed", office -> {
            long opening = office.takeOver(office.propertyFee());
            markFor(office);
            office.reverseOpening(opening);
        });
    }

    private void payments(Map<String, Consumer<Office>> events) {
        for (TenderKind kind : TenderKind.values()) {
            events.put("payment-" + kind.name().toLowerCase(Locale.ROOT), office -> {
                office.bill(JANUARY, office.propertyFee());
                markFor(office);
                office.take(kind, "210.02");
            });
        }
        events.put("payment-with-surplus", office -> {
            office.bill(JANUARY, office.propertyFee());
            markFor(office);
            office.take(CASH, "500.00");
        });
        events.put("offset", office -> {
            long item = office.propertyFee();
            office.bill(JANUARY, item);
            office.take(CASH, "500.00");
            clock.set(FEBRUARY.firstDay());
            markFor(office);
            office.bill(FEBRUARY, item);
        });
        events.put("payment-voided", office -> {
            office.bill(JANUARY, office.propertyFee());
            Payment payment = office.take(CASH, "500.00");
            markFor(office);
            office.annul(payment);
        });
    }

    private void corrections(Map<String, Consumer<Office>> events) {
        events.put("correction-billed-again", office -> {
            office.bill(JANUARY, office.propertyFee());
            markFor(office);
            office.correctArea("90.00");
        });
        for (var right : Map.of("correction-too-little", "90.00", "correction-too-much", "80.00")
                .entrySet()) {
            events.put(right.getKey(), office -> {
                office.bill(JANUARY, office.propertyFee());
                office.take(CASH, "210.02");
                markFor(office);
                office.correctArea(right.getValue());
            });
        }
        events.put("prepayment-moved", office -> {
            office.take(CASH, "289.98");
            markFor(office);
            office.swapWithTheNeighbour();
        });
    }

    private void cash(Map<String, Consumer<Office>> events) {
        events.put("float-issued", office -> office.giveFloat("500.00"));
        events.put("float-returned", office -> {
            office.giveFloat("500.00");
            markFor(office);
            office.takeFloatBack("500.00");
        });
        events.put("hand-over", office -> {
            office.take(CASH, "500.00");
            office.take(CHEQUE, "210.02");
            handOver(office, YUAN_500, YUAN_500, "210.02");
        });
        events.put("hand-over-short", office -> {
            office.take(CASH, "500.00");
            handOver(office, YUAN_490, YUAN_490, "0");
        });
        events.put("hand-over-short-of-float", office -> {
            office.giveFloat("500.00");
            office.take(CASH, "500.00");
            handOver(office, YUAN_490, NOTHING, "0");
        });
        events.put("hand-over-over", office -> {
            office.take(CASH, "500.00");
            handOver(office, YUAN_510, YUAN_510, "0");
        });
    }

    private void handOver(
            Office office, Map<Integer, Integer> counted, Map<Integer, Integer> handedOver, String cheques) {
        markFor(office);
        office.accept(office.count(counted), handedOver, cheques);
    }

    /** The event begins here; what came before set the scene. */
    private void markFor(Office office) {
        mark = rows(office).stream().mapToLong(TransferRecord::getId).max().orElse(0);
    }

    /** An offset comes with the bill that it settles, a right charge after the mirror of the wrong one; every other event posts nothing but its own. */
    private List<String> posted(Office office, LedgerPage.Event event) {
        return rows(office).stream()
                .filter(row -> row.getId() > mark)
                .filter(row -> !Set.of("offset", "correction-billed-again").contains(event.name())
                        || row.getSourceKind().getLiteral().equals(event.source()))
                .map(row -> row.getSourceKind() + ": " + line(row))
                .toList();
    }

    private static List<TransferRecord> rows(Office office) {
        return TestDatabases.current()
                .owner()
                .selectFrom(TRANSFER)
                .where(TRANSFER.COMMUNITY_ID.eq(office.community))
                .orderBy(TRANSFER.ID)
                .fetch();
    }

    private static String line(TransferRecord row) {
        List<String> dimensions = new ArrayList<>();
        add(dimensions, "P", row.getPremisesId());
        add(dimensions, "Y", row.getPayerId());
        add(dimensions, "I", row.getItemId());
        add(dimensions, "C", row.getChargeId());
        add(dimensions, "H", row.getHolderId());
        add(dimensions, "S", row.getSheetId());
        add(dimensions, "R", row.getReversesId());
        Money amount = Objects.requireNonNull(row.getAmountFen());
        return row.getDebitAccount() + " | " + row.getCreditAccount() + " | " + amount.format() + " | "
                + String.join(" ", dimensions);
    }

    private static void add(List<String> dimensions, String letter, Long value) {
        if (value != null) {
            dimensions.add(letter);
        }
    }

    private String name(Account account, Locale language) {
        return messages.getMessage("account." + account, null, language);
    }
}
