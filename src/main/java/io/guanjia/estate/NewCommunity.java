package io.guanjia.estate;

import io.guanjia.db.estate.enums.ManagementMode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a community when it is created or edited.
 *
 * @param cutOverOn from here on its books are kept in this system
 */
public record NewCommunity(
        String name,
        @Nullable String address,
        @Nullable String phone,
        ManagementMode managementMode,
        @Nullable LocalDate cutOverOn) {

    public NewCommunity {
        address = blankToNull(address);
        phone = blankToNull(phone);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    public static NewCommunity named(String name, @Nullable LocalDate cutOverOn) {
        return new NewCommunity(name, null, null, ManagementMode.LUMP_SUM, cutOverOn);
    }
}
