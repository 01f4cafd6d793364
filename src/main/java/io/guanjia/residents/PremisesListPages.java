package io.guanjia.residents;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.estate.Areas;
import io.guanjia.estate.Buildings;
import io.guanjia.estate.PremisesFilter;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.Choice;
import io.guanjia.web.Paging;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The list of premises with who answers for them. */
@Controller
class PremisesListPages {

    private final HouseholdRegister register;
    private final Buildings buildings;
    private final Areas areas;
    private final Access access;

    PremisesListPages(HouseholdRegister register, Buildings buildings, Areas areas, Access access) {
        this.register = register;
        this.buildings = buildings;
        this.areas = areas;
        this.access = access;
    }

    record Filters(
            @Nullable String query,
            @Nullable String building,
            @Nullable PremisesKind kind,
            @Nullable PremisesStatus status,
            @Nullable Long area) {

        PremisesFilter filter() {
            return new PremisesFilter(query, building, kind, status, area, List.of());
        }
    }

    record Page(
            long c,
            Filters filters,
            HouseholdRegister.Listing listing,
            List<Choice> buildings,
            List<Choice> kinds,
            List<Choice> statuses,
            List<Choice> areas,
            boolean mayWrite) {}

    @GetMapping("/communities/{c}/premises")
    String list(
            @PathVariable long c,
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String building,
            @RequestParam(required = false) @Nullable PremisesKind kind,
            @RequestParam(required = false) @Nullable PremisesStatus status,
            @RequestParam(required = false) @Nullable Long area,
            Paging paging,
            Model model) {
        Filters filters = new Filters(query, building, kind, status, area);
        model.addAttribute(
                "page",
                new Page(
                        c,
                        filters,
                        register.list(c, filters.filter(), paging),
                        buildings.list(c).stream()
                                .map(one -> Choice.of(one.code(), one.name()))
                                .toList(),
                        Choice.of("estate.kind", PremisesKind.values()),
                        Choice.of("estate.status", PremisesStatus.values()),
                        areas.list(c).stream()
                                .map(one -> Choice.of(one.id(), one.name()))
                                .toList(),
                        access.may(Permission.ESTATE_WRITE, c)));
        return "residents/premises";
    }
}
