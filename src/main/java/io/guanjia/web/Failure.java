package io.guanjia.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What went wrong, in words that may leave the house.
 *
 * @param code last part of the problem's URN
 * @param next what to do next, null when the text says it
 * @param number finds the request in the log; only of unexpected failures
 */
record Failure(
        int status,
        String code,
        String title,
        String text,
        @Nullable String next,
        List<Problem> errors,
        HttpHeaders headers,
        @Nullable String number) {

    /** One wrong field; the field is empty when the input as a whole is wrong. */
    record Problem(String field, String message) {}
}
