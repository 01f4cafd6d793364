package io.guanjia.kernel;

import java.math.BigDecimal;

/** How a price in yuan per unit is written: as many decimals as it has, and never fewer than two. */
public final class UnitPrice {

    private static final int DECIMALS_MIN = 2;

    private UnitPrice() {}

    /** 4.5 as {@code 4.50}, 2.350000 as {@code 2.35}, 0.4875 as {@code 0.4875}. */
    public static String text(BigDecimal yuan) {
        BigDecimal bare = yuan.stripTrailingZeros();
        return (bare.scale() < DECIMALS_MIN ? bare.setScale(DECIMALS_MIN) : bare).toPlainString();
    }
}
