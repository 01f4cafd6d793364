package io.guanjia.web;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * The colour of a state, one meaning everywhere: {@code paid} done and good, {@code due} open and nothing wrong, {@code overdue}
 * somebody must act, {@code waiting} for another person, {@code void} taken back, {@code neutral} the rest. A room with a new
 * state adds its name here, so that two rooms cannot colour one word differently.
 */
@Component
class Tones {

    private static final Map<String, String> BY_STATE = byState();

    public String of(Object state) {
        String name = state instanceof Enum<?> constant ? constant.name() : String.valueOf(state);
        return BY_STATE.getOrDefault(name, "neutral");
    }

    private static Map<String, String> byState() {
        Map<String, String> tones = new TreeMap<>();
        put(
                tones,
                "paid",
                "PAID",
                "SETTLED",
                "DONE",
                "APPROVED",
                "ACCEPTED",
                "POSTED",
                "SUCCEEDED",
                "CONFIRMED",
                "MERGED",
                "CLOSED",
                "APPLIED");
        put(tones, "due", "OPEN", "DUE", "ISSUED", "RUNNING", "PARTLY_PAID", "IN_USE", "ACTIVE");
        put(tones, "overdue", "OVERDUE", "FAILED", "REJECTED", "BLOCKED", "SHORT", "INTERRUPTED");
        put(
                tones,
                "waiting",
                "PROPOSED",
                "WAITING",
                "PENDING",
                "QUEUED",
                "SUBMITTED",
                "COUNTED",
                "VOID_REQUESTED",
                "MAPPING",
                "CHECKED");
        put(
                tones,
                "void",
                "VOID",
                "REVERSED",
                "CANCELLED",
                "WITHDRAWN",
                "ENDED",
                "RETURNED",
                "REVOKED",
                "UNDONE",
                "DISCARDED");
        put(tones, "neutral", "DRAFT", "PREVIEWED", "STOCK", "USED_UP", "LOCKED", "READY");
        return Map.copyOf(tones);
    }

    private static void put(Map<String, String> tones, String tone, String... states) {
        for (String state : states) {
            tones.put(state, tone);
        }
    }
}
