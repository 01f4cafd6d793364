package io.guanjia.estate;

import org.jspecify.annotations.Nullable;

/** A building as typed or imported. @param code what stands on it, {@code 1} */
public record BuildingEntry(
        String code, String name, @Nullable Integer floors) {}
