package io.guanjia.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Holds for every answer, errors and static files included: what the browser must refuse, and the number of the request. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class EveryResponse extends OncePerRequestFilter {

    /** Key in the log's context, so that each line of a request carries its number. */
    static final String NUMBER = "request";

    static final String CONTENT_SECURITY_POLICY = "default-src 'self'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        try (MDC.MDCCloseable number = MDC.putCloseable(NUMBER, numberOf(request))) {
            response.setHeader("X-Request-Number", MDC.get(NUMBER));
            chain.doFilter(request, response);
        }
    }

    /** The dispatch to /error keeps the number of the request that failed. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    private static String numberOf(HttpServletRequest request) {
        if (request.getAttribute(NUMBER_ATTRIBUTE) instanceof String number) {
            return number;
        }
        String number = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 45), 36)
                .toUpperCase(Locale.ROOT);
        request.setAttribute(NUMBER_ATTRIBUTE, number);
        return number;
    }

    private static final String NUMBER_ATTRIBUTE = EveryResponse.class.getName();
}
