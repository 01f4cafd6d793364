package io.guanjia.cashier;

import io.guanjia.billing.ChargeItems;
import io.guanjia.billing.IfBilled;
import io.guanjia.billing.NewChargeItem;
import io.guanjia.billing.PremisesItems;
import io.guanjia.billing.Tariffs;
import io.guanjia.cashier.Till.Home;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.BeanFactory;

/** A small estate with everything that moves its money: monthly items, items by hand of each fund, two collectors with thin books. */
final class House {
    static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);
    private static final int BOOK = 12;

    final Evening evening;
    final Till till;
    final long community;
    final List<Long> collectors;
    final List<Home> homes = new ArrayList<>();
    final List<Long> monthly = new ArrayList<>();
    final List<Long> byHand = new ArrayList<>();
    private long books;

    House(BeanFactory beans, LocalDate sold) {
        evening = new Evening(beans);
        till = evening.till;
        community = till.community;
        collectors = List.of(till.collector, till.other);
        newBook(till.other);
        homes.add(evening.home);
        homes.add(till.home("1-102", "乙"));
        homes.add(till.home("1-103", "云溪置业"));
        homes.add(till.home("S01", "丁"));
        String[] areas = {"89.37", "120.50", "65.13", "45.60"};
        for (int at = 0; at < areas.length; at++) {
            measure(homes.get(at), areas[at]);
        }
        sell(homes.get(1), sold);
        monthly("FEE", FeeClass.PROPERTY, ChargeMethod.AREA, FundClass.OWN_REVENUE, "0.06", "2.35");
        monthly("PARKING", FeeClass.PARKING, ChargeMethod.FIXED, FundClass.COMMON_INCOME, "0", "150.00");
        byHand("REPAIR", FeeClass.SERVICE, FundClass.OWN_REVENUE, "0.13");
        byHand("WATER", FeeClass.UTILITY, FundClass.AGENCY, "0");
        byHand("DEPOSIT", FeeClass.SERVICE, FundClass.DEPOSIT, "0");
    }

    <T> T bean(Class<T> type) {
        return evening.bean(type);
    }

    /** A next book for somebody whose last one is used up. */
    void newBook(long holder) {
        till.book(bean(ReceiptBooks.class), holder, "N", ++books * 1000, BOOK);
    }

    void newBookIfNeeded() {
        for (long collector : collectors) {
            if (till.as(collector, () -> bean(ReceiptBooks.class).own(community))
                    .isEmpty()) newBook(collector);
        }
    }

    private void measure(Home home, String area) {
        Till.sql()
                .execute(
                        "insert into estate.premises_area (community_id, premises_id, from_on, square_metres) values (?, ?, ?, ?)",
                        community,
                        home.premises(),
                        LONG_AGO,
                        new BigDecimal(area));
    }

    private void sell(Home home, LocalDate on) {
        long buyer = till.person("丙");
        Till.sql()
                .execute(
                        "update residents.household set to_on = ? where community_id = ? and premises_id = ?",
                        on.minusDays(1),
                        community,
                        home.premises());
        Till.sql()
                .execute(
                        "insert into residents.household (community_id, premises_id, from_on, payer_id, owner_id, basis)"
                                + " values (?, ?, ?, ?, ?, 'OWNER')",
                        community,
                        home.premises(),
                        on,
                        buyer,
                        buyer);
    }

    private void monthly(
            String code, FeeClass feeClass, ChargeMethod method, FundClass fund, String rate, String price) {
        long item = item(code, feeClass, method, fund, rate);
        till.run(till.clerk, () -> {
            bean(Tariffs.class).begin(community, item, LONG_AGO, new BigDecimal(price), IfBilled.WARN);
            bean(PremisesItems.class)
                    .assign(community, item, homes.stream().map(Home::premises).toList(), LONG_AGO);
        });
        monthly.add(item);
    }

    private void byHand(String code, FeeClass feeClass, FundClass fund, String rate) {
        byHand.add(item(code, feeClass, ChargeMethod.ONE_OFF, fund, rate));
    }

    private long item(String code, FeeClass feeClass, ChargeMethod method, FundClass fund, String rate) {
        int priority = 10 + monthly.size() + byHand.size();
        var entry = new NewChargeItem(code, code, feeClass, method, priority, 31, LONG_AGO, fund, new BigDecimal(rate));
        return till.as(till.clerk, () -> bean(ChargeItems.class).create(community, entry));
    }
}
