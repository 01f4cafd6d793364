package io.guanjia.cashier;

import static io.guanjia.db.cashier.Tables.FLOAT_MOVEMENT;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Answer;
import io.guanjia.database.Commands;
import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Appointments;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.ledger.Ledger;
import io.guanjia.ledger.Periods;
import io.guanjia.ledger.Transfer;
import io.guanjia.web.Cursor;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Change money (备用金) in a collector's drawer: issued from finance's fund and returned to it, by another person. */
@Component
@Transactional
public class Floats {
    private static final Money MOST = new Money(100_000_00);

    /** A float is missing as far as all that was counted is less than it: expected − cash is the float of that sheet. */
    private static final String MISSING = """
            select coalesce(sum(greatest(0, s.expected_fen - cash.fen - s.counted_fen)), 0)::bigint as missing
            from cashier.day_sheet s cross join lateral (
                select coalesce(sum(t.amount_fen), 0) as fen
                from cashier.payment p join cashier.tender t on t.community_id = p.community_id and t.payment_id = p.id
                where p.community_id = s.community_id and p.sheet_id = s.id and p.voided_at is null and t.kind = 'CASH') cash
            where s.community_id = {0} and s.collector_id = {1} and s.state = 'SUBMITTED' and s.returned_at is null
            """;

    private final DSLContext sql;
    private final Clock clock;
    private final Access access;
    private final Appointments appointments;
    private final Commands commands;
    private final Periods periods;
    private final Ledger ledger;
    private final AuditTrail audit;

    Floats(
            DSLContext sql,
            Clock clock,
            Access access,
            Appointments appointments,
            Commands commands,
            Periods periods,
            Ledger ledger,
            AuditTrail audit) {
        this.sql = sql;
        this.clock = clock;
        this.access = access;
        this.appointments = appointments;
        this.commands = commands;
        this.periods = periods;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** What a command asks for; the amount is more than zero both ways. */
    public record Move(long holderId, Money amount) {}

    public record Moved(long movementId) {}

    /** A person and the change money in that person's drawer, never nothing. */
    public record Holder(long id, String name, Money held) {}

    /** Dr FLOAT Cr BANK: finance gives the money, the collector holds it. */
    public Answer<Moved> issue(long communityId, String key, Move move) {
        access.require(Permission.FLOAT_ISSUE, communityId);
        return commands.once(key, "float-issue", communityId, move, Moved.class, () -> {
            requireOtherCollector(communityId, move);
            periods.hold(communityId, today());
            long id = write(communityId, move.holderId(), move.amount(), null);
            post(communityId, id, move, Account.FLOAT, Account.BANK);
            return moved(communityId, id, "float-issued", move);
        });
    }

    /** Dr BANK Cr FLOAT; not more than the person holds. */
    public Answer<Moved> takeBack(long communityId, String key, Move move) {
        access.require(Permission.FLOAT_ISSUE, communityId);
        return commands.once(key, "float-return", communityId, move, Moved.class, () -> {
            requireAmount(move);
            if (move.holderId() == access.actor()) throw FloatRefused.toOneself();
            periods.hold(communityId, today());
            Drawer.hold(sql, communityId, move.holderId());
            Money held = atHand(communityId, move.holderId());
            if (move.amount().compareTo(held) > 0) throw FloatRefused.moreThanHeld(held);
            long id = write(communityId, move.holderId(), move.amount().negate(), null);
            post(communityId, id, move, Account.BANK, Account.FLOAT);
            return moved(communityId, id, "float-returned", move);
        });
    }

    /** What the person should have in the drawer besides the money taken. */
    @Transactional(readOnly = true)
    public Money held(long communityId, long holderId) {
        return new Money(
                sql.select(coalesce(sum(FLOAT_MOVEMENT.AMOUNT_FEN.coerce(Long.class)), inline(BigDecimal.ZERO)))
                        .from(FLOAT_MOVEMENT)
                        .where(FLOAT_MOVEMENT.COMMUNITY_ID.eq(communityId), FLOAT_MOVEMENT.HOLDER_ID.eq(holderId))
                        .fetchSingle()
                        .value1()
                        .longValueExact());
    }

    /** What is held, less what a count has found missing that is not signed for yet; whoever relies on it holds the drawer. */
    @Transactional(propagation = Propagation.MANDATORY)
    Money atHand(long communityId, long holderId) {
        var row = sql.fetchSingle(MISSING, val(communityId), val(holderId));
        return held(communityId, holderId).minus(new Money(row.get("missing", Long.class)));
    }

    /** Who holds something, whether or not that person collects any more. */
    @Transactional(readOnly = true)
    public List<Holder> holders(long communityId) {
        access.require(Permission.CASHIER_READ, communityId);
        Map<Long, Long> held = sql.select(
                        FLOAT_MOVEMENT.HOLDER_ID,
                        sum(FLOAT_MOVEMENT.AMOUNT_FEN.coerce(Long.class)).cast(Long.class))
                .from(FLOAT_MOVEMENT)
                .where(FLOAT_MOVEMENT.COMMUNITY_ID.eq(communityId))
                .groupBy(FLOAT_MOVEMENT.HOLDER_ID)
                .having(sum(FLOAT_MOVEMENT.AMOUNT_FEN.coerce(Long.class)).ne(BigDecimal.ZERO))
                .orderBy(FLOAT_MOVEMENT.HOLDER_ID)
                .fetchMap(Record2::value1, Record2::value2);
        Map<Long, String> names = access.namesOf(held.keySet());
        return held.entrySet().stream()
                .map(one -> new Holder(one.getKey(), names.getOrDefault(one.getKey(), ""), new Money(one.getValue())))
                .toList();
    }

    /** The movements of the community, the latest first. */
    @Transactional(readOnly = true)
    public Page<FloatMovement> list(long communityId, Paging paging) {
        access.require(Permission.CASHIER_READ, communityId);
        var rows = sql.selectFrom(FLOAT_MOVEMENT)
                .where(FLOAT_MOVEMENT.COMMUNITY_ID.eq(communityId))
                .and(
                        paging.after() == null
                                ? DSL.noCondition()
                                : FLOAT_MOVEMENT.ID.lt(paging.after().number(0)))
                .orderBy(FLOAT_MOVEMENT.ID.desc())
                .limit(paging.rows())
                .fetch();
        Map<Long, String> names = access.namesOf(rows.stream()
                .flatMap(row -> Stream.of(row.getHolderId(), row.getMovedBy()))
                .distinct()
                .toList());
        List<FloatMovement> movements = rows.map(row -> new FloatMovement(
                row.getId(),
                row.getHolderId(),
                names.getOrDefault(row.getHolderId(), ""),
                row.getAmountFen(),
                row.getMovedOn(),
                row.getMovedAt(),
                names.getOrDefault(row.getMovedBy(), "")));
        return paging.page(movements, movement -> Cursor.of(movement.id()));
    }

    /** What is missing from a float is written off with the sheet on which it was found missing. */
    @Transactional(propagation = Propagation.MANDATORY)
    void writeOff(long communityId, long holderId, Money missing, long sheetId) {
        write(communityId, holderId, missing.negate(), sheetId);
    }

    private void requireOtherCollector(long communityId, Move move) {
        requireAmount(move);
        if (move.holderId() == access.actor()) throw FloatRefused.toOneself();
        boolean collects = appointments.holders(communityId, Permission.COLLECT).stream()
                .anyMatch(member -> member.id() == move.holderId());
        if (!collects) throw FloatRefused.notACollector(access.nameOf(move.holderId()));
    }

    private static void requireAmount(Move move) {
        if (move.amount() == null
                || !move.amount().isPositive()
                || move.amount().compareTo(MOST) > 0) {
            throw new InvalidInput("amountFen", "float-amount", MOST);
        }
    }

    private long write(long communityId, long holderId, Money amount, @Nullable Long sheetId) {
        return sql.insertInto(FLOAT_MOVEMENT)
                .set(FLOAT_MOVEMENT.COMMUNITY_ID, communityId)
                .set(FLOAT_MOVEMENT.HOLDER_ID, holderId)
                .set(FLOAT_MOVEMENT.AMOUNT_FEN, amount)
                .set(FLOAT_MOVEMENT.SHEET_ID, sheetId)
                .set(FLOAT_MOVEMENT.MOVED_ON, today())
                .set(FLOAT_MOVEMENT.MOVED_AT, clock.instant())
                .set(FLOAT_MOVEMENT.MOVED_BY, access.actor())
                .returningResult(FLOAT_MOVEMENT.ID)
                .fetchSingle(FLOAT_MOVEMENT.ID);
    }

    private void post(long communityId, long movementId, Move move, Account debit, Account credit) {
        Transfer transfer = Transfer.on(today())
                .debit(debit)
                .credit(credit)
                .amount(move.amount())
                .holder(move.holderId())
                .source(SourceKind.FLOAT, movementId)
                .build();
        ledger.post(communityId, List.of(transfer));
    }

    private Moved moved(long communityId, long id, String action, Move move) {
        Object after =
                Map.of("holderId", move.holderId(), "amountFen", move.amount().fen());
        audit.record(communityId, action, "float", id, null, after, null);
        return new Moved(id);
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
