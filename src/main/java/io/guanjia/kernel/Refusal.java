package io.guanjia.kernel;

import java.util.regex.Pattern;

/**
 * A business no: the request was understood and well formed, and the house declines it. Each reason is a small class of its own
 * ({@code class ChargeAlreadyPaid extends Refusal}); {@code web} answers 409 with the sentence {@code refusal.<code>} of the
 * reader's language. The arguments fill that sentence and stay out of the exception's message, because messages end in logs.
 */
public abstract class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final String code;
    private final transient Object[] arguments;

    /** @param code stable and in kebab-case, for example {@code charge-already-paid} */
    protected Refusal(String code, Object... arguments) {
        super(code);
        if (!KEBAB_CASE.matcher(code).matches()) {
            throw new IllegalArgumentException("A refusal's code is kebab-case: " + code);
        }
        this.code = code;
        this.arguments = arguments.clone();
    }

    public String code() {
        return code;
    }

    /** What fills the sentence, in its order: names, {@link Money}, dates as they are, formatted by whoever shows them. */
    public Object[] arguments() {
        return arguments.clone();
    }
}
