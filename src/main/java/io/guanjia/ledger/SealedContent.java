package io.guanjia.ledger;

import static io.guanjia.db.ledger.Tables.TRANSFER;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.guanjia.db.ledger.enums.SealKind;
import io.guanjia.db.ledger.tables.records.TransferRecord;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The canonical text under a seal and its hash. One line names the seal and the hash before it, one line each transfer in the order
 * of the ids; values are separated by bars, an empty value is nothing, times are microseconds since 1970. docs/ledger.md gives the
 * same in SQL, and a test compares the two.
 */
record SealedContent(long transfers, Money amount, @Nullable Long lastTransferId, String sha256) {

    private static final int ROWS_AT_A_TIME = 2000;

    static SealedContent of(
            DSLContext dsl,
            long communityId,
            SealKind kind,
            long subjectId,
            Instant sealedAt,
            @Nullable Long sealedBy,
            @Nullable Seal previous) {
        MessageDigest digest = newDigest();
        String before = previous == null ? null : previous.sha256();
        feed(digest, "guanjia-seal-1", communityId, kind, subjectId, micros(sealedAt), sealedBy, before);
        long transfers = 0;
        Money amount = Money.ZERO;
        Long last = null;
        try (var cursor = dsl.selectFrom(TRANSFER)
                .where(TRANSFER.COMMUNITY_ID.eq(communityId))
                .and(covered(kind, subjectId))
                .orderBy(TRANSFER.ID)
                .fetchSize(ROWS_AT_A_TIME)
                .fetchLazy()) {
            for (TransferRecord row : cursor) {
                feed(digest, row);
                transfers++;
                amount = amount.plus(row.getAmountFen());
                last = row.getId();
            }
        }
        return new SealedContent(transfers, amount, last, HexFormat.of().formatHex(digest.digest()));
    }

    private static Condition covered(SealKind kind, long subjectId) {
        if (kind == SealKind.DAY_SHEET) {
            return TRANSFER.SHEET_ID.eq(subjectId);
        }
        Month month = Month.of((int) (subjectId / 100), (int) (subjectId % 100));
        return TRANSFER.BUSINESS_ON.between(month.firstDay(), month.lastDay());
    }

    private static void feed(MessageDigest digest, TransferRecord row) {
        feed(
                digest,
                row.getId(),
                row.getBusinessOn(),
                row.getDebitAccount(),
                row.getCreditAccount(),
                row.getAmountFen().fen(),
                row.getPremisesId(),
                row.getPayerId(),
                row.getItemId(),
                row.getHolderId(),
                row.getSheetId(),
                row.getSourceKind(),
                row.getSourceId(),
                row.getChargeId(),
                row.getReversesId(),
                row.getActorId(),
                micros(row.getPostedAt()));
    }

    private static void feed(MessageDigest digest, @Nullable Object... values) {
        String line = Arrays.stream(values)
                .map(value -> value == null ? "" : value.toString())
                .collect(Collectors.joining("|", "", "\n"));
        digest.update(line.getBytes(UTF_8));
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
