/**
 * Lists as registers (台账): a room declares columns, filters and a query, and gets filters in the address, sorting, totals of the
 * filtered whole, saved views, column choice, bulk actions and an export of exactly what is filtered. It owns the saved views and
 * knows nothing of what the lists are about.
 */
@ApplicationModule
@NullMarked
package io.guanjia.registers;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
