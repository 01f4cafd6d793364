package io.guanjia.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Stands in where no room provides a {@link Viewer}. */
final class Nobody implements Viewer {

    @Override
    public boolean signedIn() {
        return false;
    }

    @Override
    public String displayName() {
        return "";
    }

    @Override
    public boolean may(String permission, @Nullable Long communityId) {
        return false;
    }

    @Override
    public List<CommunityChoice> communities() {
        return List.of();
    }

    @Override
    public @Nullable Long chosenCommunity() {
        return null;
    }

    @Override
    public void chooseCommunity(long communityId) {
        // nobody is there to remember it
    }

    @Override
    public @Nullable Locale language() {
        return null;
    }

    @Override
    public void chooseLanguage(Locale language) {
        // the cookie remembers it
    }
}
