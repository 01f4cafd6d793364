package io.guanjia.identity;

import io.guanjia.web.MenuEntry;
import io.guanjia.web.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the menu offers of this room. */
@Configuration(proxyBeanMethods = false)
class IdentityMenu {

    @Bean
    MenuEntry staffEntry() {
        return new MenuEntry(Section.STAFF, 10, "identity.staff", "/staff", Permission.STAFF_MANAGE.code());
    }

    @Bean
    MenuEntry standInsEntry() {
        return new MenuEntry(
                Section.STAFF, 20, "identity.stand-ins", "/staff/stand-ins", Permission.STAFF_MANAGE.code());
    }

    @Bean
    MenuEntry postsEntry() {
        return new MenuEntry(Section.STAFF, 30, "identity.posts", "/staff/posts", Permission.STAFF_MANAGE.code());
    }
}
