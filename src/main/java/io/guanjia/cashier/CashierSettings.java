package io.guanjia.cashier;

import io.guanjia.settings.SettingDeclaration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a company or a community decides about its counter. */
@Configuration(proxyBeanMethods = false)
class CashierSettings {

    @Bean
    SettingDeclaration blockAfterDays() {
        return SettingDeclaration.whole(
                HandIns.BLOCK_AFTER_DAYS, 2, "cashier.setting.block-after-days", "rules.md §6.1");
    }

    @Bean
    SettingDeclaration payee() {
        return SettingDeclaration.text(Parties.PAYEE, null, "cashier.setting.payee", "rules.md §5.4");
    }

    @Bean
    SettingDeclaration sheet() {
        return SettingDeclaration.choice(
                ReceiptPaper.SHEET, "cashier.setting.sheet", "rules.md §5.4", ReceiptPaper.A5, ReceiptPaper.A4);
    }
}
