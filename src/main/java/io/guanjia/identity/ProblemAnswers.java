package io.guanjia.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;

/** Says 401 and 403 in the same words and shape as every other problem of the API. */
class ProblemAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final HandlerExceptionResolver errors;
    private final LocaleResolver languages;

    ProblemAnswers(HandlerExceptionResolver errors, LocaleResolver languages) {
        this.errors = errors;
        this.languages = languages;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why) {
        ErrorResponseException problem = new ErrorResponseException(HttpStatus.UNAUTHORIZED);
        problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        answer(request, response, problem);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why) {
        answer(request, response, new ErrorResponseException(HttpStatus.FORBIDDEN));
    }

    /** Out here, before any controller, nobody has asked for the reader's language yet. */
    private void answer(HttpServletRequest request, HttpServletResponse response, ErrorResponseException problem) {
        LocaleContext before = LocaleContextHolder.getLocaleContext();
        LocaleContextHolder.setLocale(languages.resolveLocale(request));
        try {
            errors.resolveException(request, response, null, problem);
        } finally {
            LocaleContextHolder.setLocaleContext(before);
        }
    }
}
