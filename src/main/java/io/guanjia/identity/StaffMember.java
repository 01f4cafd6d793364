package io.guanjia.identity;

/** One of the staff, for choosers and lists of other rooms. */
public record StaffMember(long id, String name) {}
