/**
 * The indicators by which the department is judged, each with the rows behind it. Reads every room and writes nothing but its own
 * snapshots.
 */
@ApplicationModule
@NullMarked
package io.guanjia.insight;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
