package io.guanjia.estate;

import io.guanjia.identity.Permission;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the menu offers of this room. */
@Configuration(proxyBeanMethods = false)
class EstateMenu {

    @Bean
    MenuEntry buildingsMenu() {
        return new MenuEntry(
                Section.ESTATE, 10, "estate.buildings", "/communities/{c}/buildings", Permission.ESTATE_READ.code());
    }

    @Bean
    MenuEntry areasMenu() {
        return new MenuEntry(
                Section.ESTATE, 20, "estate.areas", "/communities/{c}/areas", Permission.ESTATE_READ.code());
    }

    @Bean
    MenuEntry vacanciesMenu() {
        return new MenuEntry(
                Section.ESTATE, 15, "estate.vacancies", "/communities/{c}/vacancies", Permission.ESTATE_READ.code());
    }

    @Bean
    MenuEntry communitiesMenu() {
        return new MenuEntry(Section.ESTATE, 30, "estate.communities", "/communities", Permission.ESTATE_READ.code());
    }
}
