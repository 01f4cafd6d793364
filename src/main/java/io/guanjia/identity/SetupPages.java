package io.guanjia.identity;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The one form of an empty house. */
@Controller
class SetupPages {

    private static final String PAGE = "identity/setup";

    private final SetupLinks links;
    private final Flash flash;
    private final FormErrors formErrors;

    SetupPages(SetupLinks links, Flash flash, FormErrors formErrors) {
        this.links = links;
        this.flash = flash;
        this.formErrors = formErrors;
    }

    record Form(
            @NotBlank String community,
            @NotBlank String administratorUsername,
            @NotBlank String administratorName,
            @NotBlank String administratorPassword,
            @NotBlank String clerkUsername,
            @NotBlank String clerkName,
            @NotBlank String clerkPassword) {}

    @GetMapping("/setup/{token}")
    String page(@PathVariable String token, Model model) {
        links.check(token);
        model.addAttribute("form", new Form("", "administrator", "", "", "clerk", "", ""));
        return PAGE;
    }

    @PostMapping("/setup/{token}")
    String begin(
            @PathVariable String token,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            RedirectAttributes redirect) {
        links.check(token);
        if (!errors.hasErrors()) {
            try {
                Scopes.run(new Scope(List.of(), null), () -> links.use(token, beginning(form)));
                flash.success(redirect, "identity.setup.done");
                return "redirect:/sign-in";
            } catch (InvalidInput wrong) {
                formErrors.add(errors, wrong);
            } catch (Refusal refusal) {
                formErrors.add(errors, refusal);
            }
        }
        return PAGE;
    }

    private static SetupLinks.Beginning beginning(Form form) {
        return new SetupLinks.Beginning(
                form.community(),
                form.administratorUsername(),
                form.administratorName(),
                form.administratorPassword(),
                form.clerkUsername(),
                form.clerkName(),
                form.clerkPassword());
    }
}
