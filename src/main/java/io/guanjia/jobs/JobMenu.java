package io.guanjia.jobs;

import io.guanjia.web.MenuEntry;
import io.guanjia.web.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the menu offers of this room. */
@Configuration(proxyBeanMethods = false)
class JobMenu {

    /** For the posts that start long work. */
    @Bean
    MenuEntry jobsEntry() {
        return new MenuEntry(Section.WORKPLACE, 30, "jobs.title", "/jobs", "import bill-run-propose bill-run-approve");
    }
}
