package io.guanjia.ledger;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.kernel.Money;
import org.jspecify.annotations.Nullable;

/** What stands on an account from its normal side, transfer after transfer; without an account transfers stay as they are. */
class RunningBalance {

    private final @Nullable Account account;
    private Money balance;

    RunningBalance(@Nullable Account account, Money broughtForward) {
        this.account = account;
        this.balance = broughtForward;
    }

    Posted after(Posted posted) {
        if (account == null) {
            return posted;
        }
        boolean debit = posted.transfer().debit() == account;
        boolean grows = debit == (ChartOfAccounts.normalSide(account) == Side.DEBIT);
        Money amount = posted.transfer().amount();
        balance = balance.plus(grows ? amount : amount.negate());
        return posted.withBalance(balance);
    }
}
