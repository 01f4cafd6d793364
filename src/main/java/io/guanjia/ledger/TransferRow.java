package io.guanjia.ledger;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A transfer as the pages show it.
 *
 * @param source the address of the page of its document, null where there is none; the ledger knows addresses, not rooms
 * @param counterpartId what it undoes or what undoes it
 */
record TransferRow(
        long id,
        LocalDate on,
        Account debit,
        Account credit,
        Money amount,
        @Nullable Money balance,
        String premises,
        @Nullable Long premisesId,
        String payer,
        String item,
        String holder,
        String sheet,
        SourceKind kind,
        long sourceId,
        @Nullable String source,
        boolean reversal,
        @Nullable Long counterpartId,
        String actor,
        Instant postedAt) {

    static TransferRow of(long communityId, Posted posted, Names.Of names) {
        Transfer transfer = posted.transfer();
        return new TransferRow(
                posted.id(),
                transfer.businessOn(),
                transfer.debit(),
                transfer.credit(),
                transfer.amount(),
                posted.balance(),
                names.premises(transfer.premisesId()),
                transfer.premisesId(),
                names.payer(transfer.payerId()),
                names.item(transfer.itemId()),
                names.staff(transfer.holderId()),
                names.sheet(transfer.sheetId()),
                transfer.sourceKind(),
                transfer.sourceId(),
                link(communityId, transfer),
                posted.reversesId() != null,
                posted.counterpartId(),
                names.staff(posted.actorId()),
                posted.postedAt());
    }

    /** With the account that is looked at: the one on the other side. */
    public Account other(Account account) {
        return debit == account ? credit : debit;
    }

    private static @Nullable String link(long communityId, Transfer transfer) {
        String community = "/communities/" + communityId;
        return switch (transfer.sourceKind()) {
            case BILL_RUN -> community + "/bill-runs/" + transfer.sourceId();
            case ONE_OFF_CHARGE -> community + "/one-off-charges";
            case PAYMENT -> community + "/payments/" + transfer.sourceId();
            case DAY_SHEET -> community + "/day-sheets/" + transfer.sourceId();
            case FLOAT -> community + "/floats";
            case CORRECTION -> community + "/corrections/" + transfer.sourceId();
            case RELEASE -> community + "/months";
            case OPENING -> community + "/openings/" + transfer.sourceId();
            case OFFSET -> null;
        };
    }
}
