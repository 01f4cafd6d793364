/**
 * What the books before Guanjia knew: payments as history, and what was still owed as opening balances (期初余额), whose total one
 * person proposes and another one signs. Owns the schema {@code openings}; {@code billing} writes and posts the charges.
 */
@ApplicationModule
@NullMarked
package io.guanjia.openings;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
