package io.guanjia.kernel;

import java.util.Random;

/** Chance that can be repeated: {@code -Dguanjia.seed=…} replays a run whose seed a failure has printed. */
public record Seed(long value) {

    public static Seed fresh() {
        return new Seed(Long.getLong("guanjia.seed", System.nanoTime()));
    }

    public Random random() {
        return new Random(value);
    }

    @Override
    public String toString() {
        return "-Dguanjia.seed=" + value;
    }
}
