package io.guanjia.ledger;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.kernel.Money;

/** What the type ledger.account does not say about its values; docs/ledger.md explains each (names: message {@code account.<code>}). */
public final class ChartOfAccounts {

    private ChartOfAccounts() {}

    /** What somebody owes us, what we hold, what it costs: debit. What we owe, hold for others, earn: credit. */
    public static Side normalSide(Account account) {
        return switch (account) {
            case RECEIVABLE,
                    FLOAT,
                    CASH_IN_HAND,
                    CHEQUES_IN_HAND,
                    SAFE,
                    BANK,
                    CLEARING_POS,
                    CLEARING_WECHAT,
                    CLEARING_ALIPAY,
                    CLEARING_TRANSFER,
                    BANK_FEE,
                    WAIVER,
                    BAD_DEBT,
                    CASH_SHORTAGE,
                    PUBLIC_ELECTRICITY_PREPAID,
                    PUBLIC_ELECTRICITY_EXPENSE -> Side.DEBIT;
            case REVENUE,
                    OUTPUT_VAT,
                    BILLED_IN_ADVANCE,
                    AGENCY_PAYABLE,
                    COMMON_INCOME,
                    REMUNERATION_FUNDS,
                    PREPAYMENT,
                    DEPOSIT,
                    CASH_SURPLUS,
                    PREPAYMENT_MOVED,
                    OPENING_BALANCE -> Side.CREDIT;
        };
    }

    /** Debits less credits, seen from the account's normal side. */
    static Money normal(Account account, Money debitsLessCredits) {
        return normalSide(account) == Side.DEBIT ? debitsLessCredits : debitsLessCredits.negate();
    }
}
