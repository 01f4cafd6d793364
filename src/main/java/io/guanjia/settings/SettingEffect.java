package io.guanjia.settings;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a room above stores and derives from one setting: it mends that in the transaction which sets another value. */
public interface SettingEffect {

    /** The name of the setting. */
    String setting();

    /**
     * @param communityId null when the company's value changed, which reaches every community
     * @param fromOn the first day whose answer may be another one
     */
    void changed(@Nullable Long communityId, LocalDate fromOn);
}
