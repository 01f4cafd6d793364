package io.guanjia.jobs;

import io.guanjia.db.jobs.enums.JobState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of long work and how far it is.
 *
 * @param done steps done of {@code total}; total 0 means: not known yet
 * @param result JSON, when it ended well
 */
public record Job(
        long id,
        @Nullable Long communityId,
        String kind,
        @Nullable Long actorId,
        JobState state,
        long done,
        long total,
        List<Message> messages,
        @Nullable String result,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** A sentence: {@code job.message.<code>}, or {@code refusal.<code>} when the work was refused. */
    public record Message(String code, List<String> arguments) {}

    public boolean ended() {
        return state == JobState.SUCCEEDED || state == JobState.FAILED;
    }

    public int percent() {
        if (state == JobState.SUCCEEDED) return 100;
        return total == 0 ? 0 : (int) Math.min(100, done * 100 / total);
    }
}
