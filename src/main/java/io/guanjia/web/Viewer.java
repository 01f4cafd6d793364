package io.guanjia.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The person at the screen of the current request, as far as the shell must know. {@code identity} provides the bean. */
public interface Viewer {

    boolean signedIn();

    /** Empty when nobody is signed in. */
    String displayName();

    /**
     * Decides what is shown, never what is allowed: the rooms check again.
     *
     * @param communityId null asks whether the permission is held anywhere
     */
    boolean may(String permission, @Nullable Long communityId);

    /** Communities in scope, in the order in which the chooser lists them. */
    List<CommunityChoice> communities();

    /** The community chosen last, for pages whose address names none. */
    @Nullable
    Long chosenCommunity();

    void chooseCommunity(long communityId);

    /** The language this person chose, null when none was chosen. */
    @Nullable
    Locale language();

    void chooseLanguage(Locale language);
}
