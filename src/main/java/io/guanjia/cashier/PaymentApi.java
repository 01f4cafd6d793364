package io.guanjia.cashier;

import io.guanjia.database.Answer;
import io.guanjia.web.Cursor;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.format.annotation.DateTimeFormat.ISO;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Payments for other programs (api.md). */
@RestController
@RequestMapping("/api/v1/communities/{c}/payments")
class PaymentApi {
    private final Payments payments;

    PaymentApi(Payments payments) {
        this.payments = payments;
    }

    @PostMapping
    ResponseEntity<Payment> take(@PathVariable long c, IdempotencyKey key, @RequestBody TakePayment body) {
        Answer<Payment> answer = payments.take(c, key.value(), body);
        return IdempotencyKey.answer(HttpStatus.CREATED, answer.value(), answer.replayed());
    }

    @GetMapping("/{id}")
    Payment payment(@PathVariable long c, @PathVariable long id) {
        return payments.get(c, id);
    }

    @GetMapping
    Page<PaymentRow> list(
            @PathVariable long c,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate from,
            @RequestParam(required = false) @DateTimeFormat(iso = ISO.DATE) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable Long collector,
            @RequestParam(required = false) @Nullable Long premises,
            Paging paging) {
        Long before = paging.after() == null ? null : paging.after().number(0);
        PaymentFilter filter = new PaymentFilter(from, to, collector, premises);
        return paging.page(payments.list(c, filter, before, paging.rows()), row -> Cursor.of(row.id()));
    }
}
