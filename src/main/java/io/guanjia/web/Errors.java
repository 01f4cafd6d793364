package io.guanjia.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.WebAttributes;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * The one place where exceptions and error statuses become answers: what controllers throw, and what filters and the container
 * send to {@code /error}.
 */
@Controller
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class Errors implements ErrorController {

    private final Failures failures;
    private final Answers answers;

    Errors(Failures failures, Answers answers) {
        this.failures = failures;
        this.answers = answers;
    }

    @ExceptionHandler
    @Nullable
    Object thrown(Exception thrown, HttpServletRequest request, HttpServletResponse response) {
        if (DisconnectedClientHelper.isClientDisconnectedException(thrown)) {
            return null; // the reader has gone; there is nobody to answer
        }
        return answers.answer(failures.of(thrown), request, response);
    }

    /** Security's own filter decides whether to ask for a sign-in or to send 403 here. */
    @ExceptionHandler
    Object denied(AccessDeniedException denied) {
        throw denied;
    }

    @ExceptionHandler
    Object notSignedIn(AuthenticationException denied) {
        throw denied;
    }

    @RequestMapping("/error")
    Object sent(HttpServletRequest request, HttpServletResponse response) {
        return answers.answer(failure(request), request, response);
    }

    private Failure failure(HttpServletRequest request) {
        if (request.getAttribute(WebAttributes.ACCESS_DENIED_403) instanceof CsrfException) {
            return failures.ofAnOldPage();
        }
        Object thrown = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        return thrown instanceof Throwable cause ? failures.of(root(cause)) : failures.of(status(request));
    }

    private static int status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404;
    }

    private static Throwable root(Throwable thrown) {
        @Nullable Throwable cause = thrown instanceof jakarta.servlet.ServletException ? thrown.getCause() : null;
        return cause == null ? thrown : cause;
    }
}
