/**
 * The value types of the house: money and its words, shares, areas, months and spans of dates, people's text, masking, and the
 * ways to say no. It knows no framework and no other room.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.guanjia.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
