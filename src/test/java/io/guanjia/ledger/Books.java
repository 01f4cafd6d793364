package io.guanjia.ledger;

import static io.guanjia.db.ledger.enums.Account.CASH_IN_HAND;
import static io.guanjia.db.ledger.enums.Account.OUTPUT_VAT;
import static io.guanjia.db.ledger.enums.Account.RECEIVABLE;
import static io.guanjia.db.ledger.enums.Account.REVENUE;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.kernel.Money;
import io.guanjia.testing.TestDatabases;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Communities with books of their own, for the tests of this room. */
final class Books {

    static final long COLLECTOR = 7;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private Books() {}

    static long community() {
        return TestDatabases.current()
                .owner()
                .fetchSingle(
                        "insert into estate.community (name, created_at) values (?, '2026-01-05 09:00+08') returning id",
                        "Books " + COUNT.incrementAndGet())
                .get(0, Long.class);
    }

    static <T> T as(long community, Supplier<T> work) {
        return Scopes.call(Scope.of(community, COLLECTOR), work);
    }

    /** The house itself looks: reading the books needs a permission, which {@link #COLLECTOR} has not. */
    static <T> T read(long community, Supplier<T> work) {
        return Scopes.call(Scope.of(community, null), work);
    }

    static void run(long community, Runnable work) {
        Scopes.run(Scope.of(community, COLLECTOR), work);
    }

    /** 210.02 of which 11.89 is tax, to premises 11 and payer 21. */
    static List<Transfer> bill(LocalDate on, long run) {
        Transfer.Builder line = Transfer.on(on)
                .source(SourceKind.BILL_RUN, run)
                .debit(RECEIVABLE)
                .premises(11L)
                .payer(21L)
                .item(31L)
                .charge(41L);
        return List.of(
                line.credit(REVENUE).amount(new Money(19813)).build(),
                line.credit(OUTPUT_VAT).amount(new Money(1189)).build());
    }

    static Transfer cash(LocalDate on, long payment, long sheet, long fen) {
        return Transfer.on(on)
                .source(SourceKind.PAYMENT, payment)
                .debit(CASH_IN_HAND)
                .credit(RECEIVABLE)
                .amount(new Money(fen))
                .premises(11L)
                .holder(COLLECTOR)
                .sheet(sheet)
                .build();
    }
}
