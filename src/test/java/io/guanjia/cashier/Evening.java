package io.guanjia.cashier;

import io.guanjia.approvals.Approval;
import io.guanjia.approvals.Approvals;
import io.guanjia.cashier.Till.Home;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.Money;
import io.guanjia.ledger.Controls;
import io.guanjia.testing.MovedClock;
import io.guanjia.web.Paging;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/** A {@link Till} whose day ends: its collector has a book and a household that pays, accounting issues floats and closes months. */
final class Evening {
    final BeanFactory house;
    final Till till = new Till();
    final long community = till.community;
    final long accountant = Staff.hire("accountant-" + till.community, till.community, "accountant");
    final Home home;

    Evening(BeanFactory house) {
        this.house = house;
        till.book(bean(ReceiptBooks.class), till.collector, "", 1, 5000);
        home = till.home("1-101", "甲");
    }

    <T> T bean(Class<T> type) {
        return house.getBean(type);
    }

    LocalDate today() {
        return bean(MovedClock.class).today();
    }

    void giveFloat(long fen) {
        till.as(
                till.clerk,
                () -> bean(Floats.class).issue(community, key(), new Floats.Move(till.collector, new Money(fen))));
    }

    Money held() {
        return till.as(till.clerk, () -> bean(Floats.class).held(community, till.collector));
    }

    Payment pay(TenderKind kind, long fen) {
        return pay(till.collector, Till.payment(home, Till.tender(kind, fen)));
    }

    Payment pay(long collector, TakePayment payment) {
        return till.as(
                collector,
                () -> bean(Payments.class).take(community, key(), payment).value());
    }

    HandOvers.Outcome count(long fen, @Nullable String reason) {
        return count(till.collector, fen, reason);
    }

    HandOvers.Outcome count(long collector, long fen, @Nullable String reason) {
        var submit = new HandOvers.Submit(today(), null, cash(fen), reason);
        return till.as(
                collector,
                () -> bean(HandOvers.class).submit(community, key(), submit).value());
    }

    HandOvers.Outcome sign(long sheet, long fen) {
        return sign(till.clerk, sheet, fen, null);
    }

    HandOvers.Outcome sign(long clerk, long sheet, long fen, @Nullable Money cheques) {
        var accept = new HandOvers.Accept(cash(fen), cheques);
        return till.as(
                clerk,
                () -> bean(HandOvers.class)
                        .accept(community, key(), sheet, accept)
                        .value());
    }

    DaySheet sheet(long id) {
        return till.as(till.clerk, () -> bean(DaySheets.class).get(community, id));
    }

    List<DaySheet> sheets() {
        return till.as(
                till.clerk,
                () -> bean(DaySheets.class)
                        .page(community, new DaySheets.Filter(null, null, false), new Paging(Paging.LIMIT_MAX, null))
                        .items());
    }

    void approve(long decider, String kind, long subject) {
        till.run(decider, () -> bean(Approvals.class).approve(community, pending(kind, subject), "同意"));
    }

    void reject(long decider, String kind, long subject) {
        till.run(decider, () -> bean(Approvals.class).reject(community, pending(kind, subject), "请再点一次"));
    }

    private long pending(String kind, long subject) {
        return bean(Approvals.class)
                .pending(community, kind, subject)
                .map(Approval::id)
                .orElseThrow();
    }

    boolean booksAgree() {
        return till.as(accountant, () -> bean(Controls.class).hold(community));
    }

    /** The fewest notes and coins that come to the amount. */
    static CashCount cash(long fen) {
        TreeMap<Integer, Integer> pieces = new TreeMap<>();
        long rest = fen;
        for (int denomination : CashCount.DENOMINATIONS) {
            pieces.put(denomination, (int) (rest / denomination));
            rest %= denomination;
        }
        return new CashCount(pieces);
    }

    static String key() {
        return UUID.randomUUID().toString();
    }
}
