package io.guanjia.ledger;

import static io.guanjia.db.ledger.Tables.PERIOD;
import static io.guanjia.db.ledger.Tables.SEAL;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.ledger.enums.SealKind;
import io.guanjia.db.ledger.tables.records.SealRecord;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Month;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Seals over locked day sheets and closed months, one chain a community (architecture.md §3). Whoever changes a sealed row, adds or
 * removes one has to write every later seal anew, and the figures printed on paper long ago do not follow.
 */
@Service
@Transactional
public class Seals {

    private final DSLContext dsl;
    private final Access access;
    private final Clock clock;

    Seals(DSLContext dsl, Access access, Clock clock) {
        this.dsl = dsl;
        this.access = access;
        this.clock = clock;
    }

    /**
     * Seals the transfers of a day sheet, its hand-over and differences included, so that it takes no more. Call it last in the
     * transaction that locks the sheet: seals of one community wait for one another.
     */
    public Seal sealSheet(long communityId, long sheetId) {
        return seal(communityId, SealKind.DAY_SHEET, sheetId);
    }

    /** Seals the transfers of a month that is closed in this transaction. */
    Seal sealMonth(long communityId, Month month) {
        return seal(communityId, SealKind.MONTH, month.year() * 100L + month.number());
    }

    /** In the order of the chain, the first seal first. */
    @Transactional(readOnly = true)
    public List<Seal> list(long communityId) {
        access.require(Permission.LEDGER_READ, communityId);
        return dsl.selectFrom(SEAL)
                .where(SEAL.COMMUNITY_ID.eq(communityId))
                .orderBy(SEAL.ID)
                .fetch(Seals::seal);
    }

    /** Computes every seal of the community anew from the transfers as they are now; memory stays flat, time grows with them. */
    @Transactional(readOnly = true)
    public SealCheck verify(long communityId) {
        List<SealCheck.Broken> broken = new ArrayList<>();
        long transfers = 0;
        Seal previous = null;
        List<Seal> seals = list(communityId);
        for (Seal seal : seals) {
            SealedContent now = content(communityId, seal, previous);
            flaw(seal, previous, now)
                    .ifPresent(flaw -> broken.add(new SealCheck.Broken(seal, flaw, now.transfers(), now.amount())));
            transfers += now.transfers();
            previous = seal;
        }
        return new SealCheck(seals.size(), transfers, broken, unsealed(communityId, seals));
    }

    private Seal seal(long communityId, SealKind kind, long subjectId) {
        Locks.SEALS.take(dsl, communityId);
        Seal previous = last(communityId);
        Long actor = Scopes.current().map(Scope::actor).orElse(null);
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        SealedContent content = SealedContent.of(dsl, communityId, kind, subjectId, at, actor, previous);
        SealRecord row = dsl.newRecord(SEAL);
        row.setCommunityId(communityId);
        row.setKind(kind);
        row.setSubjectId(subjectId);
        row.setTransfers(content.transfers());
        row.setAmountFen(content.amount());
        row.setLastTransferId(content.lastTransferId());
        row.setPreviousId(previous == null ? null : previous.id());
        row.setSha256(HexFormat.of().parseHex(content.sha256()));
        row.setSealedAt(at);
        row.setSealedBy(actor);
        row.insert();
        return seal(row);
    }

    private SealedContent content(long communityId, Seal seal, @Nullable Seal previous) {
        return SealedContent.of(
                dsl, communityId, seal.kind(), seal.subjectId(), seal.sealedAt(), seal.sealedBy(), previous);
    }

    private static Optional<SealCheck.Flaw> flaw(Seal seal, @Nullable Seal previous, SealedContent now) {
        Long before = previous == null ? null : previous.id();
        if (before == null ? seal.previousId() != null : !before.equals(seal.previousId())) {
            return Optional.of(SealCheck.Flaw.CHAIN_BROKEN);
        }
        if (seal.transfers() != now.transfers() || !seal.amount().equals(now.amount())) {
            return Optional.of(SealCheck.Flaw.TRANSFERS_DIFFER);
        }
        return seal.sha256().equals(now.sha256()) ? Optional.empty() : Optional.of(SealCheck.Flaw.CONTENT_CHANGED);
    }

    private List<Month> unsealed(long communityId, List<Seal> seals) {
        List<Long> sealed = seals.stream()
                .filter(seal -> seal.kind() == SealKind.MONTH)
                .map(Seal::subjectId)
                .toList();
        return dsl
                .select(PERIOD.MONTH)
                .from(PERIOD)
                .where(PERIOD.COMMUNITY_ID.eq(communityId))
                .and(PERIOD.CLOSED_AT.isNotNull())
                .orderBy(PERIOD.MONTH)
                .fetch(row -> Month.of(row.value1()))
                .stream()
                .filter(month -> !sealed.contains(month.year() * 100L + month.number()))
                .toList();
    }

    private @Nullable Seal last(long communityId) {
        return dsl.selectFrom(SEAL)
                .where(SEAL.COMMUNITY_ID.eq(communityId))
                .orderBy(SEAL.ID.desc())
                .limit(1)
                .fetchOptional(Seals::seal)
                .orElse(null);
    }

    private static Seal seal(SealRecord row) {
        return new Seal(
                row.getId(),
                row.getKind(),
                row.getSubjectId(),
                row.getTransfers(),
                row.getAmountFen(),
                row.getLastTransferId(),
                row.getPreviousId(),
                HexFormat.of().formatHex(row.getSha256()),
                row.getSealedAt(),
                row.getSealedBy());
    }
}
