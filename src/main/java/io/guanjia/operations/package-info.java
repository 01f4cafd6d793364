/**
 * What whoever runs the house meets: the first start with its demo estate or its set-up link, and the address. Later: backup,
 * restore, verify, upgrade. Owns no table; everything it sets up goes through the rooms' own verbs.
 */
@ApplicationModule
@NullMarked
package io.guanjia.operations;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
