package io.guanjia.workplace;

import io.guanjia.kernel.Money;
import io.guanjia.web.Cursor;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a household.
 *
 * @param key unique among the things of one household that happened at the same time
 * @param what an action of the trail, for example {@code payment-taken}
 * @param ref what the address of its own page is made of; null where it has none
 */
record Happening(
        Instant at,
        Kind kind,
        String key,
        String what,
        String who,
        @Nullable Money amount,
        @Nullable String detail,
        @Nullable String ref) {

    enum Kind {
        OWNERSHIP,
        TENANCY,
        DELIVERY,
        AREA,
        STATUS,
        CHARGE,
        PAYMENT,
        VOID,
        IMPORT,
        UNMASKING,
        FILE,
        RECORD;

        /** As it stands in an address. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Empty for a word that is none of them. */
        static Set<Kind> named(@Nullable String code) {
            Set<Kind> named = EnumSet.noneOf(Kind.class);
            Arrays.stream(values()).filter(kind -> kind.code().equals(code)).forEach(named::add);
            return named;
        }
    }

    Cursor cursor() {
        return Cursor.of(at, key);
    }

    /** Where its own page is, below the community. */
    public @Nullable String path() {
        if (ref == null) {
            return null;
        }
        return switch (kind) {
            case CHARGE -> "/charges/" + ref;
            case PAYMENT, VOID -> "/payments/" + ref;
            case IMPORT -> "/imports/" + ref;
            case UNMASKING -> "/people/" + ref;
            default -> null;
        };
    }
}
