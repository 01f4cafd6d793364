package io.guanjia.residents;

import io.guanjia.kernel.DateSpan;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Who owns and rents since when, deliveries and the developer for other programs; names come masked. */
@RestController
@RequestMapping("/api/v1/communities/{c}")
class OccupancyApi {

    private final Ownerships ownerships;
    private final Tenancies tenancies;
    private final Deliveries deliveries;
    private final Developers developers;

    OccupancyApi(Ownerships ownerships, Tenancies tenancies, Deliveries deliveries, Developers developers) {
        this.ownerships = ownerships;
        this.tenancies = tenancies;
        this.deliveries = deliveries;
        this.developers = developers;
    }

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

    /** @param version of the lease as it was read */
    record EndingBody(@NotNull LocalDate on, @NotNull Integer version) {}

    record DeliveryBody(@NotNull LocalDate on, @Nullable String correctionReason) {}

    record DeveloperBody(
            @OpaqueId @NotNull Long personId, @NotNull LocalDate from) {}

    record DeveloperJson(
            @OpaqueId long personId,
            String name,
            LocalDate from,
            @Nullable LocalDate to) {

        static DeveloperJson of(Developers.Term term) {
            return new DeveloperJson(
                    term.personId(),
                    term.maskedName(),
                    term.span().from(),
                    term.span().to());
        }
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

    /** It was entered by mistake; the owner before goes on. */
    @PostMapping("/premises/{p}/ownerships/{id}/undoing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undoOwnership(
            @PathVariable long c,
            @PathVariable long p,
            @PathVariable long id,
            @Valid @RequestBody ResidentsApi.Reason body) {
        ownerships.undo(c, p, id, body.reason());
    }

    @PostMapping("/tenancies")
    ResponseEntity<ResidentsApi.Created> let(@PathVariable long c, @Valid @RequestBody TenancyBody body) {
        DateSpan span = new DateSpan(body.from(), body.to());
        Tenancies.Lease lease = new Tenancies.Lease(body.tenantId(), body.pays(), span);
        return ResidentsApi.created(c, "tenancies", tenancies.begin(c, body.premisesId(), lease));
    }

    /** The tenant answers through that day. */
    @PostMapping("/premises/{p}/tenancies/{id}/ending")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endTenancy(
            @PathVariable long c, @PathVariable long p, @PathVariable long id, @Valid @RequestBody EndingBody body) {
        tenancies.end(c, p, id, body.version(), body.on());
    }

    /** It was entered by mistake. */
    @PostMapping("/premises/{p}/tenancies/{id}/undoing")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void undoTenancy(
            @PathVariable long c,
            @PathVariable long p,
            @PathVariable long id,
            @Valid @RequestBody ResidentsApi.Reason body) {
        tenancies.undo(c, p, id, body.reason());
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

    /** First to last. */
    @GetMapping("/developer")
    Page<DeveloperJson> developer(@PathVariable long c) {
        return new Page<>(developers.terms(c).stream().map(DeveloperJson::of).toList(), null);
    }

    /** From that day until the next known change; the one before answers through the day before. */
    @PostMapping("/developer")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void develop(@PathVariable long c, @Valid @RequestBody DeveloperBody body) {
        developers.set(c, body.personId(), body.from());
    }
}
