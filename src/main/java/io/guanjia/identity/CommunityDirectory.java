package io.guanjia.identity;

import java.util.List;

/** The communities by name, and nothing else of them; the room that owns them provides the bean. */
public interface CommunityDirectory {

    record Community(long id, String name) {}

    /** All communities of the company, in the order in which lists show them. */
    List<Community> all();

    /**
     * The first community of an empty house, made by the set-up in its transaction.
     *
     * @return its id
     */
    long found(String name);
}
