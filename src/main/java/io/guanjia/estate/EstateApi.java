package io.guanjia.estate;

import io.guanjia.db.estate.enums.ManagementMode;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.DateSpan;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
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

/** Communities, buildings and collectors' areas for other programs. */
@RestController
@RequestMapping("/api/v1/communities")
class EstateApi {

    private final Communities communities;
    private final Buildings buildings;
    private final PremisesRegister register;
    private final Areas areas;

    EstateApi(Communities communities, Buildings buildings, PremisesRegister register, Areas areas) {
        this.communities = communities;
        this.buildings = buildings;
        this.register = register;
        this.areas = areas;
    }

    record CommunityJson(
            @OpaqueId long id,
            String name,
            @Nullable String address,
            @Nullable String phone,
            ManagementMode managementMode,
            @Nullable LocalDate cutOverOn,
            int version) {

        static CommunityJson of(Community community) {
            return new CommunityJson(
                    community.id(),
                    community.name(),
                    community.address(),
                    community.phone(),
                    community.managementMode(),
                    community.cutOverOn(),
                    community.version());
        }
    }

    /** @param version as it was read, to change one */
    record CommunityBody(
            @NotBlank String name,
            @Nullable String address,
            @Nullable String phone,
            @Nullable ManagementMode managementMode,
            @Nullable LocalDate cutOverOn,
            @Nullable Integer version) {

        NewCommunity entry() {
            return new NewCommunity(
                    name,
                    address,
                    phone,
                    Objects.requireNonNullElse(managementMode, ManagementMode.LUMP_SUM),
                    cutOverOn);
        }
    }

    record Created(@OpaqueId long id) {}

    record BuildingJson(
            @OpaqueId long id,
            String code,
            String name,
            @Nullable Integer floors,
            int premises,
            List<EntranceJson> entrances) {

        static BuildingJson of(Building building) {
            List<EntranceJson> entrances = building.entrances().stream()
                    .map(one -> new EntranceJson(one.id(), one.code(), one.floors(), one.lift()))
                    .toList();
            return new BuildingJson(
                    building.id(), building.code(), building.name(), building.floors(), building.premises(), entrances);
        }
    }

    record EntranceJson(
            @OpaqueId long id, String code, @Nullable Integer floors, boolean lift) {}

    /**
     * A building with the entrances to be added or changed; what is not named stays.
     *
     * @param code what stands on it, {@code 1}
     */
    record BuildingBody(
            @NotBlank String code,
            @Nullable String name,
            @Nullable Integer floors,
            @Nullable List<@Valid EntranceBody> entrances) {}

    record EntranceBody(@NotBlank String code, @Nullable Integer floors, boolean lift) {}

    record AreaJson(
            @OpaqueId long id,
            String name,
            @Nullable @OpaqueId Long collectorId,
            @Nullable String collector,
            @Nullable LocalDate from,
            int premises) {

        static AreaJson of(CollectorArea area) {
            DateSpan since = area.since();
            return new AreaJson(
                    area.id(),
                    area.name(),
                    area.collectorId(),
                    area.collector(),
                    since == null ? null : since.from(),
                    area.premises());
        }
    }

    /** An area of that name is made when there is none; what is null or empty is left as it stands. */
    record AreaBody(
            @NotBlank String name,
            @OpaqueId @Nullable Long collectorId,
            @OpaqueId @Nullable List<Long> premises,
            @NotNull LocalDate from) {}

    record ReleaseBody(
            @OpaqueId @NotEmpty List<Long> premises,
            @NotNull LocalDate from) {}

    record Released(int released) {}

    @GetMapping
    Page<CommunityJson> communities() {
        return new Page<>(communities.visible().stream().map(CommunityJson::of).toList(), null);
    }

    @PostMapping
    ResponseEntity<Created> create(@Valid @RequestBody CommunityBody body) {
        long id = communities.create(body.entry());
        return ResponseEntity.created(URI.create("/api/v1/communities/" + id)).body(new Created(id));
    }

    @GetMapping("/{c}")
    CommunityJson community(@PathVariable long c) {
        return CommunityJson.of(communities.get(c));
    }

    /** The version is needed: the loser of a race is told who changed what. */
    @PutMapping("/{c}")
    CommunityJson edit(@PathVariable long c, @Valid @RequestBody CommunityBody body) {
        communities.edit(c, version(body.version()), body.entry());
        return community(c);
    }

    @GetMapping("/{c}/buildings")
    Page<BuildingJson> buildings(@PathVariable long c) {
        return new Page<>(buildings.list(c).stream().map(BuildingJson::of).toList(), null);
    }

    /** A building of that code is changed when there is one. */
    @PostMapping("/{c}/buildings")
    @ResponseStatus(HttpStatus.CREATED)
    Page<BuildingJson> build(@PathVariable long c, @Valid @RequestBody BuildingBody body) {
        BuildingEntry building = BuildingEntry.typed(body.code(), body.name(), body.floors());
        List<EntranceEntry> entrances = Objects.requireNonNullElse(body.entrances(), List.<EntranceBody>of()).stream()
                .map(one -> new EntranceEntry(
                        building.code(), ChineseText.entranceCode(one.code()), one.floors(), one.lift()))
                .toList();
        register.saveBuildings(c, List.of(building));
        register.saveEntrances(c, entrances);
        return buildings(c);
    }

    @GetMapping("/{c}/areas")
    Page<AreaJson> areas(@PathVariable long c) {
        return new Page<>(areas.list(c).stream().map(AreaJson::of).toList(), null);
    }

    @PostMapping("/{c}/areas")
    ResponseEntity<Created> assign(@PathVariable long c, @Valid @RequestBody AreaBody body) {
        long id = areas.assign(c, new Areas.Assignment(body.name(), body.collectorId(), body.premises(), body.from()));
        return ResponseEntity.created(URI.create("/api/v1/communities/" + c + "/areas/" + id))
                .body(new Created(id));
    }

    /** From that day these premises belong to no area. */
    @PostMapping("/{c}/areas/releases")
    Released release(@PathVariable long c, @Valid @RequestBody ReleaseBody body) {
        return new Released(areas.release(c, body.premises(), body.from()));
    }

    static int version(@Nullable Integer asRead) {
        if (asRead == null) {
            throw new InvalidInput("version", "version-needed");
        }
        return asRead;
    }
}
