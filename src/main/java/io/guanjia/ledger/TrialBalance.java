package io.guanjia.ledger;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.kernel.Money;
import java.time.LocalDate;
import java.util.List;

/** Everything posted up to and including a day, by account in the order of the chart; accounts never used are left out. */
public record TrialBalance(LocalDate on, List<Line> lines) {

    /** @param debit the sum of all debits, and {@code credit} of all credits, since the books began */
    public record Line(Account account, Money debit, Money credit) {

        /** Debits less credits: below zero where the account stands in credit. All lines together give zero. */
        public Money balance() {
            return debit.minus(credit);
        }

        /** The balance as the account's kind counts it: what is owed, held or earned is more than zero. */
        public Money normalBalance() {
            return ChartOfAccounts.normal(account, balance());
        }
    }

    public TrialBalance {
        lines = List.copyOf(lines);
    }

    public Line of(Account account) {
        return lines.stream()
                .filter(line -> line.account() == account)
                .findFirst()
                .orElse(new Line(account, Money.ZERO, Money.ZERO));
    }

    /** What all accounts that stand in debit add up to; {@link #creditBalance} is the same from the other side. */
    public Money debitBalance() {
        return Money.sum(lines.stream().map(Line::balance).filter(Money::isPositive));
    }

    public Money creditBalance() {
        return Money.sum(lines.stream().map(Line::balance).filter(Money::isNegative))
                .negate();
    }

    public Money debit() {
        return Money.sum(lines.stream().map(Line::debit));
    }

    public Money credit() {
        return Money.sum(lines.stream().map(Line::credit));
    }
}
