package io.guanjia.database;

import java.io.IOException;
import java.nio.file.Path;

/** Two servers on one folder would destroy it: the second start gives up and says so. */
class DataFolderInUse extends IOException {

    private static final long serialVersionUID = 1L;

    DataFolderInUse(Path folder) {
        super("Another Guanjia is running on " + folder + "; stop it or give another --guanjia.data-dir");
    }
}
