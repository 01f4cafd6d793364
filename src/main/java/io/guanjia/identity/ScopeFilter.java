package io.guanjia.identity;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Binds the scope of a request: the communities in which its person holds a post or stands in today. Each request looks again, so
 * what an administrator changes holds from the next click, and an ended account is nobody at once.
 */
class ScopeFilter extends OncePerRequestFilter {

    static final String CHANGE_PASSWORD = "/account/password";

    private final Visits visits;

    ScopeFilter(Visits visits) {
        this.visits = visits;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SignedIn> who = signedIn();
        Optional<Visit> visit = who.flatMap(person -> visits.of(person.accountId()));
        if (visit.isEmpty()) {
            if (who.isPresent()) {
                leave(request);
            }
            chain.doFilter(request, response);
            return;
        }
        request.setAttribute(Visit.class.getName(), visit.get());
        Access.keepForRequest(request, visit.get().grants());
        if (visit.get().account().mustChangePassword() && !staysOpen(request)) {
            toPasswordPage(request, response);
            return;
        }
        go(visit.get().scope(), request, response, chain);
    }

    /** The page of an error has a shell too, and the shell asks who is there. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    static @Nullable Visit visit(HttpServletRequest request) {
        return (Visit) request.getAttribute(Visit.class.getName());
    }

    private static Optional<SignedIn> signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SignedIn person
                ? Optional.of(person)
                : Optional.empty();
    }

    private static void leave(HttpServletRequest request) {
        SecurityContextHolder.clearContext();
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static boolean staysOpen(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals(CHANGE_PASSWORD)
                || path.equals("/sign-out")
                || path.equals("/error")
                || path.startsWith("/preferences/");
    }

    private static void toPasswordPage(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getHeader("HX-Request") == null) {
            response.sendRedirect(CHANGE_PASSWORD);
        } else {
            response.setHeader("HX-Redirect", CHANGE_PASSWORD);
        }
    }

    private static void go(Scope scope, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            Scopes.run(scope, () -> {
                try {
                    chain.doFilter(request, response);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                } catch (ServletException e) {
                    throw new Wrapped(e);
                }
            });
        } catch (UncheckedIOException wrapped) {
            throw wrapped.getCause();
        } catch (Wrapped wrapped) {
            throw wrapped.servletException;
        }
    }

    private static final class Wrapped extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final ServletException servletException;

        Wrapped(ServletException cause) {
            super(cause);
            this.servletException = cause;
        }
    }
}
