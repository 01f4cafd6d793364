package io.guanjia.billing;

import io.guanjia.kernel.Refusal;
import java.time.LocalDate;

/** Nobody answers for the premises on that day: neither an owner nor a developer is entered. */
public class NobodyAnswers extends Refusal {
    private static final long serialVersionUID = 1L;

    NobodyAnswers(String premises, LocalDate on) {
        super("nobody-answers", premises, on);
    }
}
