package io.guanjia.workplace;

import org.jspecify.annotations.Nullable;

/**
 * A square as it is drawn.
 *
 * @param words the sentence that says in words what colour and mark say
 */
record PlanTile(
        String code,
        String door,
        @Nullable String entrance,
        @Nullable Integer floor,
        String href,
        String colour,
        String mark,
        String words) {}
