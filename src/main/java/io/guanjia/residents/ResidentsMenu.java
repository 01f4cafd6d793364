package io.guanjia.residents;

import io.guanjia.identity.Permission;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the menu offers of this room. */
@Configuration(proxyBeanMethods = false)
class ResidentsMenu {

    @Bean
    MenuEntry premisesMenu() {
        return new MenuEntry(
                Section.RESIDENTS,
                10,
                "residents.premises",
                "/communities/{c}/premises",
                Permission.ESTATE_READ.code());
    }

    @Bean
    MenuEntry peopleMenu() {
        return new MenuEntry(
                Section.RESIDENTS, 20, "residents.people", "/communities/{c}/people", Permission.RESIDENTS_READ.code());
    }

    @Bean
    MenuEntry ownershipsMenu() {
        return register(30, "ownerships");
    }

    @Bean
    MenuEntry tenanciesMenu() {
        return register(40, "tenancies");
    }

    @Bean
    MenuEntry vehiclesMenu() {
        return register(50, "vehicles");
    }

    private static MenuEntry register(int position, String code) {
        return new MenuEntry(
                Section.RESIDENTS,
                position,
                "residents.list." + code,
                "/communities/{c}/registers/" + code,
                Permission.RESIDENTS_READ.code());
    }

    @Bean
    MenuEntry developerMenu() {
        return new MenuEntry(
                Section.ESTATE,
                25,
                "residents.developer",
                "/communities/{c}/developer",
                Permission.RESIDENTS_READ.code());
    }
}
