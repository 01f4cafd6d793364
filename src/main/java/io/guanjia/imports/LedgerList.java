package io.guanjia.imports;

import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.Money;
import io.guanjia.openings.NewOpening;
import io.guanjia.openings.PastPayment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the good rows of a paper ledger come to. */
final class LedgerList {
    final List<NewOpening.Line> lines = new ArrayList<>();
    final List<PastPayment> payments = new ArrayList<>();
    /** Rows that bring something new, by building: what is signed. */
    private final Map<String, NewOpening.BuildingTotal> brought = byBuilding();

    private final Map<String, NewOpening.BuildingTotal> all = byBuilding();
    private int rows;
    private int months;
    int equal;

    private static Map<String, NewOpening.BuildingTotal> byBuilding() {
        return new TreeMap<>(java.util.Comparator.comparing(ChineseText::sortKey));
    }

    void row() {
        rows++;
    }

    /**
     * @param owed months of which something is open, those too that are known
     * @param open of them
     * @param fresh the row brings something that was not known
     */
    void add(String building, int owed, Money paid, Money open, boolean fresh) {
        months += owed;
        add(all, building, paid, open);
        if (fresh) add(brought, building, paid, open);
    }

    private static void add(Map<String, NewOpening.BuildingTotal> totals, String building, Money paid, Money open) {
        totals.merge(
                building,
                new NewOpening.BuildingTotal(building, 1, paid, open),
                (one, other) -> new NewOpening.BuildingTotal(
                        building,
                        one.rows() + other.rows(),
                        one.paid().plus(other.paid()),
                        one.arrears().plus(other.arrears())));
    }

    Found found() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("rows", rows);
        counts.put("owedMonths", months);
        counts.put("pastPayments", payments.size());
        Map<String, Money> amounts = new LinkedHashMap<>();
        amounts.put("paid", Money.sum(all.values().stream().map(NewOpening.BuildingTotal::paid)));
        amounts.put("arrears", Money.sum(all.values().stream().map(NewOpening.BuildingTotal::arrears)));
        Map<String, Money> buildings = new LinkedHashMap<>();
        all.forEach((building, total) -> buildings.put(building, total.arrears()));
        return new Found(counts, null, Map.of(), amounts, buildings);
    }

    NewOpening opening(long itemId, int year, Work work) {
        int fresh = brought.values().stream()
                .mapToInt(NewOpening.BuildingTotal::rows)
                .sum();
        Money paid = Money.sum(brought.values().stream().map(NewOpening.BuildingTotal::paid));
        return new NewOpening(
                itemId, year, work.fileName, work.batchId, fresh, paid, List.copyOf(brought.values()), lines);
    }
}
