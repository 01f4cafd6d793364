package io.guanjia.cashier;

import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.Cursor;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Payments on the screen: those of a day, and one of them. */
@Controller
@RequestMapping("/communities/{c}/payments")
class PaymentPages {
    private final Payments payments;
    private final Receipts receipts;
    private final Access access;
    private final Clock clock;

    PaymentPages(Payments payments, Receipts receipts, Access access, Clock clock) {
        this.payments = payments;
        this.receipts = receipts;
        this.access = access;
        this.clock = clock;
    }

    /** @param waiting voids that a second person has to confirm, whatever their day */
    record ListPage(
            long c, LocalDate on, boolean mine, Page<PaymentRow> payments, Takings takings, List<Receipt> waiting) {}

    record PaymentPage(long c, Payment payment) {}

    @GetMapping
    String list(
            @PathVariable long c,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate on,
            @RequestParam(defaultValue = "false") boolean mine,
            Paging paging,
            Model model) {
        access.require(Permission.CASHIER_READ, c);
        LocalDate day = on == null ? LocalDate.now(clock) : on;
        PaymentFilter filter = PaymentFilter.of(day, mine ? access.actor() : null);
        Long before = paging.after() == null ? null : paging.after().number(0);
        Page<PaymentRow> rows =
                paging.page(payments.list(c, filter, before, paging.rows()), row -> Cursor.of(row.id()));
        model.addAttribute(
                "page", new ListPage(c, day, mine, rows, payments.takings(c, filter), receipts.waitingForVoid(c)));
        return "cashier/payments";
    }

    @GetMapping("/{id}")
    String payment(@PathVariable long c, @PathVariable long id, Model model) {
        model.addAttribute("page", new PaymentPage(c, payments.get(c, id)));
        return "cashier/payment";
    }
}
