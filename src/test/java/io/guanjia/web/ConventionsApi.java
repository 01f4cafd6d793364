package io.guanjia.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.kernel.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartFile;

/** One resource that keeps to every convention of the API, and one way to each kind of error. */
@RestController
class ConventionsApi {

    private final Clock clock;

    ConventionsApi(Clock clock) {
        this.clock = clock;
    }

    enum Kind {
        CASH,
        POS
    }

    record Line(@OpaqueId long premisesId, @OpaqueId List<Long> chargeIds) {}

    record Order(
            @NotBlank String name,
            @NotNull Money amountFen,
            @NotNull Month month,
            LocalDate on,
            @NotNull Kind kind,
            @Valid List<Line> lines) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Receipt(
            @OpaqueId long id,
            Order order,
            Instant receivedAt,
            @Nullable String note) {}

    record Row(@OpaqueId long id, String code) {}

    static class ChargeAlreadyPaid extends Refusal {
        ChargeAlreadyPaid() {
            super("component-broken", new Money(123450), LocalDate.of(2026, 3, 31));
        }
    }

    @PostMapping("/api/test/orders")
    ResponseEntity<Receipt> order(@RequestBody @Valid Order order, IdempotencyKey key) {
        boolean replayed = key.value().startsWith("again");
        return IdempotencyKey.answer(HttpStatus.CREATED, new Receipt(7, order, clock.instant(), null), replayed);
    }

    @GetMapping("/api/test/rows")
    Page<Row> rows(Paging paging) {
        long after = paging.after() == null ? 0 : paging.after().number(0);
        List<Row> rows = IntStream.rangeClosed(1, 7)
                .filter(id -> id > after)
                .limit(paging.rows())
                .mapToObj(id -> new Row(id, "R" + id))
                .toList();
        return paging.page(rows, row -> Cursor.of(row.id()));
    }

    @GetMapping("/api/test/months/{month}")
    String month(@PathVariable Month month, @RequestParam LocalDate on) {
        return "\"" + month + " " + on + "\"";
    }

    @GetMapping("/api/test/sizes")
    int size(@RequestParam @Max(3) int size) {
        return size;
    }

    @PostMapping("/api/test/files")
    long file(@RequestParam MultipartFile file) {
        return file.getSize();
    }

    @GetMapping("/api/test/no/{kind}")
    String no(@PathVariable String kind) {
        throw switch (kind) {
            case "refused" -> new ChargeAlreadyPaid();
            case "invalid" -> new InvalidInput("tenders[0].amountFen", "money-too-large");
            case "absent" -> new NotFound("charge", 1);
            case "rejected" -> new RequestRejectedException("the secret inside");
            case "unstorable" ->
                new DataIntegrityViolationException("the secret inside", new SQLException("0x00", "22021"));
            case "torn" -> new MultipartException("the secret inside");
            case "denied" -> new AccessDeniedException("the secret inside");
            default -> new IllegalStateException("the secret inside");
        };
    }
}
