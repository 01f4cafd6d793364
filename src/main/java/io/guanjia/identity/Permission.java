package io.guanjia.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a post may be allowed to do. The code is what the database, the menus and the message keys carry. */
public enum Permission {
    ESTATE_READ,
    ESTATE_WRITE,
    /** Register vacant premises, look after them and end it. */
    VACANCY_WRITE,
    COMMUNITY_CREATE,
    IMPORT,
    RESIDENTS_READ,
    RESIDENTS_WRITE,
    /** See one person's whole phone or identity number, with a reason and an audit row (rules.md §13). */
    RESIDENTS_REVEAL,
    BILLING_READ,
    TARIFF_WRITE,
    BILL_RUN_PROPOSE,
    BILL_RUN_APPROVE,
    ONE_OFF_PROPOSE,
    ONE_OFF_APPROVE,
    /** Take money; own book and own sheet. */
    COLLECT,
    /** All payments, sheets and books of the community. */
    CASHIER_READ,
    /** Register, issue and take back receipt books. */
    BOOK_STOCK,
    VOID_CONFIRM,
    FLOAT_ISSUE,
    /** Count and sign a cash hand-over. */
    CASH_ACCEPT,
    CASH_DIFFERENCE_APPROVE,
    LEDGER_READ,
    MONTH_CLOSE_PROPOSE,
    MONTH_CLOSE_APPROVE,
    INSIGHT_READ,
    SETTINGS_WRITE,
    /** The trail of business deeds of the own communities. */
    AUDIT_READ,
    /** Accounts, posts and appointments; stands alone on the administrator's post, which sees no business data. */
    STAFF_MANAGE;

    /** {@code bill-run-approve} */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String labelKey() {
        return "permission." + code();
    }

    /** Empty for a code of another version of the house: such rows give nothing. */
    public static Optional<Permission> of(String code) {
        return Arrays.stream(values())
                .filter(permission -> permission.code().equals(code))
                .findFirst();
    }
}
