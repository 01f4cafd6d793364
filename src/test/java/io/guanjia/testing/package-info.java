/** The ground under the tests: one real PostgreSQL, a database for each class, a clock that the test moves. */
package io.guanjia.testing;
