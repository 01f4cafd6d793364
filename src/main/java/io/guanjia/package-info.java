/** The root of the house: one package below it is one room. */
@NullMarked
package io.guanjia;

import org.jspecify.annotations.NullMarked;
