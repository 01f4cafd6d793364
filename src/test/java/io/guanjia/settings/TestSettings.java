package io.guanjia.settings;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settings that a room above would declare, in the house of the tests. */
@Configuration(proxyBeanMethods = false)
class TestSettings {

    @Bean
    SettingDeclaration testDays() {
        return SettingDeclaration.whole("test.days", 7, "components.title", "rules.md §3");
    }

    @Bean
    SettingDeclaration testThreshold() {
        return SettingDeclaration.decimal("test.threshold", null, "components.more", "rules.md §12");
    }
}
