package io.guanjia.ledger;

import static io.guanjia.db.ledger.Tables.TRANSFER;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.db.ledger.enums.SourceKind;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.RowN;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Where all money is written down (architecture.md §3). Called by the rooms that own the documents, inside their transactions and
 * after their own checks of permission; every verb holds the month of its date open ({@link Periods#hold}).
 */
@Service
@Transactional
public class Ledger {

    /**
     * The columns of a line for {@link #postAll}, in this order: debit_account and credit_account (ledger.account), amount_fen,
     * premises_id, payer_id, item_id, holder_id, sheet_id, source_kind (ledger.source_kind), source_id, charge_id.
     */
    public static final List<Field<?>> LINE = List.of(
            TRANSFER.DEBIT_ACCOUNT,
            TRANSFER.CREDIT_ACCOUNT,
            TRANSFER.AMOUNT_FEN,
            TRANSFER.PREMISES_ID,
            TRANSFER.PAYER_ID,
            TRANSFER.ITEM_ID,
            TRANSFER.HOLDER_ID,
            TRANSFER.SHEET_ID,
            TRANSFER.SOURCE_KIND,
            TRANSFER.SOURCE_ID,
            TRANSFER.CHARGE_ID);

    private final DSLContext dsl;
    private final Periods periods;
    private final Clock clock;

    Ledger(DSLContext dsl, Periods periods, Clock clock) {
        this.dsl = dsl;
        this.periods = periods;
        this.clock = clock;
    }

    /** Posts a document of few lines. An empty list posts nothing. */
    public void post(long communityId, List<Transfer> transfers) {
        if (transfers.isEmpty()) {
            return;
        }
        transfers.stream().map(Transfer::businessOn).distinct().sorted().forEach(on -> periods.hold(communityId, on));
        dsl.insertInto(TRANSFER, columns())
                .valuesOfRows(transfers.stream()
                        .map(transfer -> valuesOf(communityId, transfer))
                        .toList())
                .execute();
    }

    /**
     * Posts a set in one INSERT … SELECT, whatever its size.
     *
     * @param lines one row a transfer with the columns of {@link #LINE}, taken by position; amounts more than zero
     * @return how many transfers were posted
     */
    public long postAll(long communityId, LocalDate on, Select<?> lines) {
        periods.hold(communityId, on);
        return insert(communityId, on, lines, null);
    }

    /**
     * Undoes (红冲) every transfer of a document that is not undone yet: the accounts swapped, everything else as it was, each
     * naming what it undoes. A document without such transfers stays as it is.
     *
     * @return how many transfers were undone
     */
    public long reverse(long communityId, SourceKind kind, long sourceId, LocalDate on) {
        return reverseAll(
                communityId,
                on,
                dsl.select(TRANSFER.ID)
                        .from(TRANSFER)
                        .where(TRANSFER.COMMUNITY_ID.eq(communityId))
                        .and(TRANSFER.SOURCE_KIND.eq(kind))
                        .and(TRANSFER.SOURCE_ID.eq(sourceId)));
    }

    /** Like {@link #reverse}, of the transfers whose ids the query gives: the offsets of some charges, the releases of a run. */
    public long reverseAll(long communityId, LocalDate on, Select<? extends Record1<Long>> transferIds) {
        periods.hold(communityId, on);
        var original = TRANSFER.as("original");
        var reversal = TRANSFER.as("reversal");
        return insert(
                communityId,
                on,
                dsl.select(
                                original.CREDIT_ACCOUNT,
                                original.DEBIT_ACCOUNT,
                                original.AMOUNT_FEN,
                                original.PREMISES_ID,
                                original.PAYER_ID,
                                original.ITEM_ID,
                                original.HOLDER_ID,
                                original.SHEET_ID,
                                original.SOURCE_KIND,
                                original.SOURCE_ID,
                                original.CHARGE_ID,
                                original.ID)
                        .from(original)
                        .where(original.COMMUNITY_ID.eq(communityId))
                        .and(original.ID.in(transferIds))
                        .and(original.REVERSES_ID.isNull())
                        .andNotExists(selectOne()
                                .from(reversal)
                                .where(reversal.COMMUNITY_ID.eq(communityId))
                                .and(reversal.REVERSES_ID.eq(original.ID)))
                        .orderBy(original.ID),
                TRANSFER.REVERSES_ID);
    }

    /** @param last the column that follows those of {@link #LINE} in the query, if there is one */
    private long insert(long communityId, LocalDate on, Select<?> lines, @Nullable Field<?> last) {
        List<Field<?>> given = new ArrayList<>(LINE);
        if (last != null) {
            given.add(last);
        }
        if (lines.getSelect().size() != given.size()) {
            throw new IllegalArgumentException("A line has the columns " + given);
        }
        String[] names = given.stream().map(Field::getName).toArray(String[]::new);
        List<Field<?>> target = new ArrayList<>(given);
        List<Field<?>> source = new ArrayList<>(Stream.of(names)
                .<Field<?>>map(column -> field(name("line", column)))
                .toList());
        target.addAll(List.of(TRANSFER.COMMUNITY_ID, TRANSFER.BUSINESS_ON, TRANSFER.ACTOR_ID, TRANSFER.POSTED_AT));
        source.addAll(List.of(
                val(communityId, TRANSFER.COMMUNITY_ID),
                val(on, TRANSFER.BUSINESS_ON),
                val(actor(), TRANSFER.ACTOR_ID),
                val(clock.instant(), TRANSFER.POSTED_AT)));
        return dsl.insertInto(TRANSFER, target)
                .select(dsl.select(source).from(table(lines).as("line", names)))
                .execute();
    }

    private static List<Field<?>> columns() {
        List<Field<?>> columns = new ArrayList<>(LINE);
        columns.addAll(List.of(TRANSFER.COMMUNITY_ID, TRANSFER.BUSINESS_ON, TRANSFER.ACTOR_ID, TRANSFER.POSTED_AT));
        return columns;
    }

    private RowN valuesOf(long communityId, Transfer transfer) {
        return row(List.of(
                val(transfer.debit()),
                val(transfer.credit()),
                val(transfer.amount(), TRANSFER.AMOUNT_FEN),
                val(transfer.premisesId(), TRANSFER.PREMISES_ID),
                val(transfer.payerId(), TRANSFER.PAYER_ID),
                val(transfer.itemId(), TRANSFER.ITEM_ID),
                val(transfer.holderId(), TRANSFER.HOLDER_ID),
                val(transfer.sheetId(), TRANSFER.SHEET_ID),
                val(transfer.sourceKind()),
                val(transfer.sourceId()),
                val(transfer.chargeId(), TRANSFER.CHARGE_ID),
                val(communityId),
                val(transfer.businessOn()),
                val(actor(), TRANSFER.ACTOR_ID),
                val(clock.instant(), TRANSFER.POSTED_AT)));
    }

    private static @Nullable Long actor() {
        return Scopes.current().map(Scope::actor).orElse(null);
    }
}
