package io.guanjia.identity;

import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.Text;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** “My page”: what one sets for oneself. */
@Controller
class AccountPages {

    private static final List<Choice> LANGUAGES = List.of(Choice.of("zh-CN", "简体中文"), Choice.of("en", "English"));

    private final Access access;
    private final Accounts accounts;
    private final PostsHeld held;
    private final Tokens tokens;
    private final Flash flash;
    private final FormErrors formErrors;

    AccountPages(Access access, Accounts accounts, PostsHeld held, Tokens tokens, Flash flash, FormErrors formErrors) {
        this.access = access;
        this.accounts = accounts;
        this.held = held;
        this.tokens = tokens;
        this.flash = flash;
        this.formErrors = formErrors;
    }

    record TokenRow(Token token, State state) {
        enum State {
            ACTIVE,
            EXPIRED,
            REVOKED
        }
    }

    record Page(
            Account account,
            List<PostsHeld.Held> posts,
            List<TokenRow> tokens,
            List<Choice> languages,
            List<Choice> themes) {}

    record Looks(
            @Pattern(regexp = "zh-CN|en") String language,
            @Pattern(regexp = "auto|light|dark") String theme) {}

    record NewToken(@NotBlank String name, @Nullable LocalDate expiresOn) {}

    record NewPassword(
            @NotBlank String old,
            @NotBlank String chosen,
            @NotBlank String again,
            @Nullable Boolean tokensToo) {}

    record PasswordPage(boolean mustChangePassword, List<Token> tokens) {}

    @GetMapping("/account")
    String page(Model model) {
        Account account = accounts.get(access.actor());
        model.addAttribute("looks", new Looks(account.locale(), account.theme()));
        return show(model, account);
    }

    @PostMapping("/account")
    String prefer(
            @Valid @ModelAttribute("looks") Looks looks,
            BindingResult errors,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        if (errors.hasErrors()) {
            return show(model, accounts.get(access.actor()));
        }
        accounts.prefer(Locale.forLanguageTag(looks.language()), looks.theme());
        response.addCookie(SignInPages.themeCookie(looks.theme()));
        flash.success(redirect, "identity.account.saved");
        return "redirect:/account";
    }

    @GetMapping(ScopeFilter.CHANGE_PASSWORD)
    String password(Model model) {
        model.addAttribute("form", new NewPassword("", "", "", null));
        return passwordPage(model);
    }

    @PostMapping(ScopeFilter.CHANGE_PASSWORD)
    String change(
            @Valid @ModelAttribute("form") NewPassword form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        if (!form.chosen().equals(form.again())) {
            formErrors.add(errors, new InvalidInput("again", "password-differs"));
        }
        if (!errors.hasErrors()) {
            try {
                accounts.changePassword(
                        form.old(), form.chosen(), request.getSession().getId(), Boolean.TRUE.equals(form.tokensToo()));
            } catch (InvalidInput wrong) {
                formErrors.add(errors, wrong);
            }
        }
        if (errors.hasErrors()) {
            return passwordPage(model);
        }
        flash.success(redirect, "identity.password.changed");
        return "redirect:/account";
    }

    @GetMapping("/account/tokens/new")
    String token(Model model) {
        model.addAttribute("form", new NewToken("", null));
        return "identity/token-new";
    }

    /** Answered with the page itself and not a redirect: the token is shown here, once, and kept nowhere. */
    @PostMapping("/account/tokens")
    String issue(@Valid @ModelAttribute("form") NewToken form, BindingResult errors, Model model) {
        if (!errors.hasErrors()) {
            try {
                model.addAttribute("page", tokens.issue(form.name(), form.expiresOn()));
                return "identity/token-issued";
            } catch (InvalidInput wrong) {
                formErrors.add(errors, wrong);
            }
        }
        return "identity/token-new";
    }

    @PostMapping("/account/tokens/{id}/revoke")
    String revoke(@PathVariable long id, RedirectAttributes redirect) {
        tokens.revoke(id);
        flash.success(redirect, "identity.token.revoked");
        return "redirect:/account";
    }

    private String show(Model model, Account account) {
        List<TokenRow> rows = tokens.mine().stream().map(this::row).toList();
        List<Choice> themes = List.of("auto", "light", "dark").stream()
                .map(theme -> new Choice(theme, Text.of("identity.theme." + theme)))
                .toList();
        model.addAttribute("page", new Page(account, held.today(account.id()), rows, LANGUAGES, themes));
        return "identity/account";
    }

    private String passwordPage(Model model) {
        boolean mustChange = accounts.get(access.actor()).mustChangePassword();
        List<Token> usable = tokens.mine().stream()
                .filter(token -> row(token).state() == TokenRow.State.ACTIVE)
                .toList();
        model.addAttribute("page", new PasswordPage(mustChange, usable));
        return "identity/password";
    }

    private TokenRow row(Token token) {
        if (token.revoked()) {
            return new TokenRow(token, TokenRow.State.REVOKED);
        }
        return new TokenRow(token, token.usableOn(access.today()) ? TokenRow.State.ACTIVE : TokenRow.State.EXPIRED);
    }
}
