package io.guanjia.estate;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Commands;
import io.guanjia.db.estate.enums.PremisesStatus;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.NotFound;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 空置房: registered with reason and proof, looked after, ended (rules.md §1.5, §11). What it takes off a bill is not decided here. */
@Component
@Transactional
public class Vacancies {

    private final VacancyTables tables;
    private final PremisesRegister register;
    private final Statuses statuses;
    private final Access access;
    private final AuditTrail audit;
    private final Commands commands;
    private final Clock clock;

    Vacancies(
            DSLContext db,
            PremisesRegister register,
            Statuses statuses,
            Access access,
            AuditTrail audit,
            Commands commands,
            Clock clock) {
        this.tables = new VacancyTables(db);
        this.register = register;
        this.statuses = statuses;
        this.access = access;
        this.audit = audit;
        this.commands = commands;
        this.clock = clock;
    }

    /** Those that were not undone, the latest first; the applicant masked for those who may not read residents. */
    @Transactional(readOnly = true)
    public List<Vacancy> of(long community, long premises) {
        register.get(community, premises);
        List<Vacancy> all = tables.of(community, premises, access::nameOf);
        return access.may(Permission.RESIDENTS_READ, community)
                ? all
                : all.stream().map(Vacancy::masked).toList();
    }

    /** Vacant from that day on, which the house register then says too; once however often it is sent with that key. */
    public long registerOnce(long community, long premises, String key, NewVacancy entry) {
        access.require(Permission.VACANCY_WRITE, community);
        Sent sent = new Sent(premises, entry);
        return commands.once(key, "vacancy", community, sent, Long.class, () -> begin(community, premises, entry))
                .value();
    }

    private record Sent(long premises, Object entry) {}

    private long begin(long community, long premises, NewVacancy entry) {
        register.hold(community, List.of(premises));
        Premises known = register.get(community, premises);
        VacancyRules.check(known, entry, LocalDate.now(clock));
        of(community, premises).stream()
                .filter(other -> other.until() == null || other.until().isAfter(entry.from()))
                .findFirst()
                .ifPresent(other -> {
                    throw new VacancyRefused("vacant-already", known.code(), other.from());
                });
        if (statuses.on(community, premises, entry.from()) == PremisesStatus.LET) {
            throw new VacancyRefused("vacancy-while-let", known.code(), entry.from());
        }
        long id = tables.insert(community, premises, entry, clock.instant());
        statuses.vacant(community, premises, id, entry.from());
        audit.record(community, "vacancy-registered", PremisesRegister.SUBJECT, premises, null, entry, null);
        return id;
    }

    /** Somebody of the office looked on that day and found it so. */
    public void confirm(long community, long premises, long id, LocalDate on) {
        changing(community, premises, id, "vacancy-confirmed", null, vacancy -> {
            VacancyRules.past("confirmedOn", on, LocalDate.now(clock));
            VacancyRules.confirmed(vacancy.from(), on);
            if (vacancy.confirmedOn() != null) {
                throw new VacancyRefused("vacancy-confirmed-already", vacancy.confirmedOn());
            }
            tables.confirm(community, id, on);
        });
    }

    /** What ends a vacancy. @param until the first day on which they are not vacant any more, from which the status holds */
    public record Ending(
            LocalDate until,
            PremisesStatus status,
            @Nullable String reason) {}

    /** @throws VacancyRefused when it has ended already */
    public void end(long community, long premises, long id, Ending ending) {
        changing(community, premises, id, "vacancy-ended", ending.reason(), vacancy -> {
            VacancyRules.ending(vacancy, ending.until(), ending.status(), LocalDate.now(clock));
            tables.end(community, id, ending, clock.instant());
            statuses.vacantNoMore(community, premises, id, ending.until(), ending.status());
        });
    }

    /** There was no such vacancy. What the register said before holds again; nothing is deleted. */
    public void undo(long community, long premises, long id, String reason) {
        StatusRules.checkReason(reason);
        access.require(Permission.VACANCY_WRITE, community);
        register.hold(community, List.of(premises));
        Vacancy wrong = one(community, premises, id);
        tables.undo(community, id, reason.strip(), clock.instant());
        statuses.notVacant(community, premises, id);
        audit.record(
                community,
                "vacancy-undone",
                PremisesRegister.SUBJECT,
                premises,
                Map.of("from", wrong.from()),
                null,
                reason.strip());
    }

    /** Who went in when and found what; entries stay as they are. */
    public void look(long community, long premises, String key, long id, Vacancy.Round round) {
        access.require(Permission.VACANCY_WRITE, community);
        commands.once(key, "vacancy-round", community, new Sent(id, round), Long.class, () -> {
            VacancyRules.check(one(community, premises, id), round, LocalDate.now(clock));
            tables.insert(community, id, round, clock.instant());
            audit.record(community, "vacancy-looked-after", PremisesRegister.SUBJECT, premises, null, round, null);
            return id;
        });
    }

    private void changing(
            long community, long premises, long id, String action, @Nullable String reason, Consumer<Vacancy> change) {
        access.require(Permission.VACANCY_WRITE, community);
        register.hold(community, List.of(premises));
        Vacancy before = one(community, premises, id);
        LocalDate until = before.until();
        if (until != null) {
            throw new VacancyRefused("vacancy-ended-already", until);
        }
        change.accept(before);
        Vacancy after = one(community, premises, id);
        audit.record(community, action, PremisesRegister.SUBJECT, premises, Shown.of(before), Shown.of(after), reason);
    }

    private Vacancy one(long community, long premises, long id) {
        return of(community, premises).stream()
                .filter(vacancy -> vacancy.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFound("vacancy", id));
    }

    private record Shown(
            LocalDate from,
            @Nullable LocalDate until,
            @Nullable LocalDate confirmedOn) {

        static Shown of(Vacancy vacancy) {
            return new Shown(vacancy.from(), vacancy.until(), vacancy.confirmedOn());
        }
    }
}
