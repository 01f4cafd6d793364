package io.guanjia.cashier;

import io.guanjia.database.Answer;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.OpaqueId;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Receipt books, receipts and their voids for other programs (api.md). */
@RestController
@RequestMapping("/api/v1/communities/{c}")
class ReceiptApi {
    private final ReceiptBooks books;
    private final Receipts receipts;
    private final Voids voids;

    ReceiptApi(ReceiptBooks books, Receipts receipts, Voids voids) {
        this.books = books;
        this.receipts = receipts;
        this.voids = voids;
    }

    record Issue(@OpaqueId long holderId) {}

    record All<T>(List<T> items) {}

    @GetMapping("/receipt-books")
    All<ReceiptBook> books(@PathVariable long c) {
        return new All<>(books.all(c));
    }

    @GetMapping("/receipt-books/{id}")
    ReceiptBook book(@PathVariable long c, @PathVariable long id) {
        return books.get(c, id);
    }

    @GetMapping("/receipt-books/{id}/moves")
    All<BookMove> moves(@PathVariable long c, @PathVariable long id) {
        return new All<>(books.moves(c, id));
    }

    @PostMapping("/receipt-books")
    @ResponseStatus(HttpStatus.CREATED)
    ReceiptBook register(@PathVariable long c, @RequestBody NewBook body) {
        return books.register(c, body);
    }

    @PostMapping("/receipt-books/{id}/issue")
    ReceiptBook issue(@PathVariable long c, @PathVariable long id, @RequestBody Issue body) {
        return books.issue(c, id, body.holderId());
    }

    @PostMapping("/receipt-books/{id}/return")
    ReceiptBook takeBack(@PathVariable long c, @PathVariable long id) {
        return books.takeBack(c, id);
    }

    @GetMapping("/receipts/{number}")
    Receipt receipt(@PathVariable long c, @PathVariable String number) {
        return receipts.get(c, number);
    }

    @PostMapping("/receipts/{number}/void")
    ResponseEntity<Receipt> requestVoid(
            @PathVariable long c, @PathVariable String number, IdempotencyKey key, @RequestBody RequestVoid body) {
        return answer(c, voids.request(c, key.value(), number, body));
    }

    /** Takes the request back; the receipt counts again. */
    @DeleteMapping("/receipts/{number}/void")
    Receipt withdraw(@PathVariable long c, @PathVariable String number) {
        voids.withdraw(c, number);
        return receipts.get(c, number);
    }

    @PostMapping("/receipts/{number}/void/confirmation")
    ResponseEntity<Receipt> confirmVoid(@PathVariable long c, @PathVariable String number, IdempotencyKey key) {
        return answer(c, voids.confirm(c, key.value(), number));
    }

    private ResponseEntity<Receipt> answer(long c, Answer<Voids.Outcome> answer) {
        Receipt receipt = receipts.get(c, answer.value().number());
        return IdempotencyKey.answer(HttpStatus.CREATED, receipt, answer.replayed());
    }
}
