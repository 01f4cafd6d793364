package io.guanjia.billing;

import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
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

/** Charge items with their rates and tariffs. */
@RestController
@RequestMapping("/api/v1/communities/{c}")
class ItemApi {
    private static final int LAST_DAY = 31;
    private static final int USUAL_PRIORITY = 100;

    private final ChargeItems items;
    private final Tariffs tariffs;

    ItemApi(ChargeItems items, Tariffs tariffs) {
        this.items = items;
        this.tariffs = tariffs;
    }

    record ItemInput(
            @NotBlank String code,
            @NotBlank String name,
            @NotNull FeeClass feeClass,
            @NotNull ChargeMethod method,
            @Nullable Integer priority,
            @Nullable Integer dueDay,
            @NotNull LocalDate from,
            @NotNull FundClass fundClass,
            @NotNull BigDecimal taxRate) {}

    /** @param version as the item was read; method and kind of fee stay */
    record EditInput(
            @NotBlank String name,
            @NotNull Integer priority,
            @NotNull Integer dueDay,
            @NotNull Integer version) {}

    record TariffInput(
            @OpaqueId @NotNull Long itemId,
            @NotNull LocalDate from,
            @NotNull BigDecimal unitPrice,
            @Nullable Boolean acceptBilledMonths) {}

    record RateInput(
            @NotNull LocalDate from,
            @NotNull FundClass fundClass,
            @NotNull BigDecimal taxRate,
            @Nullable Boolean acceptBilledMonths) {}

    record RateBody(LocalDate from, @Nullable LocalDate to, FundClass fundClass, BigDecimal taxRate) {}

    record TariffBody(
            @OpaqueId long id,
            @OpaqueId long itemId,
            LocalDate from,
            @Nullable LocalDate to,
            BigDecimal unitPrice) {}

    record ItemBody(
            @OpaqueId long id,
            String code,
            String name,
            FeeClass feeClass,
            ChargeMethod method,
            int priority,
            int dueDay,
            int version,
            List<RateBody> rates,
            List<TariffBody> tariffs) {}

    @GetMapping("/charge-items")
    Page<ItemBody> all(@PathVariable long c) {
        return new Page<>(items.all(c).stream().map(ItemApi::body).toList(), null);
    }

    @GetMapping("/charge-items/{id}")
    ItemBody item(@PathVariable long c, @PathVariable long id) {
        return body(items.get(c, id));
    }

    @PostMapping("/charge-items")
    ResponseEntity<ItemBody> create(@PathVariable long c, @Valid @RequestBody ItemInput input) {
        long id = items.create(
                c,
                new NewChargeItem(
                        input.code(),
                        input.name(),
                        input.feeClass(),
                        input.method(),
                        input.priority() == null ? USUAL_PRIORITY : input.priority(),
                        input.dueDay() == null ? LAST_DAY : input.dueDay(),
                        input.from(),
                        input.fundClass(),
                        input.taxRate()));
        return ResponseEntity.created(URI.create("/api/v1/communities/" + c + "/charge-items/" + id))
                .body(body(items.get(c, id)));
    }

    @PutMapping("/charge-items/{id}")
    ItemBody edit(@PathVariable long c, @PathVariable long id, @Valid @RequestBody EditInput input) {
        items.edit(c, id, input.version(), input.name(), input.priority(), input.dueDay());
        return body(items.get(c, id));
    }

    @PostMapping("/charge-items/{id}/rates")
    @ResponseStatus(HttpStatus.CREATED)
    ItemBody rate(@PathVariable long c, @PathVariable long id, @Valid @RequestBody RateInput input) {
        items.changeRate(c, id, input.from(), input.fundClass(), input.taxRate(), ifBilled(input.acceptBilledMonths()));
        return body(items.get(c, id));
    }

    @GetMapping("/tariffs")
    Page<TariffBody> tariffs(@PathVariable long c) {
        return new Page<>(
                items.all(c).stream()
                        .flatMap(item -> item.tariffs().stream())
                        .map(ItemApi::body)
                        .toList(),
                null);
    }

    @PostMapping("/tariffs")
    @ResponseStatus(HttpStatus.CREATED)
    TariffBody tariff(@PathVariable long c, @Valid @RequestBody TariffInput input) {
        long id =
                tariffs.begin(c, input.itemId(), input.from(), input.unitPrice(), ifBilled(input.acceptBilledMonths()));
        return items.get(c, input.itemId()).tariffs().stream()
                .filter(tariff -> tariff.id() == id)
                .map(ItemApi::body)
                .findFirst()
                .orElseThrow();
    }

    static IfBilled ifBilled(@Nullable Boolean accept) {
        return Boolean.TRUE.equals(accept) ? IfBilled.ACCEPT : IfBilled.WARN;
    }

    private static ItemBody body(ChargeItem item) {
        return new ItemBody(
                item.id(),
                item.code(),
                item.name(),
                item.feeClass(),
                item.method(),
                item.priority(),
                item.dueDay(),
                item.version(),
                item.rates().stream()
                        .map(rate -> new RateBody(rate.from(), rate.to(), rate.fundClass(), rate.taxRate()))
                        .toList(),
                item.tariffs().stream().map(ItemApi::body).toList());
    }

    private static TariffBody body(Tariff tariff) {
        return new TariffBody(tariff.id(), tariff.itemId(), tariff.from(), tariff.to(), tariff.unitPrice());
    }
}
