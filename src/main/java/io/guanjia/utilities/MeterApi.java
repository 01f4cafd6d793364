package io.guanjia.utilities;

import io.guanjia.db.utilities.enums.MeterKind;
import io.guanjia.db.utilities.enums.ReadingKind;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Meters and readings for other programs. */
@RestController
@RequestMapping("/api/v1/communities/{c}/meters")
class MeterApi {

    private final Meters meters;
    private final Readings readings;

    MeterApi(Meters meters, Readings readings) {
        this.meters = meters;
        this.readings = readings;
    }

    /** @param usage of the last reading, multiplied */
    record MeterJson(
            @OpaqueId long id,
            String number,
            MeterKind kind,
            BigDecimal multiplier,
            int digits,
            @Nullable String premises,
            @Nullable String place,
            @Nullable LocalDate installedOn,
            @Nullable LocalDate removedOn,
            @Nullable String replacement,
            @Nullable LocalDate readOn,
            @Nullable BigDecimal present,
            @Nullable BigDecimal usage) {

        static MeterJson of(Meter meter) {
            return new MeterJson(
                    meter.id(),
                    meter.number(),
                    meter.kind(),
                    meter.multiplier(),
                    meter.digits(),
                    meter.premises(),
                    meter.place(),
                    meter.installedOn(),
                    meter.removedOn(),
                    meter.replacement(),
                    meter.readOn(),
                    meter.present(),
                    meter.usage());
        }
    }

    /** @param current false: a later version corrects it */
    record ReadingJson(
            @OpaqueId long id,
            LocalDate on,
            BigDecimal previous,
            BigDecimal present,
            boolean rolledOver,
            ReadingKind kind,
            BigDecimal usage,
            @Nullable String note,
            @Nullable String reader,
            boolean current,
            String recordedBy,
            Instant recordedAt) {

        static ReadingJson of(Reading one) {
            return new ReadingJson(
                    one.id(),
                    one.on(),
                    one.previous(),
                    one.present(),
                    one.rolledOver(),
                    one.kind(),
                    one.usage(),
                    one.note(),
                    one.reader(),
                    one.current(),
                    one.recordedBy(),
                    one.recordedAt());
        }
    }

    record WholeMeter(MeterJson meter, List<ReadingJson> readings) {}

    record ReadingBody(@NotNull LocalDate on, @NotNull BigDecimal present, boolean rolledOver) {}

    record CorrectionBody(
            @NotNull BigDecimal present,
            boolean rolledOver,
            @NotBlank String reason) {}

    @GetMapping
    Page<MeterJson> list(
            @PathVariable long c,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable MeterKind kind,
            Paging paging) {
        return meters.page(c, query, kind, paging).map(MeterJson::of);
    }

    @GetMapping("/{id}")
    WholeMeter one(@PathVariable long c, @PathVariable long id) {
        return new WholeMeter(
                MeterJson.of(meters.get(c, id)),
                meters.readings(c, id).stream().map(ReadingJson::of).toList());
    }

    @PostMapping("/{id}/readings")
    @ResponseStatus(HttpStatus.CREATED)
    WholeMeter take(
            @PathVariable long c, @PathVariable long id, IdempotencyKey key, @Valid @RequestBody ReadingBody body) {
        readings.takeOnce(c, id, key.value(), body.on(), body.present(), body.rolledOver());
        return one(c, id);
    }

    /** A new version of the last reading. */
    @PostMapping("/{id}/correction")
    @ResponseStatus(HttpStatus.CREATED)
    WholeMeter correct(
            @PathVariable long c, @PathVariable long id, IdempotencyKey key, @Valid @RequestBody CorrectionBody body) {
        readings.correctOnce(c, id, key.value(), body.present(), body.rolledOver(), body.reason());
        return one(c, id);
    }
}
