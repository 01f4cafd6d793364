/**
 * Long work in the background, with progress that can be left and come back to. Owns the jobs and db-scheduler's table; what
 * there is to do is declared by higher rooms as {@link io.guanjia.jobs.JobKind}s.
 */
@ApplicationModule
@NullMarked
package io.guanjia.jobs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
