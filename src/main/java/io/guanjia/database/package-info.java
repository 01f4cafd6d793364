@ApplicationModule
@NullMarked
package io.guanjia.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
