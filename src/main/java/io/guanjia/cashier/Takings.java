package io.guanjia.cashier;

import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.kernel.Money;
import java.util.Map;

/**
 * What some payments brought in; voided ones count nothing and are told apart.
 *
 * @param byTender only tenders that occurred, in the order of the type
 */
public record Takings(long payments, long voided, Money total, Map<TenderKind, Money> byTender) {}
