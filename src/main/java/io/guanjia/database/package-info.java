/**
 * How the house reaches PostgreSQL: its own durable server unless the user names another, transactions that carry the scope
 * (row-level security by community), and commands that have one effect however often they are sent. Owns the schema
 * {@code database}; knows nothing of the business.
 */
@ApplicationModule
@NullMarked
package io.guanjia.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
