package io.guanjia.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Leads to the sign-in page and from there back to where one wanted to go. */
class ToSignIn implements AuthenticationEntryPoint {

    private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[^\\\\{}\\p{Cntrl}]*");

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        boolean part = request.getHeader("HX-Request") != null;
        String wanted = wanted(request, part);
        String signIn =
                wanted.equals("/") ? "/sign-in" : "/sign-in?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
        if (part) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("HX-Redirect", signIn);
        } else {
            response.sendRedirect(signIn);
        }
    }

    /** A path of this house or the start page, whatever somebody wrote into the address. */
    static String own(@Nullable String wanted) {
        return wanted != null && OWN.matcher(wanted).matches() && !wanted.startsWith("/sign-in") ? wanted : "/";
    }

    /** The page, not the part of it that was asked for; and never a form, which would be sent again as a page. */
    private static String wanted(HttpServletRequest request, boolean part) {
        if (part) {
            return pathOf(request.getHeader("HX-Current-URL"));
        }
        if (!request.getMethod().equals("GET")) {
            return pathOf(request.getHeader("Referer"));
        }
        String query = request.getQueryString();
        return own(request.getRequestURI() + (query == null ? "" : "?" + query));
    }

    private static String pathOf(@Nullable String address) {
        try {
            URI uri = new URI(address == null ? "/" : address);
            return own(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        } catch (URISyntaxException malformed) {
            return "/";
        }
    }
}
