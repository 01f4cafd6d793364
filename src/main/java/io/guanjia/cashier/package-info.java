/**
 * Money in: payments with their tenders, receipts out of receipt books, floats, day sheets, hand-over and the close of a month.
 * It takes what {@code billing} says is owed and posts each movement to {@code ledger} in the same transaction.
 */
@ApplicationModule
@NullMarked
package io.guanjia.cashier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
