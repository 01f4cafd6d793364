/**
 * What stands on the ground: communities, buildings, entrances, premises with their area over time, and the collectors' areas
 * (责任区). Owns the schema {@code estate}; knows nothing of people who own or pay.
 */
@ApplicationModule
@NullMarked
package io.guanjia.estate;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
