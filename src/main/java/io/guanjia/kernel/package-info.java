@ApplicationModule
@NullMarked
package io.guanjia.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
