package io.guanjia.billing;

import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.kernel.Money;

/** What is held in advance (预存) of one payer for one premises and kind of fee. */
public record Prepayment(long id, long premisesId, long payerId, String payerName, FeeClass feeClass, Money balance) {}
