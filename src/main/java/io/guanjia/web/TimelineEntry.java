package io.guanjia.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line at the end of a record: who, when, what changed. */
public record TimelineEntry(
        Instant at, String who, Text what, @Nullable Text detail) {}
