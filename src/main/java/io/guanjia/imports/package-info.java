/**
 * People's own workbooks become an estate: read, checked against themselves and the house, applied whole or not at all. Owns no
 * table; what it brings in is written by the rooms that own it.
 */
@ApplicationModule
@NullMarked
package io.guanjia.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
