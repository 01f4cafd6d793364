package io.guanjia.kernel;

/** A business no: {@code code} finds the sentence {@code refusal.<code>} in the bundles, the arguments fill it. */
public abstract class Refusal extends RuntimeException {
    private final String code;
    private final transient Object[] arguments;

    protected Refusal(String code, Object... arguments) {
        super(code);
        this.code = code;
        this.arguments = arguments.clone();
    }

    public String code() {
        return code;
    }

    public Object[] arguments() {
        return arguments.clone();
    }
}
