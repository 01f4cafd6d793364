package io.guanjia.testing;

import jakarta.servlet.http.Cookie;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.web.servlet.request.RequestPostProcessor;

/**
 * The token against forged forms, in cookie and field as a browser sends them. The one of spring-security-test puts a store of its own
 * into the filter and leaves it there, for whichever test comes next in the shared context: a page then has its token from
 * one store and is asked for that of another.
 */
public final class FormToken {

    private FormToken() {}

    public static RequestPostProcessor csrf() {
        return FormToken::sent;
    }

    private static MockHttpServletRequest sent(MockHttpServletRequest request) {
        String token = UUID.randomUUID().toString();
        Cookie[] others = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        Cookie[] all = Arrays.copyOf(others, others.length + 1);
        all[others.length] = new Cookie("guanjia-csrf", token);
        request.setCookies(all);
        request.setParameter("_csrf", masked(token));
        return request;
    }

    /** As a page writes it: random bytes, here zeros, and the token mixed with them. */
    private static String masked(String token) {
        byte[] own = token.getBytes(StandardCharsets.UTF_8);
        byte[] both = new byte[2 * own.length];
        System.arraycopy(own, 0, both, own.length, own.length);
        return Base64.getUrlEncoder().encodeToString(both);
    }
}
