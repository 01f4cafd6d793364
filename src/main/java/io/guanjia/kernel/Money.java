package io.guanjia.kernel;

/** An amount in whole fen. */
public record Money(long fen) {}
