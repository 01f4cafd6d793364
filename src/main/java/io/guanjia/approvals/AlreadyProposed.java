package io.guanjia.approvals;

import io.guanjia.kernel.Refusal;
import java.time.Instant;

/** The same thing waits for a decision already: who asked, and when. */
public final class AlreadyProposed extends Refusal {

    private static final long serialVersionUID = 1L;

    AlreadyProposed(String name, Instant at) {
        super("already-proposed", name, at);
    }
}
