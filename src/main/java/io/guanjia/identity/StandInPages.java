package io.guanjia.identity;

import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The administrator's pages about stand-ins. */
@Controller
class StandInPages {

    private final Access access;
    private final StandIns standIns;
    private final StaffTables staff;
    private final PostsHeld held;
    private final Flash flash;
    private final FormErrors formErrors;

    StandInPages(
            Access access, StandIns standIns, StaffTables staff, PostsHeld held, Flash flash, FormErrors formErrors) {
        this.access = access;
        this.standIns = standIns;
        this.staff = staff;
        this.held = held;
        this.flash = flash;
        this.formErrors = formErrors;
    }

    enum State {
        PLANNED,
        ACTIVE,
        ENDED,
        REVOKED
    }

    record Row(StandIn standIn, String community, State state) {
        public boolean revocable() {
            return state == State.PLANNED || state == State.ACTIVE;
        }
    }

    record ListPage(List<Row> rows, @Nullable String next) {}

    record FormPage(List<Choice> people, List<Choice> communities) {}

    record Form(
            @NotNull Long absentId,
            @NotNull Long standInId,
            @NotNull Long communityId,
            @NotNull LocalDate fromOn,
            @NotNull LocalDate toOn,
            @NotBlank String reason) {}

    @GetMapping("/staff/stand-ins")
    String list(Paging paging, Model model) {
        Map<Long, String> communities = held.communityNames();
        Page<Row> rows = standIns.list(paging)
                .map(one ->
                        new Row(one, communities.getOrDefault(one.communityId(), "#" + one.communityId()), state(one)));
        model.addAttribute("page", new ListPage(rows.items(), rows.next()));
        return "identity/stand-ins";
    }

    @GetMapping("/staff/stand-ins/new")
    String blank(Model model) {
        access.requireAnywhere(Permission.STAFF_MANAGE);
        model.addAttribute("form", new BlankForm(null, null, null, access.today(), null, ""));
        return page(model);
    }

    @PostMapping("/staff/stand-ins/new")
    String arrange(
            @Valid @ModelAttribute("form") Form form, BindingResult errors, Model model, RedirectAttributes redirect) {
        if (!errors.hasErrors()) {
            try {
                standIns.arrange(new StandIns.NewStandIn(
                        form.communityId(),
                        form.absentId(),
                        form.standInId(),
                        form.fromOn(),
                        form.toOn(),
                        form.reason()));
                flash.success(redirect, "identity.stand-in.saved");
                return "redirect:/staff/stand-ins";
            } catch (InvalidInput wrong) {
                formErrors.add(errors, wrong);
            } catch (Refusal refusal) {
                formErrors.add(errors, refusal);
            }
        }
        return page(model);
    }

    @PostMapping("/staff/stand-ins/{id}/revoke")
    String revoke(@PathVariable long id, RedirectAttributes redirect) {
        standIns.revoke(id);
        flash.success(redirect, "identity.stand-in.saved");
        return "redirect:/staff/stand-ins";
    }

    /** The same fields before anything was chosen. */
    record BlankForm(
            @Nullable Long absentId,
            @Nullable Long standInId,
            @Nullable Long communityId,
            LocalDate fromOn,
            @Nullable LocalDate toOn,
            String reason) {}

    private String page(Model model) {
        List<Choice> people = staff.living().stream()
                .map(person -> Choice.of(person.id(), person.name()))
                .toList();
        List<Choice> communities = held.communities().stream()
                .map(community -> Choice.of(community.id(), community.name()))
                .toList();
        model.addAttribute("page", new FormPage(people, communities));
        return "identity/stand-in-new";
    }

    private State state(StandIn standIn) {
        LocalDate today = access.today();
        if (standIn.revoked()) {
            return State.REVOKED;
        }
        if (standIn.toOn().isBefore(today)) {
            return State.ENDED;
        }
        return standIn.fromOn().isAfter(today) ? State.PLANNED : State.ACTIVE;
    }
}
