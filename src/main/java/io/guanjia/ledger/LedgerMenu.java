package io.guanjia.ledger;

import io.guanjia.identity.Permission;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerMenu {

    @Bean
    MenuEntry ledgerEntry() {
        return new MenuEntry(
                Section.INSIGHT, 20, "ledger.title", "/communities/{c}/ledger", Permission.LEDGER_READ.code());
    }
}
