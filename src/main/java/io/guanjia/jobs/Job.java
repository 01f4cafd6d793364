package io.guanjia.jobs;

import io.guanjia.db.jobs.enums.JobState;
import io.guanjia.kernel.Money;
import io.guanjia.web.Text;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

    /**
     * A sentence: {@code job.message.<code>}, or {@code refusal.<code>} when the work was refused.
     *
     * @param arguments words, or sentences again, which are said in the language of whoever reads them
     */
    public record Message(String code, List<Object> arguments) {

        /** As it is kept. */
        static Message of(String code, Object... arguments) {
            return new Message(code, Arrays.stream(arguments).map(Message::kept).toList());
        }

        public Text text() {
            return text(code, arguments);
        }

        private static Object kept(Object argument) {
            if (argument instanceof Money money) return money.format();
            if (!(argument instanceof Text text)) return String.valueOf(argument);
            return text.key() == null
                    ? text.words()
                    : of(text.key(), text.arguments().toArray());
        }

        private static Text text(String code, List<?> kept) {
            return Text.of(code, kept.stream().map(Message::read).toArray());
        }

        private static Object read(Object kept) {
            return kept instanceof Map<?, ?> sentence
                            && sentence.get("code") instanceof String code
                            && sentence.get("arguments") instanceof List<?> arguments
                    ? text(code, arguments)
                    : kept;
        }
    }

    public boolean ended() {
        return state == JobState.SUCCEEDED || state == JobState.FAILED;
    }

    public int percent() {
        if (state == JobState.SUCCEEDED) return 100;
        return total == 0 ? 0 : (int) Math.min(100, done * 100 / total);
    }
}
