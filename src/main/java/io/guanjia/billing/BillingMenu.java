package io.guanjia.billing;

import io.guanjia.web.MenuEntry;
import io.guanjia.web.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** This room's entries of the menu. */
@Configuration(proxyBeanMethods = false)
class BillingMenu {
    @Bean
    MenuEntry billRunsEntry() {
        return new MenuEntry(Section.BILLING, 30, "billing.runs", "/communities/{c}/bill-runs", "billing-read");
    }

    @Bean
    MenuEntry oneOffChargesEntry() {
        return new MenuEntry(
                Section.BILLING, 40, "billing.one-offs", "/communities/{c}/one-off-charges", "billing-read");
    }

    @Bean
    MenuEntry chargesEntry() {
        return new MenuEntry(Section.BILLING, 45, "billing.charges", "/communities/{c}/charges", "billing-read");
    }

    @Bean
    MenuEntry chargeItemsEntry() {
        return new MenuEntry(Section.BILLING, 50, "billing.items", "/communities/{c}/items", "billing-read");
    }
}
