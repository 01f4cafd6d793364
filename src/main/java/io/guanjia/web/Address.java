package io.guanjia.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/** The address of the page and its neighbours, as the fragments of lists need it: {@code ${here.…}}. */
@Component
class Address {

    HttpServletRequest request() {
        return ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
    }

    /** Without the query; on an error page the address that failed. */
    public String path() {
        return path(request());
    }

    static String path(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return failed instanceof String uri ? uri : request.getRequestURI();
    }

    /** The page itself with its query when it may be asked for again, else the start page. */
    public String link() {
        HttpServletRequest request = request();
        boolean repeatable = request.getMethod().equals("GET") && request.getHeader("HX-Request") == null;
        return repeatable ? withQuery(path(), request.getQueryString()) : "/";
    }

    public boolean has(String parameter) {
        String value = request().getParameter(parameter);
        return value != null && !value.isEmpty();
    }

    /**
     * Whether a box of the form is ticked: as it was sent, when the form is shown again because something in it cannot be read,
     * for then there is no form object; else as the form object says.
     */
    public boolean ticked(String name, Object value, @Nullable Collection<?> before) {
        HttpServletRequest request = request();
        if (!request.getMethod().equals("GET")) {
            String[] sent = request.getParameterValues(name);
            return sent != null && Arrays.asList(sent).contains(value.toString());
        }
        return before != null
                && before.stream().anyMatch(one -> String.valueOf(one).equals(value.toString()));
    }

    /** Whether any filter is set. */
    public boolean filtered() {
        return request().getMethod().equals("GET")
                && request().getParameterMap().keySet().stream()
                        .anyMatch(name -> !name.equals("after") && !name.equals("limit") && has(name));
    }

    /** This page with one parameter set or changed; {@code after} always starts anew. */
    public String with(String parameter, @Nullable Object value) {
        UriComponentsBuilder builder = current().replaceQueryParam("after");
        return builder.replaceQueryParam(parameter, value == null ? new Object[0] : new Object[] {"{value}"})
                .encode()
                .buildAndExpand(value == null ? "" : value.toString())
                .toUriString();
    }

    public String without(String parameter) {
        return current().replaceQueryParam(parameter).build(true).toUriString();
    }

    private UriComponentsBuilder current() {
        return UriComponentsBuilder.fromUriString(withQuery(path(), request().getQueryString()));
    }

    private static String withQuery(String path, @Nullable String query) {
        return query == null ? path : path + "?" + query;
    }
}
