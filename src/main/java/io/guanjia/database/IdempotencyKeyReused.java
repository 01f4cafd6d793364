package io.guanjia.database;

import io.guanjia.kernel.Refusal;

/** The key already stands for another command: another operation, or the same one with another body. */
public class IdempotencyKeyReused extends Refusal {

    private static final long serialVersionUID = 1L;

    IdempotencyKeyReused() {
        super("idempotency-key-reused");
    }
}
