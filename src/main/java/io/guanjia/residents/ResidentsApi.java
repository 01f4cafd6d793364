package io.guanjia.residents;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.estate.Premises;
import io.guanjia.estate.PremisesFilter;
import io.guanjia.kernel.Masked;
import io.guanjia.kernel.Money;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Premises with who answers for them, people and vehicles for other programs; names, phones, numbers and plates come masked. */
@RestController
@RequestMapping("/api/v1/communities/{c}")
class ResidentsApi {

    private final HouseholdRegister register;
    private final People people;
    private final Vehicles vehicles;

    ResidentsApi(HouseholdRegister register, People people, Vehicles vehicles) {
        this.register = register;
        this.people = people;
        this.vehicles = vehicles;
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

    record VehicleJson(
            @OpaqueId long id,
            String plate,
            @OpaqueId long personId,
            @OpaqueId @Nullable Long premisesId,
            @Nullable String kind,
            @Nullable String brand,
            @Nullable String colour,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable PermitJson permit) {

        static VehicleJson of(Vehicle vehicle) {
            Permit permit = vehicle.permit();
            return new VehicleJson(
                    vehicle.id(),
                    Masked.plate(vehicle.plate()),
                    vehicle.personId(),
                    vehicle.premisesId(),
                    vehicle.kind(),
                    vehicle.brand(),
                    vehicle.colour(),
                    vehicle.span().from(),
                    vehicle.span().to(),
                    permit == null ? null : new PermitJson(permit.number(), permit.from(), permit.to(), permit.rent()));
        }
    }

    /** As the office's list says. @param rentFen of a month; noted, not charged */
    record PermitJson(
            String number,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Money rentFen) {}

    /** @param premisesId its parking space, when it has one */
    record VehicleBody(
            @NotBlank String plate,
            @OpaqueId @NotNull Long personId,
            @OpaqueId @Nullable Long premisesId,
            @Nullable String kind,
            @Nullable String brand,
            @Nullable String colour,
            @NotNull LocalDate from) {

        VehicleEntry entry() {
            return new VehicleEntry(plate, personId, premisesId, kind, brand, colour, from);
        }
    }

    record LastDay(@NotNull LocalDate on) {}

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

    /** Today's vehicles of the person, or those that stand on the premises, or both. */
    @GetMapping("/vehicles")
    Page<VehicleJson> vehicles(
            @PathVariable long c,
            @RequestParam(required = false) @Nullable List<Long> person,
            @RequestParam(required = false) @Nullable Long premises) {
        return new Page<>(
                vehicles.of(c, person == null ? List.of() : person, premises).stream()
                        .map(VehicleJson::of)
                        .toList(),
                null);
    }

    @PostMapping("/vehicles")
    @ResponseStatus(HttpStatus.CREATED)
    VehicleJson add(@PathVariable long c, @Valid @RequestBody VehicleBody body) {
        return VehicleJson.of(vehicles.add(c, body.entry()));
    }

    /** The vehicle is theirs through that day. */
    @PostMapping("/vehicles/{id}/ending")
    VehicleJson end(@PathVariable long c, @PathVariable long id, @Valid @RequestBody LastDay body) {
        return VehicleJson.of(vehicles.end(c, id, body.on()));
    }

    static ResponseEntity<Created> created(long c, String what, long id) {
        return ResponseEntity.created(URI.create("/api/v1/communities/" + c + "/" + what + "/" + id))
                .body(new Created(id));
    }
}
