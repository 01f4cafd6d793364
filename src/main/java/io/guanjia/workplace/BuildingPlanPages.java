package io.guanjia.workplace;

import io.guanjia.estate.Building;
import io.guanjia.estate.Buildings;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.Choice;
import io.guanjia.web.MenuEntry;
import io.guanjia.web.NotFound;
import io.guanjia.web.Section;
import io.guanjia.web.Text;
import io.guanjia.web.Texts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 楼栋平面: one square a room, coloured and marked by arrears or by status. */
@Controller
class BuildingPlanPages {

    /** Chosen for whatever stands in no building. */
    private static final String NOWHERE = "-";

    private final BuildingPlans plans;
    private final Buildings buildings;
    private final Access access;
    private final Texts texts;
    private final Clock clock;

    BuildingPlanPages(BuildingPlans plans, Buildings buildings, Access access, Texts texts, Clock clock) {
        this.plans = plans;
        this.buildings = buildings;
        this.access = access;
        this.texts = texts;
        this.clock = clock;
    }

    record Page(
            long c,
            @Nullable Building building,
            String chosen,
            List<Choice> buildings,
            PlanLens lens,
            List<Choice> lenses,
            BuildingPlan plan,
            List<PlanPen.Key> keys,
            int squares,
            LocalDate on) {}

    @GetMapping("/communities/{c}/building-plan")
    String show(
            @PathVariable long c,
            @RequestParam(required = false) @Nullable String building,
            @RequestParam(required = false) @Nullable PlanLens lens,
            Model model) {
        List<Building> all = buildings.list(c);
        Building chosen = chosen(all, building);
        PlanLens through = lens(c, lens);
        LocalDate today = LocalDate.now(clock);
        PlanPen pen = new PlanPen(through, today, texts);
        List<PlanSquare> squares = plans.squares(c, chosen == null ? null : chosen.id());
        model.addAttribute(
                "page",
                new Page(
                        c,
                        chosen,
                        chosen == null ? NOWHERE : chosen.code(),
                        choices(all),
                        through,
                        access.may(Permission.BILLING_READ, c)
                                ? Choice.of("workplace.plan.lens", PlanLens.values())
                                : Choice.of("workplace.plan.lens", new PlanLens[] {PlanLens.STATUS}),
                        BuildingPlan.of(squares.stream().map(pen::tile).toList()),
                        pen.keys(squares),
                        squares.size(),
                        today));
        return "workplace/building-plan";
    }

    private static @Nullable Building chosen(List<Building> all, @Nullable String code) {
        if (NOWHERE.equals(code) || all.isEmpty()) {
            return null;
        }
        return code == null || code.isBlank()
                ? all.get(0)
                : all.stream()
                        .filter(one -> one.code().equals(code))
                        .findFirst()
                        .orElseThrow(() -> new NotFound("building", code));
    }

    private PlanLens lens(long c, @Nullable PlanLens wanted) {
        boolean bills = access.may(Permission.BILLING_READ, c);
        if (wanted == null) {
            return bills ? PlanLens.ARREARS : PlanLens.STATUS;
        }
        return bills ? wanted : PlanLens.STATUS;
    }

    private static List<Choice> choices(List<Building> all) {
        List<Choice> choices = new ArrayList<>(
                all.stream().map(one -> Choice.of(one.code(), one.name())).toList());
        choices.add(new Choice(NOWHERE, Text.of("estate.premises.no-building")));
        return choices;
    }

    @Configuration(proxyBeanMethods = false)
    static class PlanMenu {

        @Bean
        MenuEntry buildingPlanMenu() {
            return new MenuEntry(
                    Section.ESTATE,
                    5,
                    "workplace.plan",
                    "/communities/{c}/building-plan",
                    Permission.ESTATE_READ.code());
        }
    }
}
