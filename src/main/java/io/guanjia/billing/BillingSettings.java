package io.guanjia.billing;

import io.guanjia.db.billing.enums.DayBasis;
import io.guanjia.kernel.Month;
import io.guanjia.settings.SettingDeclaration;
import io.guanjia.settings.Settings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an installation decides about its bills (rules.md §15). */
@Configuration(proxyBeanMethods = false)
class BillingSettings {
    private static final String DAY_BASIS = "day_basis";
    private static final String MAX_CHANGE = "bill_run.max_change_percent";
    private static final String MAX_PREPAY_MONTHS = "max_prepay_months";
    private static final int DEFAULT_MAX_PREPAY_MONTHS = 12;
    private static final BigDecimal DEFAULT_MAX_CHANGE = new BigDecimal("30");

    @Bean
    SettingDeclaration dayBasis() {
        return SettingDeclaration.choice(
                DAY_BASIS, "billing.setting.day-basis", "rules.md §1.3", "ACTUAL", "D30", "ANNUAL");
    }

    @Bean
    SettingDeclaration maxChangePercent() {
        return SettingDeclaration.decimal(
                MAX_CHANGE, DEFAULT_MAX_CHANGE, "billing.setting.max-change-percent", "rules.md §1.6");
    }

    @Bean
    SettingDeclaration maxPrepayMonths() {
        return SettingDeclaration.whole(
                MAX_PREPAY_MONTHS, DEFAULT_MAX_PREPAY_MONTHS, "billing.setting.max-prepay-months", "rules.md §1.6");
    }

    /** How many months ahead may be billed, and paid in advance; empty: as many as anybody likes. */
    static Optional<Integer> maxPrepayMonths(Settings settings, long communityId, LocalDate on) {
        return settings.whole(MAX_PREPAY_MONTHS, communityId, on);
    }

    /** As it stands on the first day of the fee month. */
    static DayBasis dayBasis(Settings settings, long communityId, Month month) {
        return settings.text(DAY_BASIS, communityId, month.firstDay())
                .map(DayBasis::valueOf)
                .orElse(DayBasis.ACTUAL);
    }

    /** How far a month's total may be from last month's; empty: as far as it likes. */
    static Optional<BigDecimal> maxChangePercent(Settings settings, long communityId, Month month) {
        return settings.decimal(MAX_CHANGE, communityId, month.firstDay());
    }
}
