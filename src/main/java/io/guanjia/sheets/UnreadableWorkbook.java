package io.guanjia.sheets;

import io.guanjia.kernel.Refusal;

/** The file cannot be read as a workbook; the code says why. */
public final class UnreadableWorkbook extends Refusal {

    private static final long serialVersionUID = 1L;

    /** Why a file is refused; {@link #code} is what {@code refusal.<code>} in the message bundles is found by. */
    public enum Reason {
        /** Not a single byte, or nothing but blanks. */
        EMPTY("workbook-empty"),
        /** Neither a workbook nor a text table, whatever its name says. */
        NOT_A_WORKBOOK("workbook-not-a-workbook"),
        /** Excel 97 (.xls), or a workbook with a password: both come in the same wrapping. */
        OLD_OR_LOCKED("workbook-old-or-locked"),
        /** Cut off, or broken inside. */
        DAMAGED("workbook-damaged"),
        /** It would unpack to more than anybody can have meant. */
        TOO_LARGE("workbook-too-large"),
        /** It declares document types or entities, which no spreadsheet program writes. */
        UNSAFE("workbook-unsafe");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }

    private final Reason reason;

    UnreadableWorkbook(Reason reason) {
        super(reason.code());
        this.reason = reason;
    }

    UnreadableWorkbook(Reason reason, Throwable cause) {
        this(reason);
        initCause(cause);
    }

    public Reason reason() {
        return reason;
    }
}
