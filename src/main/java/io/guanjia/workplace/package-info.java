/**
 * Pages made of many rooms: the desk of each post, the household page (业户一户通), and the one search box. Writes nothing and owns
 * no table.
 */
@ApplicationModule
@NullMarked
package io.guanjia.workplace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
