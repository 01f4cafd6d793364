package io.guanjia.ledger;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.kernel.Month;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** From the fields above a list of transfers to its filter, the same for the page and for its workbook. */
@Component
class TransferForms {

    private final Names names;
    private final Clock clock;

    TransferForms(Names names, Clock clock) {
        this.names = names;
        this.clock = clock;
    }

    /** @param premises a code as people say it */
    record Form(
            @Nullable Account account,
            @Nullable String premises,
            @Nullable Long holder,
            @Nullable SourceKind source,
            @Nullable Long sourceId,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    /** Without any restriction the current month: nobody reads the books from their first page. */
    Form withPeriod(Form form) {
        boolean restricted = form.from() != null
                || form.to() != null
                || form.sourceId() != null
                || form.premises() != null && !form.premises().isBlank();
        LocalDate firstDay = Month.of(LocalDate.now(clock)).firstDay();
        return restricted
                ? form
                : new Form(
                        form.account(), form.premises(), form.holder(), form.source(), form.sourceId(), firstDay, null);
    }

    TransferFilter filter(long communityId, Form form) {
        String code = form.premises();
        // A code that nobody has finds nothing, as every filter does that nothing matches.
        Long premises = code == null || code.isBlank()
                ? null
                : names.premises(communityId, code.strip()).orElse(0L);
        return new TransferFilter(
                form.account(), premises, form.holder(), form.source(), form.sourceId(), form.from(), form.to());
    }
}
