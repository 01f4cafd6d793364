package io.guanjia.identity;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Forms whose token is gone. Who signed out in another tab is led to the sign-in page, as from any other click; everybody else reads that
 * the page is too old ({@code web.Errors}).
 */
class OldPages implements AccessDeniedHandler {

    private static final Pattern FOR_EVERYBODY = Pattern.compile("/sign-in|/setup/.*|/preferences/.*");

    private final AccessDeniedHandler told = new AccessDeniedHandlerImpl();
    private final ToSignIn toSignIn;

    OldPages(ToSignIn toSignIn) {
        this.toSignIn = toSignIn;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
            throws IOException, ServletException {
        boolean nobody = SecurityContextHolder.getContext().getAuthentication() == null;
        if (why instanceof CsrfException
                && nobody
                && !FOR_EVERYBODY.matcher(request.getRequestURI()).matches()) {
            toSignIn.commence(request, response, new InsufficientAuthenticationException("signed out"));
        } else {
            request.setAttribute(WebAttributes.ACCESS_DENIED_403, why);
            told.handle(request, response, why);
        }
    }
}
