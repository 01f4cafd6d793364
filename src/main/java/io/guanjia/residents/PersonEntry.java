package io.guanjia.residents;

import io.guanjia.db.residents.enums.PersonKind;
import org.jspecify.annotations.Nullable;

/**
 * A person or company as typed or imported.
 *
 * @param importKey 业主编号 of the workbook it came from, by which the same file finds the same person again; null for typed ones
 * @param identityNumber whole; when editing, null leaves the stored one as it is
 */
public record PersonEntry(
        @Nullable String importKey,
        PersonKind kind,
        String name,
        @Nullable Gender gender,
        @Nullable String phone,
        @Nullable String identityNumber) {

    public static PersonEntry person(String name, @Nullable String phone) {
        return new PersonEntry(null, PersonKind.PERSON, name, null, phone, null);
    }

    public static PersonEntry company(String name, @Nullable String phone) {
        return new PersonEntry(null, PersonKind.COMPANY, name, null, phone, null);
    }

    public PersonEntry imported(String key) {
        return new PersonEntry(key, kind, name, gender, phone, identityNumber);
    }

    public PersonEntry identified(@Nullable String number) {
        return new PersonEntry(importKey, kind, name, gender, phone, number);
    }

    public PersonEntry being(@Nullable Gender itsGender) {
        return new PersonEntry(importKey, kind, name, itsGender, phone, identityNumber);
    }

    /** Never in a log: the numbers stay out of it. */
    @Override
    public String toString() {
        return "PersonEntry[" + kind + " " + importKey + "]";
    }
}
