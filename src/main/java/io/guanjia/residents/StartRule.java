package io.guanjia.residents;

import io.guanjia.kernel.Month;
import io.guanjia.settings.SettingDeclaration;
import io.guanjia.settings.Settings;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** From which day after its delivery the owner answers (rules.md §1.2): the rule that was in force on the day of delivery. */
@Component
class StartRule {

    static final String NAME = "start_rule";
    private static final String DELIVERY_DAY = "DELIVERY_DAY";
    private static final String NEXT_MONTH = "NEXT_MONTH";

    private final Settings settings;

    StartRule(Settings settings) {
        this.settings = settings;
    }

    @Configuration(proxyBeanMethods = false)
    static class Declared {

        @Bean
        SettingDeclaration startRuleSetting() {
            return SettingDeclaration.choice(NAME, "setting.start_rule", "rules.md §1.2", DELIVERY_DAY, NEXT_MONTH);
        }
    }

    Map<LocalDate, LocalDate> answersFrom(long community, Collection<LocalDate> deliveries) {
        Map<LocalDate, LocalDate> days = new TreeMap<>();
        for (LocalDate delivered : deliveries) {
            days.computeIfAbsent(delivered, day -> answersFrom(community, day));
        }
        return days;
    }

    private LocalDate answersFrom(long community, LocalDate delivered) {
        boolean nextMonth =
                settings.text(NAME, community, delivered).orElse(DELIVERY_DAY).equals(NEXT_MONTH);
        return nextMonth ? Month.of(delivered).next().firstDay() : delivered;
    }
}
