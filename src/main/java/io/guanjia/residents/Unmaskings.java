package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.UNMASKING;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Sql;
import io.guanjia.db.residents.tables.records.PersonRecord;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.residents.Unmasked.Field;
import io.guanjia.residents.Unmasked.Reason;
import io.guanjia.settings.SettingDeclaration;
import io.guanjia.settings.Settings;
import io.guanjia.web.Cursor;
import io.guanjia.web.NotFound;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 脱敏授权: one hidden number of one person at a time, for a reason, so many a day, and everybody can see that it was looked at (rules.md §13). */
@Component
@Transactional
public class Unmaskings {

    private static final String MOST_A_DAY = "unmasking.most_a_day";
    private static final int DEFAULT_MOST_A_DAY = 30;
    private static final int WORDS_MIN = 2;
    private static final int WORDS_MAX = 200;

    private final DSLContext db;
    private final PersonTables people;
    private final IdentityNumbers numbers;
    private final PremisesRegister register;
    private final Settings settings;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;

    Unmaskings(
            DSLContext db,
            PersonTables people,
            IdentityNumbers numbers,
            PremisesRegister register,
            Settings settings,
            Access access,
            AuditTrail audit,
            Clock clock) {
        this.db = db;
        this.people = people;
        this.numbers = numbers;
        this.register = register;
        this.settings = settings;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Declared {

        @Bean
        SettingDeclaration unmaskingsADay() {
            return SettingDeclaration.whole(
                    MOST_A_DAY, DEFAULT_MOST_A_DAY, "residents.setting.unmaskings-a-day", "rules.md §13");
        }
    }

    /** So many numbers were looked at today; more needs another person, or tomorrow. */
    public static final class UnmaskingsUsedUp extends Refusal {
        private static final long serialVersionUID = 1L;

        UnmaskingsUsedUp(int most) {
            super("unmaskings-used-up", most);
        }
    }

    /** Why. @param premises the household from which it is asked for; null when it was the person's own page */
    public record Asked(
            Field field,
            Reason reason,
            String words,
            @Nullable Long premises) {}

    /** One row of the list. @param premises code of the household */
    public record Line(
            long id,
            Instant at,
            String actor,
            long personId,
            String person,
            Field field,
            Reason reason,
            String words,
            @Nullable Long premisesId,
            @Nullable String premises) {}

    /** @throws UnmaskingsUsedUp when the person who asks has seen enough for a day */
    public Unmasked unmask(long community, long person, Asked asked) {
        access.require(Permission.RESIDENTS_REVEAL, community);
        PersonRecord row = people.row(community, person).orElseThrow(() -> new NotFound(People.SUBJECT, person));
        String words = asked.words().strip();
        if (words.length() < WORDS_MIN || words.length() > WORDS_MAX) {
            throw new InvalidInput("words", "reason-needed");
        }
        String value = value(row, asked.field());
        if (asked.premises() != null) {
            register.get(community, asked.premises());
        }
        refuseTooMany(community);
        db.insertInto(UNMASKING)
                .set(UNMASKING.COMMUNITY_ID, community)
                .set(UNMASKING.PERSON_ID, person)
                .set(UNMASKING.PREMISES_ID, asked.premises())
                .set(UNMASKING.FIELD, asked.field().name())
                .set(UNMASKING.REASON, asked.reason().name())
                .set(UNMASKING.WORDS, words)
                .set(UNMASKING.ACTOR_ID, access.actor())
                .set(UNMASKING.AT, clock.instant())
                .execute();
        Object what = Map.of(
                "unmasked", asked.field().name(), "unmaskedFor", asked.reason().name());
        audit.record(community, "person-unmasked", People.SUBJECT, person, null, what, words);
        return new Unmasked(person, asked.field(), value);
    }

    /** Who looked at whose number and why, the latest first, for whoever watches over it. */
    @Transactional(readOnly = true)
    public Page<Line> page(long community, Paging paging) {
        access.require(Permission.AUDIT_READ, community);
        long before = paging.after() == null ? Long.MAX_VALUE : paging.after().number(0);
        return paging.page(
                db.resultQuery(LIST, Sql.arguments(community, before, paging.rows()))
                        .fetch(Unmaskings::line),
                last -> Cursor.of(last.id()));
    }

    private String value(PersonRecord row, Field field) {
        String value = field == Field.PHONE
                ? row.getPhone()
                : row.getIdentityCipher() == null
                        ? null
                        : numbers.decrypt(row.getCommunityId(), row.getIdentityCipher());
        if (value == null) {
            throw new InvalidInput("field", "nothing-to-unmask");
        }
        return value;
    }

    /** One at a time for one who asks: two at once do not both find the last one free. */
    private void refuseTooMany(long community) {
        LocalDate today = LocalDate.now(clock);
        Integer most = settings.whole(MOST_A_DAY, community, today).orElse(null);
        if (most == null) {
            return;
        }
        db.execute(
                "select pg_advisory_xact_lock(hashtextextended('unmasking ' || {0}, 0))",
                Sql.arguments(access.actor()));
        int seen = db.fetchCount(
                UNMASKING,
                UNMASKING
                        .ACTOR_ID
                        .eq(access.actor())
                        .and(UNMASKING.AT.ge(today.atStartOfDay(clock.getZone()).toInstant())));
        if (seen >= most) {
            throw new UnmaskingsUsedUp(most);
        }
    }

    private static final String LIST = """
            select u.id, u.at, a.name, u.person_id, n.kind, n.name, u.field, u.reason, u.words, u.premises_id, p.code
            from residents.unmasking u join residents.person n on n.community_id = {0} and n.id = u.person_id
            left join estate.premises p on p.community_id = {0} and p.id = u.premises_id
            left join identity.account a on a.id = u.actor_id
            where u.community_id = {0} and u.id < {1} order by u.id desc limit {2}""";

    private static Line line(Record r) {
        return new Line(
                r.get(0, Long.class),
                r.get(1, Instant.class),
                Objects.requireNonNullElse(r.get(2, String.class), ""),
                r.get(3, Long.class),
                Person.maskedName(r.get(4, io.guanjia.db.residents.enums.PersonKind.class), r.get(5, String.class)),
                Field.valueOf(r.get(6, String.class)),
                Reason.valueOf(r.get(7, String.class)),
                r.get(8, String.class),
                r.get(9, Long.class),
                r.get(10, String.class));
    }
}
