package io.guanjia.identity;

import io.guanjia.web.Texts;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The door for people. */
@Controller
class SignInPages {

    private static final String PAGE = "identity/sign-in";

    private final SignIn signIn;
    private final Visits visits;
    private final SessionAuthenticationStrategy onSignIn;
    private final SecurityContextRepository contexts;
    private final Texts texts;

    SignInPages(
            SignIn signIn,
            Visits visits,
            SessionAuthenticationStrategy onSignIn,
            SecurityContextRepository contexts,
            Texts texts) {
        this.signIn = signIn;
        this.visits = visits;
        this.onSignIn = onSignIn;
        this.contexts = contexts;
        this.texts = texts;
    }

    record Form(
            @NotBlank String username,
            @NotBlank String password,
            @Nullable String to) {}

    @GetMapping("/sign-in")
    String page(@RequestParam(required = false) @Nullable String to, HttpServletRequest request, Model model) {
        if (ScopeFilter.visit(request) != null) {
            return "redirect:" + ToSignIn.own(to);
        }
        model.addAttribute("form", new Form("", "", ToSignIn.own(to)));
        return PAGE;
    }

    @PostMapping("/sign-in")
    String enter(
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (errors.hasErrors()) {
            return PAGE;
        }
        SignIn.Outcome outcome = signIn.attempt(form.username(), form.password(), request.getRemoteAddr());
        if (outcome instanceof SignIn.Welcome welcome) {
            begin(welcome.who(), request, response);
            return "redirect:" + ToSignIn.own(form.to());
        }
        errors.reject(
                "sign-in",
                outcome instanceof SignIn.Locked locked
                        ? texts.of("identity.sign-in.locked", locked.until())
                        : texts.of("identity.sign-in.wrong"));
        return PAGE;
    }

    /** A new session, never the one that was there before: nobody plants its id, nobody inherits what was in it. */
    private void begin(SignedIn who, HttpServletRequest request, HttpServletResponse response) {
        HttpSession before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        Authentication authentication = UsernamePasswordAuthenticationToken.authenticated(who, null, List.of());
        onSignIn.onAuthentication(authentication, request, response);
        SecurityContextImpl context = new SecurityContextImpl(authentication);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        visits.of(who.accountId())
                .ifPresent(
                        visit -> response.addCookie(themeCookie(visit.account().theme())));
    }

    /** The shell reads the look from a cookie, so that it is there before anybody signs in. */
    static Cookie themeCookie(String theme) {
        boolean chosen = theme.equals("light") || theme.equals("dark");
        Cookie cookie = new Cookie("theme", chosen ? theme : "");
        cookie.setPath("/");
        cookie.setMaxAge(chosen ? 365 * 24 * 60 * 60 : 0);
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }
}
