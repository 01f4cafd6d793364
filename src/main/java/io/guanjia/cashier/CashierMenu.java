package io.guanjia.cashier;

import io.guanjia.identity.Permission;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.Section;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the counter's pages stand in the menu. */
@Configuration(proxyBeanMethods = false)
class CashierMenu {

    @Bean
    MenuEntry counterMenu() {
        return entry(10, "cashier.counter", "counter", Permission.COLLECT);
    }

    @Bean
    MenuEntry paymentsMenu() {
        return entry(50, "cashier.payments", "payments", Permission.CASHIER_READ);
    }

    @Bean
    MenuEntry receiptBooksMenu() {
        return entry(55, "cashier.books", "receipt-books", Permission.CASHIER_READ);
    }

    private static MenuEntry entry(int rank, String label, String path, Permission permission) {
        return new MenuEntry(Section.BILLING, rank, label, "/communities/{c}/" + path, permission.code());
    }
}
