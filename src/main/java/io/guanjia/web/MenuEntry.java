package io.guanjia.web;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the menu; each room declares its own as beans.
 *
 * @param rank order within the section, 10, 20, 30 …
 * @param href address of the page; {@code {c}} stands for the community that is looked at, and without one the entry is hidden
 * @param permission code of the permission without which the entry is hidden, or several of which any is enough, with spaces
 *     between; null shows it to everybody who is signed in
 */
public record MenuEntry(
        Section section,
        int rank,
        String labelKey,
        String href,
        @Nullable String permission) {

    static final String COMMUNITY = "{c}";

    boolean visibleTo(Viewer viewer, @Nullable CommunityChoice community) {
        Long where = ofCommunity() && community != null ? community.id() : null;
        return permission == null || Arrays.stream(permission.split(" ", -1)).anyMatch(one -> viewer.may(one, where));
    }

    boolean ofCommunity() {
        return href.contains(COMMUNITY);
    }
}
