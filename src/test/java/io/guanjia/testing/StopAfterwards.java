package io.guanjia.testing;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Stops the tests' PostgreSQL when the last test of this JVM is done. */
public class StopAfterwards implements LauncherSessionListener {

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        TestDatabases.stop();
    }
}
