package io.guanjia.jobs;

import io.guanjia.database.Scope;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the scheduler keeps of a job: enough to bind its scope before its row can be read. */
record JobReference(
        long id, @Nullable Long communityId, @Nullable Long actorId) implements Serializable {

    Scope scope() {
        return new Scope(communityId == null ? List.of() : List.of(communityId), actorId);
    }
}
