package io.guanjia.cashier;

import io.guanjia.kernel.Money;
import io.guanjia.kernel.Refusal;

/** A float cannot be issued or returned like that. */
public final class FloatRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    private FloatRefused(String code, Object... arguments) {
        super(code, arguments);
    }

    static FloatRefused toOneself() {
        return new FloatRefused("float-to-oneself");
    }

    static FloatRefused notACollector(String name) {
        return new FloatRefused("float-not-a-collector", name);
    }

    static FloatRefused moreThanHeld(Money held) {
        return new FloatRefused("float-more-than-held", held);
    }
}
