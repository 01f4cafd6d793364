package io.guanjia.jobs;

import org.jspecify.annotations.Nullable;

/**
 * One kind of long work, declared as a bean by the room that owns it.
 *
 * <p>It runs outside a transaction, under the scope of the job's community and in the name of whoever started it, and opens its
 * own transactions. After the loss of a machine it is run again from the start: what it did before must then change nothing.
 *
 * @param <A> a record that survives a way through JSON
 */
public interface JobKind<A> {
    /** Unique and lasting, for example {@code bill-run-posting}; also the message key {@code job.<name>} of its title. */
    String name();

    Class<A> arguments();

    /** The address of what it made, when it ended well; null where nothing but its sentence tells. */
    default @Nullable String madeAt(Job job, A arguments) {
        return null;
    }

    /** @throws io.guanjia.kernel.Refusal ends the job as failed, with the refusal's sentence as its last message */
    void run(A arguments, Progress progress);
}
