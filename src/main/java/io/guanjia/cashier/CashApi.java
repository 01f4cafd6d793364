package io.guanjia.cashier;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.guanjia.database.Answer;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Floats, day sheets and the close of a month for other programs (api.md). */
@RestController
@RequestMapping("/api/v1/communities/{c}")
class CashApi {
    private final DaySheets sheets;
    private final HandOvers handOvers;
    private final Floats floats;
    private final MonthCloses closes;

    CashApi(DaySheets sheets, HandOvers handOvers, Floats floats, MonthCloses closes) {
        this.sheets = sheets;
        this.handOvers = handOvers;
        this.floats = floats;
        this.closes = closes;
    }

    /** The amount is more than zero both ways. */
    record FloatMove(
            @OpaqueId long holderId,
            @JsonProperty("amountFen") Money amount) {
        Floats.Move move() {
            return new Floats.Move(holderId, amount);
        }
    }

    record FloatMoved(
            @OpaqueId long id, @JsonProperty("heldFen") Money held) {}

    @GetMapping("/floats")
    Page<FloatMovement> floats(@PathVariable long c, Paging paging) {
        return floats.list(c, paging);
    }

    @PostMapping("/floats")
    ResponseEntity<FloatMoved> issue(@PathVariable long c, IdempotencyKey key, @RequestBody FloatMove body) {
        return moved(c, body, floats.issue(c, key.value(), body.move()));
    }

    @PostMapping("/floats/returns")
    ResponseEntity<FloatMoved> takeBack(@PathVariable long c, IdempotencyKey key, @RequestBody FloatMove body) {
        return moved(c, body, floats.takeBack(c, key.value(), body.move()));
    }

    private ResponseEntity<FloatMoved> moved(long c, FloatMove body, Answer<Floats.Moved> answer) {
        FloatMoved moved = new FloatMoved(answer.value().movementId(), floats.held(c, body.holderId()));
        return IdempotencyKey.answer(HttpStatus.CREATED, moved, answer.replayed());
    }

    @GetMapping("/day-sheets")
    Page<DaySheet> sheets(
            @PathVariable long c,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate on,
            @RequestParam(required = false) @Nullable Long collector,
            Paging paging) {
        return sheets.page(c, new DaySheets.Filter(on, collector, false), paging);
    }

    @GetMapping("/day-sheets/{id}")
    DaySheet sheet(@PathVariable long c, @PathVariable long id) {
        return sheets.get(c, id);
    }

    @PostMapping("/day-sheets")
    ResponseEntity<DaySheet> submit(@PathVariable long c, IdempotencyKey key, @RequestBody HandOvers.Submit body) {
        Answer<HandOvers.Outcome> answer = handOvers.submit(c, key.value(), body);
        return IdempotencyKey.answer(
                HttpStatus.CREATED, sheets.get(c, answer.value().sheetId()), answer.replayed());
    }

    @PostMapping("/day-sheets/{id}/acceptance")
    ResponseEntity<DaySheet> accept(
            @PathVariable long c, @PathVariable long id, IdempotencyKey key, @RequestBody HandOvers.Accept body) {
        Answer<HandOvers.Outcome> answer = handOvers.accept(c, key.value(), id, body);
        return IdempotencyKey.answer(HttpStatus.CREATED, sheets.get(c, id), answer.replayed());
    }

    @GetMapping("/months")
    Page<MonthClose> months(@PathVariable long c, Paging paging) {
        return closes.page(c, paging);
    }

    /** Asks for the close; another person decides it under {@code /approvals}. */
    @PostMapping("/months/{month}/closing")
    ResponseEntity<MonthClose> propose(@PathVariable long c, @PathVariable Month month, IdempotencyKey key) {
        Answer<MonthCloses.Proposed> answer = closes.propose(c, key.value(), month);
        return IdempotencyKey.answer(HttpStatus.ACCEPTED, closes.find(c, month).orElseThrow(), answer.replayed());
    }

    @GetMapping("/months/{month}/closing")
    ResponseEntity<MonthClose> closing(@PathVariable long c, @PathVariable Month month) {
        return ResponseEntity.of(closes.find(c, month));
    }
}
