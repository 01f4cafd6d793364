package io.guanjia.mending;

import io.guanjia.identity.Permission;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the menu offers of this room. */
@Configuration(proxyBeanMethods = false)
class CorrectionMenu {

    @Bean
    MenuEntry correctionsMenu() {
        return new MenuEntry(
                Section.RESIDENTS,
                40,
                "mending.corrections",
                "/communities/{c}/corrections",
                Permission.RESIDENTS_READ.code());
    }
}
