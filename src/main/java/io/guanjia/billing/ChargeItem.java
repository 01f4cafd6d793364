package io.guanjia.billing;

import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is charged for (收费项目).
 *
 * @param priority order of allocation within one due date and month; the smaller the earlier
 * @param dueDay of the fee month, its last day where the month is shorter
 * @param rates fund class and tax rate in time, latest first
 * @param tariffs prices in time, latest first
 */
public record ChargeItem(
        long id,
        String code,
        String name,
        FeeClass feeClass,
        ChargeMethod method,
        int priority,
        int dueDay,
        int version,
        List<Rate> rates,
        List<Tariff> tariffs) {

    /** @param taxRate included in the price: 0.06 is six percent */
    public record Rate(LocalDate from, @Nullable LocalDate to, FundClass fundClass, BigDecimal taxRate) {
        /** 6 for six percent. */
        public String percent() {
            return taxRate.movePointRight(2).stripTrailingZeros().toPlainString();
        }

        boolean holds(LocalDate on) {
            return !from.isAfter(on) && (to == null || !to.isBefore(on));
        }
    }

    public ChargeItem {
        rates = List.copyOf(rates);
        tariffs = List.copyOf(tariffs);
    }

    public boolean isMonthly() {
        return method != ChargeMethod.ONE_OFF;
    }

    public Optional<Rate> rateOn(LocalDate on) {
        return rates.stream().filter(rate -> rate.holds(on)).findFirst();
    }

    public Optional<Tariff> tariffOn(LocalDate on) {
        return tariffs.stream().filter(tariff -> tariff.holds(on)).findFirst();
    }
}
