package io.guanjia.residents;

import io.guanjia.estate.Premises;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The vehicles of one person: a new one, and the last day of one. */
@Controller
@RequestMapping("/communities/{c}/people/{id}/vehicles")
class VehiclePages {

    private final Vehicles vehicles;
    private final People people;
    private final PremisesRegister register;
    private final Access access;
    private final FormErrors formErrors;
    private final Flash flash;

    VehiclePages(
            Vehicles vehicles,
            People people,
            PremisesRegister register,
            Access access,
            FormErrors formErrors,
            Flash flash) {
        this.vehicles = vehicles;
        this.people = people;
        this.register = register;
        this.access = access;
        this.formErrors = formErrors;
        this.flash = flash;
    }

    /** @param space the code of its parking space */
    record Form(
            @NotBlank @Nullable String plate,
            @Nullable String brand,
            @Nullable String colour,
            @Nullable String space,
            @NotNull @Nullable LocalDate from) {}

    record Page(long c, Person person, List<Vehicle> vehicles) {}

    @GetMapping
    String show(@PathVariable long c, @PathVariable long id, Model model) {
        access.require(Permission.RESIDENTS_WRITE, c);
        model.addAttribute("form", new Form(null, null, null, null, null));
        return page(c, id, model);
    }

    @PostMapping
    String add(
            @PathVariable long c,
            @PathVariable long id,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    Vehicle added = vehicles.add(c, entry(c, id, form));
                    flash.success(redirect, "residents.vehicle.added", added.plate());
                    return "redirect:/communities/" + c + "/people/" + id;
                },
                () -> page(c, id, model));
    }

    @PostMapping("/{vehicle}/end")
    String end(
            @PathVariable long c,
            @PathVariable long id,
            @PathVariable long vehicle,
            @RequestParam LocalDate on,
            RedirectAttributes redirect) {
        Vehicle ended = vehicles.end(c, vehicle, on);
        flash.success(redirect, "residents.vehicle.ended", ended.plate(), on);
        return "redirect:/communities/" + c + "/people/" + id;
    }

    @SuppressWarnings("NullAway") // the form is valid: nothing in it is missing
    private VehicleEntry entry(long c, long person, Form form) {
        return new VehicleEntry(
                form.plate(), person, space(c, form.space()), null, form.brand(), form.colour(), form.from());
    }

    private @Nullable Long space(long c, @Nullable String code) {
        if (code == null || code.isBlank()) {
            return null;
        }
        return register.byCode(c, code.strip())
                .map(Premises::id)
                .orElseThrow(() -> new InvalidInput("space", "vehicle-space-unknown", code.strip()));
    }

    private String page(long c, long id, Model model) {
        model.addAttribute("page", new Page(c, people.get(c, id), vehicles.of(c, List.of(id), null)));
        return "residents/vehicles";
    }
}
