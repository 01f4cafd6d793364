package io.guanjia.identity;

import java.io.Serializable;
import org.springframework.security.core.AuthenticatedPrincipal;

/** Who a session or a token belongs to; everything else is looked up anew with each request. */
record SignedIn(long accountId, String username) implements AuthenticatedPrincipal, Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public String getName() {
        return username;
    }
}
