package io.guanjia.imports;

import io.guanjia.db.imports.enums.BatchState;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Text;

/** It was applied, undone or given another mapping meanwhile. */
public final class ImportNotInThatState extends Refusal {
    private static final long serialVersionUID = 1L;

    ImportNotInThatState(BatchState state) {
        super("import-not-in-that-state", Text.of("import.state." + state));
    }
}
