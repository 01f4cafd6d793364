package io.guanjia.estate;

import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The buildings of a community with their entrances, and adding to them. */
@Controller
@RequestMapping("/communities/{c}/buildings")
class BuildingPages {

    private final Buildings buildings;
    private final PremisesRegister register;
    private final Access access;
    private final Flash flash;
    private final FormErrors formErrors;

    BuildingPages(Buildings buildings, PremisesRegister register, Access access, Flash flash, FormErrors formErrors) {
        this.buildings = buildings;
        this.register = register;
        this.access = access;
        this.flash = flash;
        this.formErrors = formErrors;
    }

    /** @param entrances their codes, separated by commas or blanks; empty where the building has none */
    record Form(
            @NotBlank String code,
            @Nullable String name,
            @Nullable @Min(1) @Max(200) Integer floors,

            @Nullable @Pattern(regexp = "[\\p{IsHan}A-Za-z0-9]{0,8}([\\s,，、]+[\\p{IsHan}A-Za-z0-9]{1,8}){0,20}\\s*")
            String entrances,

            boolean lift) {}

    record Page(long c, List<Building> buildings, boolean mayWrite) {}

    @GetMapping
    String list(@PathVariable long c, Model model) {
        model.addAttribute("form", new Form("", null, null, null, true));
        return page(c, model);
    }

    @PostMapping
    String save(
            @PathVariable long c,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        if (!errors.hasErrors()) {
            try {
                BuildingEntry building = BuildingEntry.typed(form.code(), form.name(), form.floors());
                register.saveBuildings(c, List.of(building));
                register.saveEntrances(c, entrances(building.code(), form));
                flash.success(redirect, "estate.building.saved", building.name());
                return "redirect:/communities/" + c + "/buildings";
            } catch (InvalidInput invalid) {
                formErrors.add(errors, invalid);
            }
        }
        return page(c, model);
    }

    private static List<EntranceEntry> entrances(String building, Form form) {
        String typed = form.entrances() == null ? "" : ChineseText.clean(form.entrances());
        return List.of(typed.split("[\\s,，、]+")).stream()
                .filter(code -> !code.isEmpty())
                .map(code -> new EntranceEntry(building, ChineseText.entranceCode(code), form.floors(), form.lift()))
                .distinct()
                .toList();
    }

    private String page(long c, Model model) {
        model.addAttribute("page", new Page(c, buildings.list(c), access.may(Permission.ESTATE_WRITE, c)));
        return "estate/buildings";
    }
}
