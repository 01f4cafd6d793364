/**
 * The ledger: transfers between two accounts, which nobody ever changes, months that close, seals that chain.
 * It knows none of its callers; what a transfer means to another room stands in its source and its dimensions.
 */
@ApplicationModule
@NullMarked
package io.guanjia.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
