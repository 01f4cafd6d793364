/**
 * Who did what, when, from where and why: rows that are written in the transaction of the deed and never change (rules.md §13).
 * It owns the schema {@code audit}; every room writes through {@link io.guanjia.audit.AuditTrail}.
 */
@ApplicationModule
@NullMarked
package io.guanjia.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
