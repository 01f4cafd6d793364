/**
 * The household's account: what is charged to whom and why, what settled it and what is held in advance. Owns charge items,
 * tariffs, bill runs, one-off charges, charges, allocations and prepayments; posts them to {@code ledger} in the same transaction.
 */
@ApplicationModule
@NullMarked
package io.guanjia.billing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
