package io.guanjia.residents;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.estate.Premises;
import io.guanjia.estate.PremisesFilter;
import io.guanjia.kernel.DateSpan;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People, who owns and rents, and deliveries for other programs; names, phones and numbers come masked. */
@RestController
@RequestMapping("/api/v1/communities/{c}")
class ResidentsApi {

    private final HouseholdRegister register;
    private final People people;
    private final Ownerships ownerships;
    private final Tenancies tenancies;
    private final Deliveries deliveries;
    private final Developers developers;

    ResidentsApi(
            HouseholdRegister register,
            People people,
            Ownerships ownerships,
            Tenancies tenancies,
            Deliveries deliveries,
            Developers developers) {
        this.register = register;
        this.people = people;
        this.ownerships = ownerships;
        this.tenancies = tenancies;
        this.deliveries = deliveries;
        this.developers = developers;
    }

    record PremisesJson(
            @OpaqueId long id,
            PremisesKind kind,
            String code,
            @Nullable String building,
            @Nullable String entrance,
            @Nullable Integer floor,
            PremisesStatus status,
            @Nullable LocalDate deliveredOn,
            @Nullable BigDecimal squareMetres,
            @Nullable String payer,
            @Nullable String payerBasis) {

        static PremisesJson of(HouseholdRegister.Line line) {
            Premises premises = line.premises();
            return new PremisesJson(
                    premises.id(),
                    premises.kind(),
                    premises.code(),
                    premises.buildingCode(),
                    premises.entranceCode(),
                    premises.floor(),
                    premises.status(),
                    premises.deliveredOn(),
                    premises.area() == null ? null : premises.area().squareMetres(),
                    line.payer(),
                    line.basis());
        }
    }

    record PersonJson(
            @OpaqueId long id,
            PersonKind kind,
            String name,
            @Nullable String phone,
            @Nullable String identityNumber,
            int version) {

        static PersonJson of(Person person) {
            PersonLine line = person.masked();
            return new PersonJson(
                    line.id(), line.kind(), line.name(), line.phone(), person.identityMasked(), line.version());
        }
    }

    record PersonLineJson(
            @OpaqueId long id,
            PersonKind kind,
            String name,
            @Nullable String phone,
            int version) {

        static PersonLineJson of(PersonLine line) {
            return new PersonLineJson(line.id(), line.kind(), line.name(), line.phone(), line.version());
        }
    }

    record PersonBody(
            @NotNull PersonKind kind,
            @NotBlank String name,
            @Nullable Gender gender,
            @Nullable String phone,
            @Nullable String identityNumber,
            @Nullable Integer version) {

        PersonEntry entry() {
            return new PersonEntry(null, kind, name, gender, phone, identityNumber);
        }
    }

    record Created(@OpaqueId long id) {}

    record Reason(@NotBlank String reason) {}

    record OwnerJson(@OpaqueId long personId, @Nullable String name, boolean billed) {}

    record OwnershipJson(
            @OpaqueId long id, LocalDate from, @Nullable LocalDate to, List<OwnerJson> owners) {

        static OwnershipJson of(Ownership ownership) {
            List<OwnerJson> owners = ownership.shares().stream()
                    .map(share -> new OwnerJson(share.personId(), share.maskedName(), share.billed()))
                    .toList();
            DateSpan span = ownership.span();
            return new OwnershipJson(ownership.id(), span.from(), span.to(), owners);
        }
    }

    record OwnershipBody(
            @OpaqueId @NotNull Long premisesId,
            @NotNull LocalDate from,
            @NotEmpty List<OwnerJson> owners) {}

    record TenancyJson(
            @OpaqueId long id,
            @OpaqueId long tenantId,
            String tenant,
            boolean pays,
            LocalDate from,
            @Nullable LocalDate to,
            int version) {

        static TenancyJson of(Tenancy tenancy) {
            return new TenancyJson(
                    tenancy.id(),
                    tenancy.tenantId(),
                    tenancy.maskedTenant(),
                    tenancy.pays(),
                    tenancy.span().from(),
                    tenancy.span().to(),
                    tenancy.version());
        }
    }

    record TenancyBody(
            @OpaqueId @NotNull Long premisesId,
            @OpaqueId @NotNull Long tenantId,
            boolean pays,
            @NotNull LocalDate from,
            @Nullable LocalDate to) {}

    record DeliveryBody(@NotNull LocalDate on, @Nullable String correctionReason) {}

    record DeveloperBody(
            @OpaqueId @NotNull Long personId, @NotNull LocalDate from) {}

    @GetMapping("/premises")
    Page<PremisesJson> premises(
            @PathVariable long c,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String building,
            @RequestParam(required = false) @Nullable PremisesKind kind,
            Paging paging) {
        return register.list(c, PremisesFilter.of(query, building, kind), paging)
                .lines()
                .map(PremisesJson::of);
    }

    @GetMapping("/people")
    Page<PersonLineJson> people(
            @PathVariable long c, @RequestParam(required = false) @Nullable String query, Paging paging) {
        return people.page(c, query, paging).map(PersonLineJson::of);
    }

    @PostMapping("/people")
    ResponseEntity<Created> add(@PathVariable long c, @Valid @RequestBody PersonBody body) {
        return created(c, "people", people.add(c, body.entry()));
    }

    @GetMapping("/people/{id}")
    PersonJson person(@PathVariable long c, @PathVariable long id) {
        return PersonJson.of(people.get(c, id));
    }

    /** The version is needed: the loser of a race is told who changed what. */
    @PutMapping("/people/{id}")
    PersonJson edit(@PathVariable long c, @PathVariable long id, @Valid @RequestBody PersonBody body) {
        if (body.version() == null) {
            throw new io.guanjia.kernel.InvalidInput("version", "version-needed");
        }
        people.edit(c, id, body.version(), body.entry());
        return person(c, id);
    }

    @PostMapping("/people/{id}/reveal")
    People.Revealed reveal(@PathVariable long c, @PathVariable long id, @Valid @RequestBody Reason body) {
        return people.reveal(c, id, body.reason());
    }

    @GetMapping("/ownerships")
    Page<OwnershipJson> ownerships(@PathVariable long c, @RequestParam long premises) {
        return new Page<>(
                ownerships.of(c, premises).stream().map(OwnershipJson::of).toList(), null);
    }

    /** Also a transfer: whoever owned the premises does so through the day before. */
    @PostMapping("/ownerships")
    @ResponseStatus(HttpStatus.CREATED)
    Page<OwnershipJson> own(@PathVariable long c, @Valid @RequestBody OwnershipBody body) {
        List<Owner> owners = body.owners().stream()
                .map(owner -> new Owner(owner.personId(), owner.billed()))
                .toList();
        ownerships.begin(c, body.premisesId(), body.from(), owners);
        return ownerships(c, body.premisesId());
    }

    @GetMapping("/tenancies")
    Page<TenancyJson> tenancies(@PathVariable long c, @RequestParam long premises) {
        return new Page<>(
                tenancies.of(c, premises).stream().map(TenancyJson::of).toList(), null);
    }

    @PostMapping("/tenancies")
    ResponseEntity<Created> let(@PathVariable long c, @Valid @RequestBody TenancyBody body) {
        DateSpan span = new DateSpan(body.from(), body.to());
        Tenancies.Lease lease = new Tenancies.Lease(body.tenantId(), body.pays(), span);
        return created(c, "tenancies", tenancies.begin(c, body.premisesId(), lease));
    }

    @PostMapping("/premises/{p}/delivery")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deliver(@PathVariable long c, @PathVariable long p, @Valid @RequestBody DeliveryBody body) {
        if (body.correctionReason() == null) {
            deliveries.deliver(c, p, body.on());
        } else {
            deliveries.correct(c, p, body.on(), body.correctionReason());
        }
    }

    @PostMapping("/developer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void develop(@PathVariable long c, @Valid @RequestBody DeveloperBody body) {
        developers.set(c, body.personId(), body.from());
    }

    private static ResponseEntity<Created> created(long c, String what, long id) {
        return ResponseEntity.created(URI.create("/api/v1/communities/" + c + "/" + what + "/" + id))
                .body(new Created(id));
    }
}
