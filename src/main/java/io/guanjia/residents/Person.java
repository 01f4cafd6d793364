package io.guanjia.residents;

import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.kernel.Masked;
import org.jspecify.annotations.Nullable;

/**
 * A person or company, opened by itself: name and phone whole, because the work with one household needs them; of the identity
 * number only what {@link Masked} leaves.
 *
 * @param identityMasked null when none is on file
 */
public record Person(
        long id,
        PersonKind kind,
        String name,
        @Nullable Gender gender,
        @Nullable String phone,
        @Nullable String identityMasked,
        int version) {

    /** As lists, exports and other programs show it. */
    public PersonLine masked() {
        return new PersonLine(id, kind, maskedName(kind, name), phone == null ? null : Masked.phone(phone), version);
    }

    /** Companies' names are no personal data and stand whole. */
    public static String maskedName(PersonKind kind, String name) {
        return kind == PersonKind.COMPANY ? name : Masked.name(name);
    }

    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
