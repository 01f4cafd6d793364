package io.guanjia.utilities;

import static io.guanjia.db.utilities.Tables.READING;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Commands;
import io.guanjia.database.Sql;
import io.guanjia.db.utilities.enums.ReadingKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Readings as they come in, one by one or a whole sheet; never changed, only replaced by a new version. */
@Component
@Transactional
public class Readings {

    private final DSLContext sql;
    private final MeterTables tables;
    private final Meters meters;
    private final Commands commands;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;

    Readings(
            DSLContext sql,
            MeterTables tables,
            Meters meters,
            Commands commands,
            Access access,
            AuditTrail audit,
            Clock clock) {
        this.sql = sql;
        this.tables = tables;
        this.meters = meters;
        this.commands = commands;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    /** Only the last reading of a meter is corrected: the next one stands on it. */
    public static final class ReadingHasFollowers extends Refusal {
        private static final long serialVersionUID = 1L;

        ReadingHasFollowers(LocalDate on) {
            super("reading-has-followers", on);
        }
    }

    /**
     * What a reading of a sheet would be.
     *
     * @param known it is there already
     * @param problem code of {@code import.rejected.<code>}, null: it can be taken
     */
    public record Verdict(boolean known, @Nullable String problem, List<String> arguments) {}

    /** Looks at readings in the order in which they were written down; nothing is kept. */
    @Transactional(readOnly = true)
    public List<Verdict> judge(long community, List<ReadingEntry> entries) {
        access.require(Permission.ESTATE_READ, community);
        return judged(community, entries).stream()
                .map(one -> new Verdict(one.equal(), one.problem(), one.arguments()))
                .toList();
    }

    /** @return how many are new; what is known already stays. @throws WrongReading at the first that cannot be */
    public int take(long community, List<ReadingEntry> entries, @Nullable Long importId) {
        access.require(Permission.ESTATE_WRITE, community);
        hold(community);
        List<ReadingPlan.Judged> judged = judged(community, entries);
        List<ReadingEntry> fresh = new ArrayList<>();
        List<BigDecimal> previous = new ArrayList<>();
        for (int at = 0; at < entries.size(); at++) {
            ReadingPlan.Judged one = judged.get(at);
            if (one.problem() != null) throw new WrongReading(one.problem(), one.arguments());
            if (one.equal()) continue;
            fresh.add(entries.get(at));
            previous.add(one.previous());
        }
        if (!fresh.isEmpty()) insert(community, fresh, previous, importId);
        return fresh.size();
    }

    /** One by hand, once per key. */
    public void takeOnce(long community, long id, String key, LocalDate on, BigDecimal present, boolean rolledOver) {
        access.require(Permission.ESTATE_WRITE, community);
        Map<String, String> body = Map.of("meter", String.valueOf(id), "on", on.toString(), "present", present + "");
        commands.once(key, "meter-reading", community, body, Integer.class, () -> {
            checkFigure(present);
            if (on.isAfter(LocalDate.now(clock))) throw new InvalidInput("on", "reading-in-future");
            Meter meter = meters.get(community, id);
            MeterEntry said = new MeterEntry(
                    meter.number(),
                    meter.kind(),
                    meter.multiplier(),
                    meter.digits(),
                    meter.premisesId(),
                    meter.place());
            ReadingEntry entry = new ReadingEntry(said, on, null, present, rolledOver, ReadingKind.ACTUAL, null, null);
            int taken = take(community, List.of(entry), null);
            note(community, id, "reading-taken", null, on, present, null);
            return taken;
        });
    }

    /** A new version of the last reading. @throws ReadingHasFollowers when it is not the last */
    public void correctOnce(
            long community, long id, String key, BigDecimal present, boolean rolledOver, String reason) {
        access.require(Permission.ESTATE_WRITE, community);
        if (reason.isBlank()) throw new InvalidInput("reason", "missing");
        Map<String, String> body = Map.of("meter", String.valueOf(id), "present", present + "", "reason", reason);
        commands.once(key, "meter-correction", community, body, Integer.class, () -> {
            checkFigure(present);
            hold(community);
            Dial dial = meters.get(community, id).dial();
            Reading last = meters.readings(community, id).stream()
                    .filter(Reading::current)
                    .findFirst()
                    .orElseThrow(() -> new InvalidInput("present", "missing"));
            dial.problem(last.previous(), present, rolledOver).ifPresent(code -> {
                throw new WrongReading(code, words(last.previous(), present, dial.digits()));
            });
            return correct(community, id, last, present, rolledOver, reason.strip());
        });
    }

    private int correct(long community, long id, Reading last, BigDecimal present, boolean rolledOver, String reason) {
        int made = sql.execute(
                """
                insert into utilities.reading (community_id, meter_id, read_on, previous, present, rolled_over, kind, usage, note,
                    reader, replaces, recorded_by, recorded_at)
                select r.community_id, r.meter_id, r.read_on, r.previous, {2}, {3}, r.kind, {4}, {5}, r.reader, r.id, {6}, {7}
                from utilities.reading r where r.community_id = {0} and r.id = {1}""",
                Sql.arguments(
                        community,
                        last.id(),
                        present,
                        rolledOver,
                        meters.get(community, id).dial().usage(last.previous(), present, rolledOver),
                        reason,
                        access.actor(),
                        org.jooq.impl.DSL.val(clock.instant(), READING.RECORDED_AT)));
        note(community, id, "reading-corrected", last.present(), last.on(), present, reason);
        return made;
    }

    private void insert(long community, List<ReadingEntry> fresh, List<BigDecimal> previous, @Nullable Long importId) {
        tables.insertMeters(community, fresh);
        Map<String, Meter> known = tables.byNumber(
                community, fresh.stream().map(one -> one.meter().number()).toList());
        Map<Long, LocalDate> removed = new LinkedHashMap<>();
        var rows = sql.insertInto(
                READING,
                READING.COMMUNITY_ID,
                READING.METER_ID,
                READING.READ_ON,
                READING.PREVIOUS,
                READING.PRESENT,
                READING.ROLLED_OVER,
                READING.KIND,
                READING.USAGE,
                READING.NOTE,
                READING.READER,
                READING.IMPORT_ID,
                READING.RECORDED_BY,
                READING.RECORDED_AT);
        for (int at = 0; at < fresh.size(); at++) {
            ReadingEntry one = fresh.get(at);
            Meter meter = Objects.requireNonNull(known.get(one.meter().number()));
            BigDecimal from = previous.get(at);
            rows = rows.values(
                    community,
                    meter.id(),
                    one.on(),
                    from,
                    one.present(),
                    one.rolledOver(),
                    one.kind(),
                    meter.dial().usage(from, one.present(), one.rolledOver()),
                    one.note(),
                    one.reader(),
                    importId,
                    access.actor(),
                    clock.instant());
            if (one.kind() == ReadingKind.FINAL) removed.put(meter.id(), one.on());
        }
        rows.execute();
        tables.remove(community, removed);
    }

    private List<ReadingPlan.Judged> judged(long community, List<ReadingEntry> entries) {
        ReadingPlan plan = new ReadingPlan(
                tables.known(
                        community,
                        entries.stream().map(one -> one.meter().number()).toList()),
                LocalDate.now(clock));
        return entries.stream().map(plan::judge).toList();
    }

    /** One at a time in a community: each reading stands on the one before it. */
    private void hold(long community) {
        sql.execute(
                "select pg_advisory_xact_lock(hashtextextended('utilities.reading', {0}))", Sql.arguments(community));
    }

    private void note(
            long community,
            long id,
            String action,
            @Nullable BigDecimal before,
            LocalDate on,
            BigDecimal present,
            @Nullable String reason) {
        audit.record(
                community,
                action,
                Meters.SUBJECT,
                id,
                before == null ? null : Map.of("on", on.toString(), "present", before.toPlainString()),
                Map.of("on", on.toString(), "present", present.toPlainString()),
                reason);
    }

    private static List<String> words(Object... figures) {
        return java.util.Arrays.stream(figures).map(String::valueOf).toList();
    }

    private static void checkFigure(BigDecimal present) {
        if (present.signum() < 0 || present.scale() > Dial.DECIMALS || present.precision() > 12) {
            throw new InvalidInput("present", "reading-figure");
        }
    }
}
