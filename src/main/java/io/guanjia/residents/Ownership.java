package io.guanjia.residents;

import io.guanjia.db.residents.enums.PersonKind;
import io.guanjia.kernel.DateSpan;
import java.util.List;

/** Who owns one premises on these days: one or more people, one of them billed. */
public record Ownership(long id, long premisesId, DateSpan span, List<Share> shares) {

    /** One owner. @param name whole: an ownership is shown on the page of one household only */
    public record Share(long personId, PersonKind kind, String name, boolean billed) {

        public String maskedName() {
            return Person.maskedName(kind, name);
        }
    }

    public Share billed() {
        return shares.stream().filter(Share::billed).findFirst().orElseThrow();
    }

    List<Owner> owners() {
        return shares.stream()
                .map(share -> new Owner(share.personId(), share.billed()))
                .toList();
    }

    @Override
    public String toString() {
        return "Ownership[" + id + " " + span + "]";
    }
}
