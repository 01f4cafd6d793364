package io.guanjia.ledger;

import static io.guanjia.db.ledger.Tables.TRANSFER;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.trueCondition;
import static org.jooq.impl.DSL.val;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.web.Cursor;
import io.guanjia.web.NotFound;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Looking through the books: the transfers of an account, a household, a document, in the order of their dates and ids. */
@Service
@Transactional(readOnly = true)
public class Transfers {

    /** Documents of a whole community or of years. */
    private static final Set<SourceKind> SETS = Set.of(SourceKind.BILL_RUN, SourceKind.RELEASE, SourceKind.OFFSET);

    private static final int SOME = 500;

    private static final io.guanjia.db.ledger.tables.Transfer REVERSAL = TRANSFER.as("reversal");
    private static final Field<Long> REVERSED_BY = field(select(REVERSAL.ID)
                    .from(REVERSAL)
                    .where(REVERSAL.COMMUNITY_ID.eq(TRANSFER.COMMUNITY_ID))
                    .and(REVERSAL.REVERSES_ID.eq(TRANSFER.ID)))
            .as("reversed_by");

    private final DSLContext dsl;
    private final Access access;
    private final TrialBalances trialBalances;

    Transfers(DSLContext dsl, Access access, TrialBalances trialBalances) {
        this.dsl = dsl;
        this.access = access;
        this.trialBalances = trialBalances;
    }

    /** With a running balance where the filter names an account. */
    public Page<Posted> page(long communityId, TransferFilter filter, Paging paging) {
        access.require(Permission.LEDGER_READ, communityId);
        List<Posted> rows = dsl.select(TRANSFER.fields())
                .select(REVERSED_BY)
                .from(TRANSFER)
                .where(matches(communityId, filter))
                .and(after(paging.after()))
                .orderBy(TRANSFER.BUSINESS_ON, TRANSFER.ID)
                .limit(paging.rows())
                .fetch(Transfers::posted);
        RunningBalance balance = running(communityId, filter, paging.after());
        return paging.page(
                rows.stream().map(balance::after).toList(),
                last -> Cursor.of(last.transfer().businessOn(), last.id()));
    }

    /** All of them, some hundreds at a time, however many there are: for exports. Memory stays flat. */
    public void each(long communityId, TransferFilter filter, Consumer<List<Posted>> some) {
        access.require(Permission.LEDGER_READ, communityId);
        RunningBalance balance = running(communityId, filter, null);
        try (var cursor = dsl.select(TRANSFER.fields())
                .select(REVERSED_BY)
                .from(TRANSFER)
                .where(matches(communityId, filter))
                .orderBy(TRANSFER.BUSINESS_ON, TRANSFER.ID)
                .fetchSize(SOME)
                .fetchLazy()) {
            while (cursor.hasNext()) {
                some.accept(cursor.fetchNext(SOME).map(row -> balance.after(posted(row))));
            }
        }
    }

    /** What stood on the filter's account before its first day; zero where it names none or begins with the books. */
    public Money broughtForward(long communityId, TransferFilter filter) {
        access.require(Permission.LEDGER_READ, communityId);
        return filter.account() == null ? Money.ZERO : before(communityId, filter, null);
    }

    public Posted get(long communityId, long id) {
        access.require(Permission.LEDGER_READ, communityId);
        return dsl.select(TRANSFER.fields())
                .select(REVERSED_BY)
                .from(TRANSFER)
                .where(TRANSFER.COMMUNITY_ID.eq(communityId))
                .and(TRANSFER.ID.eq(id))
                .fetchOptional(Transfers::posted)
                .orElseThrow(() -> new NotFound("transfer", id));
    }

    /**
     * The transfers of the same document, reversals included, in the order of their ids: of a set of thousands those of the same
     * charge only.
     */
    List<Posted> ofSource(long communityId, Posted posted) {
        Transfer transfer = posted.transfer();
        Condition same = SETS.contains(transfer.sourceKind())
                ? TRANSFER.CHARGE_ID.isNotDistinctFrom(transfer.chargeId())
                : trueCondition();
        return dsl.select(TRANSFER.fields())
                .select(REVERSED_BY)
                .from(TRANSFER)
                .where(matches(communityId, TransferFilter.ofSource(transfer.sourceKind(), transfer.sourceId())))
                .and(same)
                .orderBy(TRANSFER.ID)
                .limit(200)
                .fetch(Transfers::posted);
    }

    private RunningBalance running(long communityId, TransferFilter filter, @Nullable Cursor cursor) {
        Account account = filter.account();
        return new RunningBalance(account, account == null ? Money.ZERO : before(communityId, filter, cursor));
    }

    private Money before(long communityId, TransferFilter filter, @Nullable Cursor cursor) {
        Account account = Objects.requireNonNull(filter.account());
        LocalDate from = cursor == null ? filter.from() : day(cursor);
        if (from == null) {
            return Money.ZERO;
        }
        Condition seen = cursor == null
                ? trueCondition().not()
                : TRANSFER.BUSINESS_ON.eq(from).and(TRANSFER.ID.le(cursor.number(1)));
        LocalDate eve = from.minusDays(1);
        if (filter.isWholeAccount()) {
            Money closed = trialBalances.total(communityId, account, eve);
            return closed.plus(
                    sum(account, matches(communityId, filter.until(null)).and(seen)));
        }
        return sum(
                account,
                matches(communityId, filter.until(null))
                        .and(TRANSFER.BUSINESS_ON.le(eve).or(seen)));
    }

    private Money sum(Account account, Condition condition) {
        Field<Money> net = Balances.net(account);
        return dsl.select(net).from(TRANSFER).where(condition).fetchSingle(net);
    }

    private static Condition matches(long communityId, TransferFilter filter) {
        Condition all = TRANSFER.COMMUNITY_ID.eq(communityId);
        if (filter.account() != null) {
            all = all.and(TRANSFER.DEBIT_ACCOUNT.eq(filter.account()).or(TRANSFER.CREDIT_ACCOUNT.eq(filter.account())));
        }
        all = all.and(equal(TRANSFER.PREMISES_ID, filter.premisesId()))
                .and(equal(TRANSFER.HOLDER_ID, filter.holderId()))
                .and(equal(TRANSFER.SOURCE_KIND, filter.sourceKind()))
                .and(equal(TRANSFER.SOURCE_ID, filter.sourceId()));
        if (filter.from() != null) {
            all = all.and(TRANSFER.BUSINESS_ON.ge(filter.from()));
        }
        return filter.to() == null ? all : all.and(TRANSFER.BUSINESS_ON.le(filter.to()));
    }

    private static <T> Condition equal(Field<T> column, @Nullable T value) {
        return value == null ? trueCondition() : column.eq(value);
    }

    private static Condition after(@Nullable Cursor cursor) {
        return cursor == null
                ? trueCondition()
                : row(TRANSFER.BUSINESS_ON, TRANSFER.ID).gt(val(day(cursor)), val(cursor.number(1)));
    }

    private static LocalDate day(Cursor cursor) {
        try {
            return LocalDate.parse(cursor.text(0));
        } catch (DateTimeParseException malformed) {
            throw new InvalidInput("after", "cursor-malformed");
        }
    }

    private static Posted posted(Record row) {
        return new Posted(
                row.get(TRANSFER.ID),
                new Transfer(
                        row.get(TRANSFER.BUSINESS_ON),
                        row.get(TRANSFER.DEBIT_ACCOUNT),
                        row.get(TRANSFER.CREDIT_ACCOUNT),
                        row.get(TRANSFER.AMOUNT_FEN),
                        row.get(TRANSFER.PREMISES_ID),
                        row.get(TRANSFER.PAYER_ID),
                        row.get(TRANSFER.ITEM_ID),
                        row.get(TRANSFER.HOLDER_ID),
                        row.get(TRANSFER.SHEET_ID),
                        row.get(TRANSFER.SOURCE_KIND),
                        row.get(TRANSFER.SOURCE_ID),
                        row.get(TRANSFER.CHARGE_ID)),
                row.get(TRANSFER.REVERSES_ID),
                row.get(REVERSED_BY),
                row.get(TRANSFER.ACTOR_ID),
                row.get(TRANSFER.POSTED_AT),
                null);
    }
}
