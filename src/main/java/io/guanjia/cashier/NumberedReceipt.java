package io.guanjia.cashier;

import io.guanjia.db.cashier.enums.ReceiptState;

/** A receipt as a search finds it, without what it says. */
public record NumberedReceipt(long communityId, String number, ReceiptState state) {}
