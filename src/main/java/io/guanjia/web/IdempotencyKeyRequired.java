package io.guanjia.web;

/** A command that moves money came without its key. */
class IdempotencyKeyRequired extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
