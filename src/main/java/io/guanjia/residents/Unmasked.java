package io.guanjia.residents;

/** One hidden number of one person, shown once. */
public record Unmasked(long personId, Field field, String value) {

    public enum Field {
        PHONE,
        IDENTITY_NUMBER
    }

    public enum Reason {
        /** Identity checked with the person present or on the phone. */
        VERIFY,
        CONTACT,
        CONTRACT,
        DISPUTE,
        /** Police, courts, offices. */
        AUTHORITY,
        OTHER
    }

    @Override
    public String toString() {
        return "Unmasked[" + personId + " " + field + "]";
    }
}
