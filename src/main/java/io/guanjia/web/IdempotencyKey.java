package io.guanjia.web;

import io.guanjia.kernel.InvalidInput;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/**
 * The key of a command that moves money: the same key twice gives the first answer and one effect. As the argument of a
 * controller it is read from the header {@code Idempotency-Key} of the API or from the hidden field of a form
 * ({@code fragments/form :: key}); without one the command is not carried out.
 */
public record IdempotencyKey(String value) {

    static final String HEADER = "Idempotency-Key";

    static final String REPLAYED = "Idempotency-Replayed";

    static final String FIELD = "idempotencyKey";

    private static final Pattern USABLE = Pattern.compile("[!-~]{8,100}");

    public IdempotencyKey {
        if (!isUsable(value)) {
            throw new InvalidInput(FIELD, "idempotency-key-malformed");
        }
    }

    public static IdempotencyKey fresh() {
        return new IdempotencyKey(UUID.randomUUID().toString());
    }

    /** The answer of a command of the API, marked when it is the first answer again. */
    public static <T> ResponseEntity<T> answer(HttpStatus status, T body, boolean replayed) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        return (replayed ? answer.header(REPLAYED, "true") : answer).body(body);
    }

    static boolean isUsable(@Nullable String value) {
        return value != null && USABLE.matcher(value).matches();
    }
}
