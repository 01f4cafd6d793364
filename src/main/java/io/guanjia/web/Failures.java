package io.guanjia.web;

import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.MalformedValue;
import io.guanjia.kernel.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.stereotype.Component;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns whatever was thrown into a {@link Failure}: three kinds of error and the framework's own. */
@Component
class Failures {

    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private static final Map<Integer, String> CODES = Map.ofEntries(
            Map.entry(400, "bad-request"),
            Map.entry(401, "not-signed-in"),
            Map.entry(403, "forbidden"),
            Map.entry(404, "not-found"),
            Map.entry(405, "method-not-allowed"),
            Map.entry(406, "not-acceptable"),
            Map.entry(409, "refused"),
            Map.entry(413, "too-large"),
            Map.entry(415, "unsupported-media-type"),
            Map.entry(422, "invalid-input"),
            Map.entry(429, "too-many-requests"),
            Map.entry(503, "unavailable"));

    /** What PostgreSQL cannot keep: the character 0 in text and in JSON, and days beyond its calendar. */
    private static final Set<String> UNSTORABLE = Set.of("22021", "22P05", "22008");

    private final Texts texts;
    private final MessageSource messages;

    Failures(Texts texts, MessageSource messages) {
        this.texts = texts;
        this.messages = messages;
    }

    static boolean isApi(HttpServletRequest request) {
        return Address.path(request).startsWith(request.getContextPath() + "/api/");
    }

    Failure of(Throwable thrown) {
        if (thrown instanceof Refusal refusal) {
            return refused(409, refusal.code(), Arrays.asList(refusal.arguments()));
        }
        if (thrown instanceof NotFound) {
            return of(404);
        }
        if (thrown instanceof InvalidInput invalid) {
            return invalid(invalid.problems().stream()
                    .map(problem -> new Failure.Problem(
                            problem.field(), texts.of("invalid." + problem.code(), problem.arguments())))
                    .toList());
        }
        if (thrown instanceof MalformedValue malformed) {
            return invalid(List.of(new Failure.Problem("", texts.of("invalid." + malformed.code()))));
        }
        if (thrown instanceof IdempotencyKeyRequired) {
            return refused(400, "idempotency-key-required", List.of());
        }
        return ofFramework(thrown);
    }

    /** By status alone, for what never reached a controller. */
    Failure of(int status) {
        return byStatus(status, HttpHeaders.EMPTY);
    }

    /** The form's token is not that of the cookie: it was loaded before somebody signed in or out here. Nobody lacks a permission. */
    Failure ofAnOldPage() {
        return plain(403, "old-page", "web.error.old-page", HttpHeaders.EMPTY);
    }

    private Failure ofFramework(Throwable thrown) {
        if (thrown instanceof MethodArgumentNotValidException invalid) {
            return invalid(problems(invalid.getBindingResult()));
        }
        if (thrown instanceof BindException invalid) {
            return invalid(problems(invalid.getBindingResult()));
        }
        if (thrown instanceof HandlerMethodValidationException invalid) {
            return invalid(invalid.getParameterValidationResults().stream()
                    .flatMap(result -> result.getResolvableErrors().stream()
                            .map(error -> new Failure.Problem(
                                    String.valueOf(result.getMethodParameter().getParameterName()), sentence(error))))
                    .toList());
        }
        if (thrown instanceof MethodArgumentTypeMismatchException mismatch) {
            return mismatched(mismatch);
        }
        if (thrown instanceof MissingServletRequestParameterException missing) {
            return invalid(List.of(new Failure.Problem(missing.getParameterName(), texts.of("invalid.missing"))));
        }
        if (thrown instanceof HttpMessageNotReadableException unreadable) {
            return unreadable(unreadable.getCause());
        }
        if (thrown instanceof ErrorResponse response && response.getStatusCode().value() < 500) {
            return byStatus(response.getStatusCode().value(), response.getHeaders());
        }
        if (thrown instanceof MultipartException
                || thrown instanceof RequestRejectedException
                || thrown instanceof InvalidParameterException
                || UNSTORABLE.contains(sqlState(thrown))) {
            return of(400);
        }
        return unexpected(thrown);
    }

    private static String sqlState(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return "";
    }

    private Failure refused(int status, String code, List<Object> arguments) {
        String title = texts.of("web.error.409.title");
        String sentence = texts.of("refusal." + code, arguments);
        return new Failure(status, code, title, sentence, null, List.of(), HttpHeaders.EMPTY, null);
    }

    private Failure invalid(List<Failure.Problem> problems) {
        Failure plain = of(422);
        return new Failure(
                422, plain.code(), plain.title(), plain.text(), plain.next(), problems, HttpHeaders.EMPTY, null);
    }

    /** A wrong id in the path is an address that does not exist; a wrong parameter is something typed. */
    private Failure mismatched(MethodArgumentTypeMismatchException mismatch) {
        boolean inPath = mismatch.getParameter()
                .hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class);
        return inPath
                ? of(404)
                : invalid(List.of(new Failure.Problem(mismatch.getName(), texts.of("invalid.unreadable-value"))));
    }

    private Failure unreadable(@Nullable Throwable cause) {
        if (!(cause instanceof JacksonException wrong) || cause instanceof StreamReadException) {
            return of(400);
        }
        String key =
                wrong instanceof UnrecognizedPropertyException ? "invalid.unknown-field" : "invalid.unreadable-value";
        String field = path(wrong.getPath());
        if (wrong.getCause() instanceof InvalidInput invalid) {
            return of(invalid);
        }
        if (wrong.getCause() instanceof MalformedValue malformed) {
            key = "invalid." + malformed.code();
        }
        return invalid(List.of(new Failure.Problem(field, texts.of(key))));
    }

    /** As a person would write it: lines[0].amountFen. */
    private static String path(List<JacksonException.Reference> references) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference reference : references) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }

    private List<Failure.Problem> problems(BindingResult result) {
        return result.getAllErrors().stream()
                .map(error ->
                        new Failure.Problem(error instanceof FieldError field ? field.getField() : "", sentence(error)))
                .toList();
    }

    private String sentence(MessageSourceResolvable error) {
        return messages.getMessage(error, LocaleContextHolder.getLocale());
    }

    private Failure byStatus(int status, HttpHeaders headers) {
        String key = "web.error." + (texts.knows("web.error." + status + ".title") ? status : "other");
        return plain(status, CODES.getOrDefault(status, status < 500 ? "bad-request" : "unexpected"), key, headers);
    }

    private Failure plain(int status, String code, String key, HttpHeaders headers) {
        String next = texts.knows(key + ".next") ? texts.of(key + ".next") : null;
        return new Failure(
                status, code, texts.of(key + ".title"), texts.of(key + ".text"), next, List.of(), headers, null);
    }

    /** A bug or a broken neighbour: the log gets all of it, the reader a number. */
    private Failure unexpected(Throwable thrown) {
        String number = MDC.get(EveryResponse.NUMBER);
        log.error("Request {} failed", number, thrown);
        Failure plain = of(500);
        return new Failure(
                500, plain.code(), plain.title(), plain.text(), plain.next(), List.of(), HttpHeaders.EMPTY, number);
    }
}
