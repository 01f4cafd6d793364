/**
 * Meters and what was read from them: of shops, of rooms and of common ground, with the multiplier, the turn of the dial and the
 * replacement of a meter. Owns the schema {@code utilities}; what the usage costs is other rooms' business.
 */
@ApplicationModule
@NullMarked
package io.guanjia.utilities;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
