/**
 * What one person proposed and another one decides, with amount, rule and reasons (maker ≠ checker compares persons, rules.md §0,
 * §15). It owns the schema {@code approvals}; rooms above propose through {@link io.guanjia.approvals.Approvals} and hear of the
 * outcome through their {@link io.guanjia.approvals.Decision} beans, in the transaction of whoever decides.
 */
@ApplicationModule
@NullMarked
package io.guanjia.approvals;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
