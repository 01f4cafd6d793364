package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.kernel.Area;
import io.guanjia.kernel.ChineseText;
import io.guanjia.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rooms, shops and parking spaces for other programs. Reading them is the household's API. */
@RestController
@RequestMapping("/api/v1/communities/{c}/premises")
class PremisesApi {

    private final PremisesRegister register;

    PremisesApi(PremisesRegister register) {
        this.register = register;
    }

    /**
     * @param measuredFrom the day from which the first area holds
     * @param spacePlace of a parking space: 地上 or 地下
     * @param spaceTenure of a parking space: RENT or SALE
     * @param version as it was read, to change one
     */
    record PremisesBody(
            @NotNull PremisesKind kind,
            @NotBlank String code,
            @Nullable String building,
            @Nullable String entrance,
            @Nullable Integer floor,
            @Nullable String layout,
            @Nullable PremisesStatus status,
            @Nullable BigDecimal squareMetres,
            @Nullable LocalDate measuredFrom,
            @Nullable String spacePlace,
            @Nullable String spaceTenure,
            @Nullable Integer version) {

        PremisesEntry entry() {
            return PremisesEntry.of(kind, ChineseText.roomCode(code))
                    .in(building, entrance)
                    .on(floor, layout)
                    .being(status)
                    .space(spacePlace, spaceTenure);
        }
    }

    record MeasurementBody(
            @NotNull BigDecimal squareMetres, @NotNull LocalDate from) {}

    record MeasurementJson(
            BigDecimal squareMetres,
            LocalDate from,
            @Nullable LocalDate to) {

        static MeasurementJson of(PremisesRegister.Measured measured) {
            return new MeasurementJson(
                    measured.area().squareMetres(),
                    measured.span().from(),
                    measured.span().to());
        }
    }

    @PostMapping
    ResponseEntity<EstateApi.Created> add(@PathVariable long c, @Valid @RequestBody PremisesBody body) {
        PremisesEntry entry = body.entry();
        if (body.squareMetres() != null) {
            entry = entry.measuring(new Area(body.squareMetres()), register.measuredFrom(c, body.measuredFrom()));
        }
        long id = register.add(c, entry);
        return ResponseEntity.created(URI.create("/api/v1/communities/" + c + "/premises/" + id))
                .body(new EstateApi.Created(id));
    }

    /** Everything but area, owners and delivery, which have their own verbs because they hold from a day on. */
    @PutMapping("/{p}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void edit(@PathVariable long c, @PathVariable long p, @Valid @RequestBody PremisesBody body) {
        register.edit(c, p, EstateApi.version(body.version()), body.entry());
    }

    @GetMapping("/{p}/measurements")
    Page<MeasurementJson> measurements(@PathVariable long c, @PathVariable long p) {
        return new Page<>(
                register.measurements(c, p).stream().map(MeasurementJson::of).toList(), null);
    }

    /** A new area from a day on; bills that were posted stay. */
    @PostMapping("/{p}/measurements")
    @ResponseStatus(HttpStatus.CREATED)
    Page<MeasurementJson> measure(
            @PathVariable long c, @PathVariable long p, @Valid @RequestBody MeasurementBody body) {
        register.measure(c, p, body.from(), new Area(body.squareMetres()));
        return measurements(c, p);
    }
}
