package io.guanjia.identity;

import static io.guanjia.identity.Permission.*;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The posts of the source document (rules.md §14.1–2) and the department's neighbours, as an empty house gets them. Segregation
 * follows rules.md §0: who collects neither accepts nor approves, who proposes does not approve.
 */
final class StandardPosts {

    private static final Set<Permission> EVERY_READ =
            EnumSet.of(ESTATE_READ, RESIDENTS_READ, BILLING_READ, CASHIER_READ, LEDGER_READ, INSIGHT_READ);

    private StandardPosts() {}

    static List<Post> all() {
        return List.of(
                post(10, "receptionist", "客服接待", "Receptionist", EnumSet.of(ESTATE_READ, RESIDENTS_READ, BILLING_READ)),
                post(20, "collector", "收费员", "Collector", collector()),
                post(30, "clerk", "内勤", "Clerk", clerk()),
                post(40, "assistant", "经理助理", "Assistant manager", assistant()),
                post(
                        50,
                        "officer",
                        "物业管理员",
                        "Property officer",
                        EnumSet.of(ESTATE_READ, VACANCY_WRITE, RESIDENTS_READ, BILLING_READ)),
                post(60, "manager", "部门经理", "Department manager", manager()),
                post(70, "accountant", "会计", "Accountant", accountant()),
                post(80, "executive", "主管副总", "Executive", executive()),
                post(90, "technician", "维修人员", "Technician", EnumSet.of(ESTATE_READ)),
                post(100, "night-duty", "夜间总值班", "Night duty officer", EnumSet.of(ESTATE_READ)),
                post(110, Post.ADMINISTRATOR, "系统管理员", "Administrator", EnumSet.of(STAFF_MANAGE)));
    }

    private static Set<Permission> collector() {
        return EnumSet.of(
                ESTATE_READ, RESIDENTS_READ, RESIDENTS_REVEAL, BILLING_READ, COLLECT, CASHIER_READ, INSIGHT_READ);
    }

    private static Set<Permission> clerk() {
        Set<Permission> permissions = EnumSet.copyOf(EVERY_READ);
        permissions.addAll(EnumSet.of(
                ESTATE_WRITE,
                VACANCY_WRITE,
                COMMUNITY_CREATE,
                IMPORT,
                RESIDENTS_WRITE,
                RESIDENTS_REVEAL,
                TARIFF_WRITE,
                BILL_RUN_PROPOSE,
                ONE_OFF_PROPOSE,
                BOOK_STOCK,
                VOID_CONFIRM,
                FLOAT_ISSUE,
                CASH_ACCEPT));
        return permissions;
    }

    private static Set<Permission> assistant() {
        return EnumSet.of(
                ESTATE_READ,
                VACANCY_WRITE,
                RESIDENTS_READ,
                RESIDENTS_WRITE,
                RESIDENTS_REVEAL,
                BILLING_READ,
                ONE_OFF_PROPOSE,
                COLLECT,
                CASHIER_READ,
                VOID_CONFIRM,
                INSIGHT_READ);
    }

    private static Set<Permission> manager() {
        Set<Permission> permissions = EnumSet.copyOf(EVERY_READ);
        permissions.addAll(EnumSet.of(
                AUDIT_READ,
                RESIDENTS_REVEAL,
                BILL_RUN_APPROVE,
                ONE_OFF_APPROVE,
                VOID_CONFIRM,
                CASH_DIFFERENCE_APPROVE,
                MONTH_CLOSE_APPROVE,
                SETTINGS_WRITE));
        return permissions;
    }

    private static Set<Permission> accountant() {
        return EnumSet.of(
                ESTATE_READ,
                BILLING_READ,
                CASHIER_READ,
                LEDGER_READ,
                INSIGHT_READ,
                MONTH_CLOSE_PROPOSE,
                FLOAT_ISSUE,
                BOOK_STOCK);
    }

    private static Set<Permission> executive() {
        return EnumSet.of(ESTATE_READ, BILLING_READ, CASHIER_READ, LEDGER_READ, INSIGHT_READ, MONTH_CLOSE_APPROVE);
    }

    private static Post post(int position, String code, String zh, String en, Set<Permission> permissions) {
        return new Post(code, zh, en, position, permissions);
    }
}
