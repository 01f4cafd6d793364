package io.guanjia.residents;

import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.kernel.DateSpan;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who owns, rents or answers for one premises on some days, as the household page shows people: whole name and phone
 * (rules.md §13, the work with one household needs them).
 *
 * @param role what {@code residents.role.*} calls it
 * @param pays of a tenant: agreed that the bills go to him
 * @param identified an identity number is on file
 * @param ownerId of who answers: who stays liable; else the person himself
 * @param basis of who answers; null for everybody else
 */
public record Occupant(
        Role role,
        long personId,
        PersonKind kind,
        String name,
        @Nullable String phone,
        boolean identified,
        boolean pays,
        long ownerId,
        @Nullable String basis,
        DateSpan span) {

    public enum Role {
        OWNER,
        CO_OWNER,
        TENANT,
        /** Gets the bills on these days. */
        ANSWERS
    }

    public boolean holds(LocalDate on) {
        return span.contains(on);
    }

    /** Over before that day. */
    public boolean isEarlier(LocalDate on) {
        return span.to() != null && span.to().isBefore(on);
    }

    public String maskedName() {
        return Person.maskedName(kind, name);
    }

    @Override
    public String toString() {
        return "Occupant[" + role + " " + personId + " " + span + "]";
    }
}
