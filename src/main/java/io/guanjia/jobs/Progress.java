package io.guanjia.jobs;

/** What running work tells about itself; visible to others at once, whatever becomes of the work's own transactions. */
public interface Progress {
    /** How many steps there are; told again when more is known. */
    void total(long steps);

    /** How many steps are done so far. */
    void done(long steps);

    /** A sentence for people: {@code job.message.<code>} of the bundles. */
    void message(String code, Object... arguments);

    /** What came of it: a record or map, shown as JSON by the API. */
    void result(Object result);
}
