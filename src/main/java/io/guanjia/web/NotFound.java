package io.guanjia.web;

/** There is no such thing for this person: not yours = not found. Answered 404 without saying which of the two it was. */
public class NotFound extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param what the kind of thing in English, for the log alone */
    public NotFound(String what, Object id) {
        super(what + " " + id);
    }
}
