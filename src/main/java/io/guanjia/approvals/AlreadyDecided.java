package io.guanjia.approvals;

import io.guanjia.kernel.Refusal;
import java.time.Instant;

/** Somebody was faster: who, and when. */
public final class AlreadyDecided extends Refusal {

    private static final long serialVersionUID = 1L;

    AlreadyDecided(String name, Instant at) {
        super("already-decided", name, at);
    }
}
