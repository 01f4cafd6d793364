package io.guanjia.database;

/**
 * What a command answered.
 *
 * @param replayed true when the effect was already there and the first answer is given again
 */
public record Answer<T>(T value, boolean replayed) {}
