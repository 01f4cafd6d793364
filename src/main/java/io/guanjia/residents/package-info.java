/**
 * People and companies, who owns and who rents since when, delivery and the developer, and from these who answers for each
 * premises on each day (业户, household). Owns the schema {@code residents}; bills and money are other rooms' business.
 */
@ApplicationModule
@NullMarked
package io.guanjia.residents;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
