package io.guanjia.testing;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Before every other filter of a measured house: from the request's coming in until its answer is written, without the network and the
 * client beside it. One request at a time is asked, so the last one is the one that was asked.
 */
final class ServerTime extends OncePerRequestFilter implements Ordered {

    private static volatile long nanos;

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long began = System.nanoTime();
        try {
            chain.doFilter(request, response);
        } finally {
            nanos = System.nanoTime() - began;
        }
    }

    static double millis() {
        return nanos / 1e6;
    }
}
