package io.guanjia.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Says 401 and 403 in the same words and shape as every other problem of the API. */
class ProblemAnswers implements AuthenticationEntryPoint, AccessDeniedHandler {

    private final HandlerExceptionResolver errors;

    ProblemAnswers(HandlerExceptionResolver errors) {
        this.errors = errors;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why) {
        ErrorResponseException problem = new ErrorResponseException(HttpStatus.UNAUTHORIZED);
        problem.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        errors.resolveException(request, response, null, problem);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException why) {
        errors.resolveException(request, response, null, new ErrorResponseException(HttpStatus.FORBIDDEN));
    }
}
