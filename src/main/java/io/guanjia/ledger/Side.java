package io.guanjia.ledger;

/** The side on which an account grows. */
public enum Side {
    DEBIT,
    CREDIT
}
