package io.guanjia.estate;

import io.guanjia.kernel.Refusal;

/** It came with a sale, a delivery, a lease or a vacancy and is corrected there. */
public final class StatusFollows extends Refusal {

    private static final long serialVersionUID = 1L;

    StatusFollows() {
        super("status-follows");
    }
}
