package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.estate.enums.VacancyReason;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The vacancies of one premises for other programs; the list is the register {@code vacancies}. */
@RestController
@RequestMapping("/api/v1/communities/{c}/premises/{p}/vacancies")
class VacancyApi {

    private final Vacancies vacancies;

    VacancyApi(Vacancies vacancies) {
        this.vacancies = vacancies;
    }

    record RoundJson(
            @NotNull LocalDate on,
            @NotBlank String by,
            boolean found,
            @Nullable String finding,
            @Nullable BigDecimal water,
            @Nullable BigDecimal power) {

        static RoundJson of(Vacancy.Round round) {
            return new RoundJson(
                    round.on(),
                    round.by(),
                    round.found(),
                    round.finding(),
                    round.dials().water(),
                    round.dials().power());
        }
    }

    /** @param until the first day on which they are not vacant any more */
    record VacancyJson(
            @OpaqueId long id,
            LocalDate from,
            @Nullable LocalDate until,
            VacancyReason reason,
            LocalDate appliedOn,
            @Nullable LocalDate confirmedOn,
            @Nullable String keyNumber,
            List<RoundJson> rounds) {

        static VacancyJson of(Vacancy one) {
            return new VacancyJson(
                    one.id(),
                    one.from(),
                    one.until(),
                    one.reason(),
                    one.appliedOn(),
                    one.confirmedOn(),
                    one.keyNumber(),
                    one.rounds().stream().map(RoundJson::of).toList());
        }
    }

    record VacancyBody(
            @NotNull LocalDate from,
            @NotNull VacancyReason reason,
            @Nullable String words,
            @NotBlank String applicant,
            @NotNull LocalDate appliedOn,
            @Nullable String keyNumber,
            @Nullable BigDecimal water,
            @Nullable BigDecimal power,
            @Nullable LocalDate confirmedOn) {}

    /** @param until the first day on which they are not vacant any more, from which the status holds */
    record EndBody(
            @NotNull LocalDate until,
            @NotNull PremisesStatus status,
            @Nullable String reason) {}

    record DayBody(@NotNull LocalDate on) {}

    record ReasonBody(@NotBlank String reason) {}

    @GetMapping
    Page<VacancyJson> list(@PathVariable long c, @PathVariable long p) {
        return new Page<>(vacancies.of(c, p).stream().map(VacancyJson::of).toList(), null);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Page<VacancyJson> register(
            @PathVariable long c, @PathVariable long p, @Valid @RequestBody VacancyBody body, IdempotencyKey key) {
        NewVacancy entry = new NewVacancy(
                body.from(),
                body.reason(),
                body.words(),
                body.applicant(),
                body.appliedOn(),
                body.keyNumber(),
                new Vacancy.Dials(body.water(), body.power()),
                body.confirmedOn());
        vacancies.registerOnce(c, p, key.value(), entry);
        return list(c, p);
    }

    @PostMapping("/{id}/end")
    Page<VacancyJson> end(
            @PathVariable long c, @PathVariable long p, @PathVariable long id, @Valid @RequestBody EndBody body) {
        vacancies.end(c, p, id, new Vacancies.Ending(body.until(), body.status(), body.reason()));
        return list(c, p);
    }

    @PostMapping("/{id}/confirmation")
    Page<VacancyJson> confirm(
            @PathVariable long c, @PathVariable long p, @PathVariable long id, @Valid @RequestBody DayBody body) {
        vacancies.confirm(c, p, id, body.on());
        return list(c, p);
    }

    @PostMapping("/{id}/rounds")
    @ResponseStatus(HttpStatus.CREATED)
    Page<VacancyJson> look(
            @PathVariable long c,
            @PathVariable long p,
            @PathVariable long id,
            @Valid @RequestBody RoundJson body,
            IdempotencyKey key) {
        Vacancy.Dials dials = new Vacancy.Dials(body.water(), body.power());
        vacancies.look(
                c, p, key.value(), id, new Vacancy.Round(body.on(), body.by(), body.found(), body.finding(), dials));
        return list(c, p);
    }

    @PostMapping("/{id}/undo")
    Page<VacancyJson> undo(
            @PathVariable long c, @PathVariable long p, @PathVariable long id, @Valid @RequestBody ReasonBody body) {
        vacancies.undo(c, p, id, body.reason());
        return list(c, p);
    }
}
