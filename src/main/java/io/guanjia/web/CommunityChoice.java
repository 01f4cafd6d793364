package io.guanjia.web;

/** One line of the community chooser. */
public record CommunityChoice(long id, String name) {}
