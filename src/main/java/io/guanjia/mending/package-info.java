/**
 * Corrections (更正) of what the register said wrongly: owners, areas, swapped rooms. New versions with their effect on bills
 * shown first and decided by another person; owns the schema {@code mending}, everything else is written by the rooms that own it.
 */
@ApplicationModule
@NullMarked
package io.guanjia.mending;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
