package io.guanjia.estate;

import io.guanjia.db.estate.enums.ManagementMode;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The communities in scope, a new one, and its facts. */
@Controller
class CommunityPages {

    private final Communities communities;
    private final Access access;
    private final FormErrors formErrors;
    private final Flash flash;

    CommunityPages(Communities communities, Access access, FormErrors formErrors, Flash flash) {
        this.communities = communities;
        this.access = access;
        this.formErrors = formErrors;
        this.flash = flash;
    }

    record Form(
            @NotBlank String name,
            @Nullable String address,
            @Nullable String phone,
            @NotNull ManagementMode managementMode,
            @Nullable LocalDate cutOverOn,
            int version) {

        static Form blank() {
            return new Form("", null, null, ManagementMode.LUMP_SUM, null, 0);
        }

        static Form of(Community community) {
            return new Form(
                    community.name(),
                    community.address(),
                    community.phone(),
                    community.managementMode(),
                    community.cutOverOn(),
                    community.version());
        }

        NewCommunity entry() {
            return new NewCommunity(name, address, phone, managementMode, cutOverOn);
        }
    }

    /** @param editable communities whose facts the viewer may change */
    record ListPage(List<Community> communities, boolean mayCreate, Set<Long> editable) {
        public boolean mayEdit(long community) {
            return editable.contains(community);
        }
    }

    record FormPage(@Nullable Long c, String action, List<Choice> modes) {}

    @GetMapping("/communities")
    String list(Model model) {
        List<Community> visible = communities.visible();
        Set<Long> editable = visible.stream()
                .map(Community::id)
                .filter(id -> access.may(Permission.ESTATE_WRITE, id))
                .collect(Collectors.toSet());
        model.addAttribute("page", new ListPage(visible, access.mayAnywhere(Permission.COMMUNITY_CREATE), editable));
        return "estate/communities";
    }

    @GetMapping("/communities/new")
    String blank(Model model) {
        access.requireAnywhere(Permission.COMMUNITY_CREATE);
        model.addAttribute("form", Form.blank());
        return form(null, model);
    }

    @PostMapping("/communities/new")
    String create(
            @Valid @ModelAttribute("form") Form form, BindingResult errors, Model model, RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    communities.create(form.entry());
                    flash.success(redirect, "estate.community.created", form.name());
                    return "redirect:/communities";
                },
                () -> form(null, model));
    }

    @GetMapping("/communities/{c}/edit")
    String edit(@PathVariable long c, Model model) {
        access.require(Permission.ESTATE_WRITE, c);
        model.addAttribute("form", Form.of(communities.get(c)));
        return form(c, model);
    }

    @PostMapping("/communities/{c}/edit")
    String save(
            @PathVariable long c,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    communities.edit(c, form.version(), form.entry());
                    flash.success(redirect, "estate.saved");
                    return "redirect:/communities";
                },
                () -> form(c, model));
    }

    private static String form(@Nullable Long c, Model model) {
        String action = c == null ? "/communities/new" : "/communities/" + c + "/edit";
        model.addAttribute("page", new FormPage(c, action, Choice.of("estate.mode", ManagementMode.values())));
        return "estate/community";
    }
}
