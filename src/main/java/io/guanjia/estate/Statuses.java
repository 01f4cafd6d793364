package io.guanjia.estate;

import static io.guanjia.db.estate.Tables.STATUS_CHANGE;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Commands;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.db.estate.enums.StatusCause;
import io.guanjia.estate.StatusTables.NewChange;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.DateSpan;
import io.guanjia.web.NotFound;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The status of each premises in the house register (房屋管理台帐, rules.md §11), day by day: what a person enters, and what a sale,
 * a delivery, a lease or a vacancy brings with it (docs/decisions/0019).
 */
@Component
@Transactional
public class Statuses {

    private final StatusTables tables;
    private final FollowingStatuses following;
    private final VacancyTables vacancies;
    private final PremisesRegister register;
    private final Access access;
    private final AuditTrail audit;
    private final Commands commands;
    private final Clock clock;

    Statuses(
            DSLContext db,
            FollowingStatuses following,
            PremisesRegister register,
            Access access,
            AuditTrail audit,
            Commands commands,
            Clock clock) {
        this.tables = new StatusTables(db, clock);
        this.following = following;
        this.vacancies = new VacancyTables(db);
        this.register = register;
        this.access = access;
        this.audit = audit;
        this.commands = commands;
        this.clock = clock;
    }

    /** What somebody enters by hand. */
    public record Entry(PremisesStatus status, LocalDate from, String reason) {}

    /** Every version, the latest day first. */
    @Transactional(readOnly = true)
    public List<StatusChange> history(long community, long premises) {
        register.get(community, premises);
        return tables.history(community, premises, access::nameOf);
    }

    /** What the register says of that day. Unsold: nobody ever said anything else. */
    @Transactional(readOnly = true)
    public PremisesStatus on(long community, long premises, LocalDate day) {
        register.get(community, premises);
        return tables.on(community, premises, day);
    }

    /** {@link #change} or, of an existing one, {@link #correct}: once however often it is sent with that key. */
    public void enterOnce(long community, long premises, String key, @Nullable Long correcting, Entry entry) {
        access.require(Permission.ESTATE_WRITE, community);
        commands.once(key, "status-change", community, new Sent(premises, correcting, entry), Long.class, () -> {
            if (correcting == null) {
                change(community, premises, entry);
            } else {
                correct(community, premises, correcting, entry);
            }
            return premises;
        });
    }

    private record Sent(long premises, @Nullable Long correcting, Entry entry) {}

    /** From that day on, until the next known change. One that began on that very day is replaced by a new version. */
    public void change(long community, long premises, Entry entry) {
        access.require(Permission.ESTATE_WRITE, community);
        register.hold(community, List.of(premises));
        Premises known = register.get(community, premises);
        StatusRules.check(known, entry, LocalDate.now(clock));
        refuseVacant(community, known, entry);
        StatusRules.refuseSame(entry, tables.on(community, premises, entry.from()));
        write(community, known, entry, null);
    }

    /** The day or the status was entered wrongly. @throws ChangedMeanwhile when somebody has corrected it already */
    public void correct(long community, long premises, long id, Entry entry) {
        access.require(Permission.ESTATE_WRITE, community);
        register.hold(community, List.of(premises));
        Premises known = register.get(community, premises);
        correctable(community, premises, id);
        StatusRules.check(known, entry, LocalDate.now(clock));
        refuseVacant(community, known, entry);
        tables.replace(community, STATUS_CHANGE.ID.eq(id));
        StatusRules.refuseSame(entry, tables.on(community, premises, entry.from()));
        write(community, known, entry, id);
    }

    /** It was no change at all: what held before holds on. */
    public void withdraw(long community, long premises, long id, String reason) {
        access.require(Permission.ESTATE_WRITE, community);
        StatusRules.checkReason(reason);
        register.hold(community, List.of(premises));
        StatusChange wrong = correctable(community, premises, id);
        tables.takeBack(community, List.of(premises), STATUS_CHANGE.ID.eq(id));
        audit.record(
                community,
                "status-withdrawn",
                PremisesRegister.SUBJECT,
                premises,
                new Shown(wrong.status(), wrong.from()),
                null,
                reason.strip());
    }

    private void write(long community, Premises before, Entry entry, @Nullable Long corrects) {
        PremisesStatus was = tables.on(community, before.id(), entry.from());
        String reason = entry.reason().strip();
        tables.put(
                community,
                new NewChange(before.id(), entry.status(), entry.from(), StatusCause.ENTERED, null, reason, corrects));
        audit.record(
                community,
                corrects == null ? "status-changed" : "status-corrected",
                PremisesRegister.SUBJECT,
                before.id(),
                new Shown(was, null),
                new Shown(entry.status(), entry.from()),
                reason);
    }

    private void refuseVacant(long community, Premises premises, Entry entry) {
        if (vacancies.covers(community, premises.id(), entry.from())) {
            throw new VacancyRefused("vacant-on-that-day", premises.code(), entry.from());
        }
    }

    private StatusChange correctable(long community, long premises, long id) {
        StatusChange change = tables.history(community, premises, access::nameOf).stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFound("status-change", id));
        if (!change.stands()) {
            throw ChangedMeanwhile.of(audit, community, PremisesRegister.SUBJECT, premises);
        }
        if (!change.isCorrectable()) {
            throw new StatusFollows();
        }
        return change;
    }

    /** They have owners from these days on; what has gone beyond a sale stays as it is. */
    public void sold(long community, Map<Long, LocalDate> days) {
        access.require(Permission.RESIDENTS_WRITE, community);
        following.sold(community, days);
    }

    /** Somebody owns them from another day on than the register says, or nobody ever did. */
    public void owned(long community, long premises, @Nullable LocalDate first) {
        access.require(Permission.RESIDENTS_WRITE, community);
        following.owned(community, premises, first);
    }

    /** Handed over on these days, which may correct an earlier one; what has gone beyond a delivery stays as it is. */
    public void delivered(long community, Map<Long, LocalDate> days) {
        access.require(Permission.RESIDENTS_WRITE, community);
        following.delivered(community, days);
    }

    /** As {@link FollowingStatuses#let}. */
    public void let(long community, long premises, long tenancy, DateSpan days) {
        access.require(Permission.RESIDENTS_WRITE, community);
        following.let(community, premises, tenancy, days);
    }

    /** There was no such lease. */
    public void unlet(long community, long premises, long tenancy) {
        access.require(Permission.RESIDENTS_WRITE, community);
        following.unlet(community, premises, tenancy);
    }

    /** Registered as vacant from that day on. */
    void vacant(long community, long premises, long vacancy, LocalDate from) {
        tables.put(community, byVacancy(premises, PremisesStatus.VACANT, from, vacancy));
    }

    void vacantNoMore(long community, long premises, long vacancy, LocalDate from, PremisesStatus now) {
        tables.put(community, byVacancy(premises, now, from, vacancy));
    }

    void notVacant(long community, long premises, long vacancy) {
        tables.takeBack(
                community,
                List.of(premises),
                STATUS_CHANGE.CAUSE.eq(StatusCause.VACANCY).and(STATUS_CHANGE.SOURCE_ID.eq(vacancy)));
    }

    private static NewChange byVacancy(long premises, PremisesStatus status, LocalDate from, long vacancy) {
        return new NewChange(premises, status, from, StatusCause.VACANCY, vacancy, null, null);
    }

    private record Shown(PremisesStatus status, @Nullable LocalDate from) {}
}
