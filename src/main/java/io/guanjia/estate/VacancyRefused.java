package io.guanjia.estate;

import io.guanjia.kernel.Refusal;

/** Premises that cannot be registered as vacant for these days, or not ended so. */
public final class VacancyRefused extends Refusal {

    private static final long serialVersionUID = 1L;

    VacancyRefused(String code, Object... arguments) {
        super(code, arguments);
    }
}
