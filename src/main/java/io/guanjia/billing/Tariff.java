package io.guanjia.billing;

import io.guanjia.kernel.UnitPrice;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The price of an item over some time: yuan per ㎡ and month, or per premises and month, tax included. */
public record Tariff(
        long id, long itemId, LocalDate from, @Nullable LocalDate to, BigDecimal unitPrice) {

    /** As it is written for people. */
    public String price() {
        return UnitPrice.text(unitPrice);
    }

    boolean holds(LocalDate on) {
        return !from.isAfter(on) && (to == null || !to.isBefore(on));
    }
}
