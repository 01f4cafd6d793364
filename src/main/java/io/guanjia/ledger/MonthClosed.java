package io.guanjia.ledger;

import io.guanjia.kernel.Month;

/** Published inside the transaction that closes a month, after its seal: higher rooms freeze what they publish of it. */
public record MonthClosed(long communityId, Month month) {}
