package io.guanjia.web;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who is looking now: of all rooms that know viewers (staff, residents) the one where this request is signed in. */
@Component
public class Viewers {

    private static final Viewer NOBODY = new Nobody();

    private final ObjectProvider<Viewer> viewers;

    Viewers(ObjectProvider<Viewer> viewers) {
        this.viewers = viewers;
    }

    public Viewer current() {
        return viewers.orderedStream().filter(Viewer::signedIn).findFirst().orElse(NOBODY);
    }
}
