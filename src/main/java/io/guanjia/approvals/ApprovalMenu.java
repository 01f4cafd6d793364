package io.guanjia.approvals;

import io.guanjia.database.Scopes;
import io.guanjia.identity.Permission;
import io.guanjia.web.MenuCount;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Section;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the menu offers of this room, with the number of what waits. */
@Configuration(proxyBeanMethods = false)
class ApprovalMenu {

    private static final String PAGE = "/approvals";

    /** For everybody with business of his own; the administrator has none. */
    @Bean
    MenuEntry approvalsEntry() {
        String anyOf = Arrays.stream(Permission.values())
                .filter(permission -> permission != Permission.STAFF_MANAGE)
                .map(Permission::code)
                .filter(code -> code.endsWith("-propose") || code.endsWith("-approve") || code.equals("collect"))
                .collect(Collectors.joining(" "));
        return new MenuEntry(Section.WORKPLACE, 20, "approvals.title", PAGE, anyOf);
    }

    @Bean
    MenuCount approvalsWaiting(Approvals approvals) {
        return new MenuCount(PAGE, () -> Scopes.current().isPresent() ? approvals.countWaitingForMe() : 0);
    }
}
