package io.guanjia.identity;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.OpaqueId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tokens for programs; the first one needs name and password, under the same lock as the sign-in page. */
@RestController
@RequestMapping("/api/v1/tokens")
class TokenApi {

    private final SignIn signIn;
    private final Tokens tokens;
    private final Clock clock;

    TokenApi(SignIn signIn, Tokens tokens, Clock clock) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.clock = clock;
    }

    record NewToken(
            @NotBlank String username,
            @NotBlank String password,
            @NotBlank String name,
            @Nullable LocalDate expiresOn) {}

    record IssuedToken(@OpaqueId long id, String token, LocalDate expiresOn) {}

    record TokenItem(
            @OpaqueId long id,
            String name,
            Instant createdAt,
            @Nullable LocalDate expiresOn,
            @Nullable Instant lastUsedAt,
            boolean revoked) {}

    record TokenList(List<TokenItem> items, @Nullable String next) {}

    /** An initial password must be changed on a page before it opens anything. */
    static final class PasswordMustBeChanged extends Refusal {
        private static final long serialVersionUID = 1L;

        PasswordMustBeChanged() {
            super("password-must-be-changed");
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    IssuedToken create(@Valid @RequestBody NewToken wanted, HttpServletRequest request) {
        SignIn.Outcome outcome = signIn.attempt(wanted.username(), wanted.password(), request.getRemoteAddr());
        if (outcome instanceof SignIn.Welcome welcome) {
            return issue(welcome, wanted);
        }
        throw outcome instanceof SignIn.Locked locked
                ? tooMany(locked.until())
                : new ErrorResponseException(HttpStatus.UNAUTHORIZED);
    }

    @GetMapping
    TokenList mine() {
        return new TokenList(tokens.mine().stream().map(TokenApi::item).toList(), null);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable long id) {
        tokens.revoke(id);
    }

    private IssuedToken issue(SignIn.Welcome welcome, NewToken wanted) {
        if (welcome.mustChangePassword()) {
            throw new PasswordMustBeChanged();
        }
        Scope scope = new Scope(List.of(), welcome.who().accountId());
        Tokens.Issued issued = Scopes.call(scope, () -> tokens.issue(wanted.name(), wanted.expiresOn()));
        return new IssuedToken(issued.id(), issued.token(), issued.expiresOn());
    }

    private ErrorResponseException tooMany(Instant until) {
        ErrorResponseException problem = new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS);
        long seconds = Math.max(1, Duration.between(clock.instant(), until).toSeconds());
        problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        return problem;
    }

    private static TokenItem item(Token token) {
        return new TokenItem(
                token.id(), token.name(), token.createdAt(), token.expiresOn(), token.lastUsedAt(), token.revoked());
    }
}
