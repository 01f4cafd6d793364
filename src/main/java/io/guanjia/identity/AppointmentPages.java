package io.guanjia.identity;

import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.NotFound;
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
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The administrator's pages about who holds which post where. */
@Controller
class AppointmentPages {

    private final Access access;
    private final Accounts accounts;
    private final Appointments appointments;
    private final PostsHeld held;
    private final Posts posts;
    private final Flash flash;
    private final FormErrors formErrors;

    AppointmentPages(
            Access access,
            Accounts accounts,
            Appointments appointments,
            PostsHeld held,
            Posts posts,
            Flash flash,
            FormErrors formErrors) {
        this.access = access;
        this.accounts = accounts;
        this.appointments = appointments;
        this.held = held;
        this.posts = posts;
        this.flash = flash;
        this.formErrors = formErrors;
    }

    record Page(Account account, List<Choice> posts, List<Choice> communities) {}

    record EndPage(Account account, PostsHeld.Held held) {}

    record Form(
            @NotBlank String postCode,
            @Nullable Long communityId,
            @NotNull LocalDate fromOn,
            @Nullable LocalDate toOn) {}

    record EndForm(@NotNull LocalDate toOn) {}

    @GetMapping("/staff/{id}/appointments/new")
    String blank(@PathVariable long id, Model model) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        model.addAttribute("form", new Form("", null, access.today(), null));
        return page(id, model);
    }

    @PostMapping("/staff/{id}/appointments/new")
    String appoint(
            @PathVariable long id,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        if (!errors.hasErrors()) {
            try {
                appointments.appoint(new Appointments.NewAppointment(
                        id, form.postCode(), form.communityId(), form.fromOn(), form.toOn()));
                flash.success(redirect, "identity.appointment.saved");
                return "redirect:/staff/" + id;
            } catch (InvalidInput wrong) {
                formErrors.add(errors, wrong);
            } catch (Refusal refusal) {
                formErrors.add(errors, refusal);
            }
        }
        return page(id, model);
    }

    @GetMapping("/staff/{id}/appointments/{appointment}/end")
    String askForLastDay(@PathVariable long id, @PathVariable long appointment, Model model) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        model.addAttribute("form", new EndForm(access.today()));
        return endPage(id, appointment, model);
    }

    @PostMapping("/staff/{id}/appointments/{appointment}/end")
    String end(
            @PathVariable long id,
            @PathVariable long appointment,
            @Valid @ModelAttribute("form") EndForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        if (!errors.hasErrors()) {
            try {
                appointments.end(appointment, form.toOn());
                flash.success(redirect, "identity.appointment.saved");
                return "redirect:/staff/" + id;
            } catch (InvalidInput wrong) {
                formErrors.add(errors, wrong);
            } catch (Refusal refusal) {
                formErrors.add(errors, refusal);
            }
        }
        return endPage(id, appointment, model);
    }

    @PostMapping("/staff/{id}/appointments/{appointment}/revoke")
    String revoke(@PathVariable long id, @PathVariable long appointment, RedirectAttributes redirect) {
        appointments.revoke(appointment);
        flash.success(redirect, "identity.appointment.saved");
        return "redirect:/staff/" + id;
    }

    private String page(long id, Model model) {
        var names = held.postNames();
        List<Choice> postChoices = posts.all().stream()
                .map(post -> Choice.of(post.code(), names.getOrDefault(post.code(), post.code())))
                .toList();
        List<Choice> communities = held.communities().stream()
                .map(community -> Choice.of(community.id(), community.name()))
                .toList();
        model.addAttribute("page", new Page(accounts.get(id), postChoices, communities));
        return "identity/appointment-new";
    }

    private String endPage(long id, long appointment, Model model) {
        PostsHeld.Held one = held.all(id).stream()
                .filter(each -> each.appointment().id() == appointment)
                .findFirst()
                .orElseThrow(() -> new NotFound("appointment", appointment));
        model.addAttribute("page", new EndPage(accounts.get(id), one));
        return "identity/appointment-end";
    }
}
