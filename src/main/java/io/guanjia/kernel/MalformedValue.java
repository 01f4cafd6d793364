package io.guanjia.kernel;

/**
 * A text or figure that is not what it should be: an amount with three decimals, an area of zero, a month 13. Whoever knows the
 * field turns it into a message beside that field ({@link InvalidInput}). The text itself is not kept: somebody may have pasted
 * an identity number into the amount.
 */
public final class MalformedValue extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String code;

    /** @param code kebab-case, for example {@code money-too-many-decimals} */
    public MalformedValue(String code) {
        super(code);
        this.code = code;
    }

    public MalformedValue(String code, Throwable cause) {
        super(code, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
