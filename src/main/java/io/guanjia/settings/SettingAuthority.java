package io.guanjia.settings;

import org.jspecify.annotations.Nullable;

/** Who may set settings; the room that knows permissions provides the bean. */
public interface SettingAuthority {

    /** @param communityId null asks about the value of the whole company */
    boolean mayWriteSettings(@Nullable Long communityId);
}
