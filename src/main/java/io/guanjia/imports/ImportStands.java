package io.guanjia.imports;

import io.guanjia.kernel.Refusal;

/** Something was built upon what the import brought, or somebody changed it since: it cannot simply go. */
public final class ImportStands extends Refusal {
    private static final long serialVersionUID = 1L;

    private ImportStands(String code, Object... arguments) {
        super(code, arguments);
    }

    /** @param what rows that point at it, in words */
    static ImportStands under(String what) {
        return new ImportStands("import-stands", what);
    }

    static ImportStands changed(String what) {
        return new ImportStands("import-changed-since", what);
    }
}
