package io.guanjia.approvals;

import io.guanjia.kernel.Refusal;

/** Nobody decides what he proposed himself, whichever posts he holds (rules.md §0). */
public final class MakerIsChecker extends Refusal {

    private static final long serialVersionUID = 1L;

    public MakerIsChecker() {
        super("maker-is-checker");
    }
}
