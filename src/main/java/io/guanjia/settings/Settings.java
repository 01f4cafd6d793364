package io.guanjia.settings;

import static io.guanjia.db.settings.Tables.SETTING;
import static org.jooq.impl.DSL.excluded;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.NotFound;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.Records;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Settings with effective dates: a community's value, else the company's, else what the room declared. */
@Component
@Transactional
public class Settings {

    /** A community's answer about the past would change under bills that were made with it (rules.md §15). */
    public static final class SettingStartsInThePast extends Refusal {
        private static final long serialVersionUID = 1L;

        SettingStartsInThePast(LocalDate fromOn) {
            super("setting-starts-in-the-past", fromOn);
        }
    }

    private final DSLContext sql;
    private final Clock clock;
    private final AuditTrail audit;
    private final ObjectProvider<SettingAuthority> authority;
    private final ObjectProvider<SettingEffect> effects;
    private final Map<String, SettingDeclaration> declarations = new TreeMap<>();

    Settings(
            DSLContext sql,
            Clock clock,
            AuditTrail audit,
            ObjectProvider<SettingAuthority> authority,
            ObjectProvider<SettingEffect> effects,
            ObjectProvider<SettingDeclaration> declared) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
        this.authority = authority;
        this.effects = effects;
        for (SettingDeclaration declaration : declared) {
            if (declarations.put(declaration.name(), declaration) != null) {
                throw new IllegalStateException("Two rooms declare the setting " + declaration.name());
            }
        }
    }

    /**
     * The value on a day; empty when it is deliberately not set, or has no default.
     *
     * @throws IllegalArgumentException when no room declares that name
     */
    @Transactional(readOnly = true)
    public Optional<String> text(String name, long communityId, LocalDate on) {
        SettingDeclaration declaration = declared(name);
        Record1<@Nullable String> row = sql.select(SETTING.VALUE)
                .from(SETTING)
                .where(SETTING.NAME.eq(name))
                .and(SETTING.COMMUNITY_ID.eq(communityId).or(SETTING.COMMUNITY_ID.isNull()))
                .and(SETTING.FROM_ON.le(on))
                .orderBy(SETTING.COMMUNITY_ID.asc().nullsLast(), SETTING.FROM_ON.desc())
                .limit(1)
                .fetchOne();
        return Optional.ofNullable(row == null ? declaration.defaultValue() : row.value1());
    }

    @Transactional(readOnly = true)
    public Optional<Integer> whole(String name, long communityId, LocalDate on) {
        return text(name, communityId, on).map(Integer::valueOf);
    }

    @Transactional(readOnly = true)
    public Optional<BigDecimal> decimal(String name, long communityId, LocalDate on) {
        return text(name, communityId, on).map(BigDecimal::new);
    }

    /**
     * Sets a value from a day on, which is today or later unless nobody has set this one before. The same day again replaces it. What rooms
     * derive from it is right again when this returns.
     *
     * @param communityId null for the company, which needs the permission in all its communities
     * @param value null: deliberately not set
     * @throws SettingStartsInThePast when an earlier value would have to change
     */
    public void set(@Nullable Long communityId, String name, @Nullable String value, LocalDate fromOn) {
        requireWrite(communityId);
        SettingDeclaration declaration = declaration(name);
        if (value != null) {
            declaration.check(value);
        }
        if (fromOn.isBefore(LocalDate.now(clock)) && anySet(communityId, name)) {
            throw new SettingStartsInThePast(fromOn);
        }
        Setting before = effective(communityId, name, fromOn);
        upsert(communityId, name, value, fromOn);
        audit.record(
                communityId,
                "setting-set",
                "setting",
                name,
                before == null ? null : new Shown(before.value(), before.fromOn()),
                new Shown(value, fromOn),
                null);
        effects.orderedStream()
                .filter(effect -> effect.setting().equals(name))
                .forEach(effect -> effect.changed(communityId, fromOn));
    }

    /** What holds on a day, with its origin; empty where nobody has set anything and the default holds. */
    @Transactional(readOnly = true)
    public Optional<Setting> inForce(String name, @Nullable Long communityId, LocalDate on) {
        return history(name).stream()
                .filter(setting -> !setting.fromOn().isAfter(on))
                .filter(setting ->
                        setting.communityId() == null || setting.communityId().equals(communityId))
                .max(Comparator.comparing((Setting setting) -> setting.communityId() != null)
                        .thenComparing(Setting::fromOn));
    }

    /** @throws NotFound when no room declares that name */
    public SettingDeclaration declaration(String name) {
        SettingDeclaration declaration = declarations.get(name);
        if (declaration == null) {
            throw new NotFound("setting", name);
        }
        return declaration;
    }

    /** Whether the acting person may set values for a community, or for the company (null). */
    @Transactional(readOnly = true)
    public boolean mayWrite(@Nullable Long communityId) {
        return scope().actor() == null || authority.getObject().mayWriteSettings(communityId);
    }

    /** Every value ever set of one setting that this person may know, latest first. */
    @Transactional(readOnly = true)
    public List<Setting> history(String name) {
        return sql.select(
                        SETTING.ID,
                        SETTING.COMMUNITY_ID,
                        SETTING.NAME,
                        SETTING.VALUE,
                        SETTING.FROM_ON,
                        SETTING.SET_BY,
                        SETTING.SET_AT)
                .from(SETTING)
                .where(SETTING.NAME.eq(name))
                .and(SETTING.COMMUNITY_ID.isNull().or(SETTING.COMMUNITY_ID.in(scope().communities())))
                .orderBy(SETTING.FROM_ON.desc(), SETTING.COMMUNITY_ID.asc().nullsFirst())
                .fetch(Records.mapping(Setting::new));
    }

    public List<SettingDeclaration> declarations() {
        return List.copyOf(declarations.values());
    }

    private void requireWrite(@Nullable Long communityId) {
        if (communityId != null && !scope().covers(communityId)) {
            throw new NotFound("community", communityId);
        }
        if (!mayWrite(communityId)) {
            throw new AccessDeniedException("settings-write");
        }
    }

    private SettingDeclaration declared(String name) {
        SettingDeclaration declaration = declarations.get(name);
        if (declaration == null) {
            throw new IllegalArgumentException("No room declares the setting " + name);
        }
        return declaration;
    }

    private boolean anySet(@Nullable Long communityId, String name) {
        return sql.fetchExists(sql.selectOne().from(SETTING).where(of(communityId, name)));
    }

    private @Nullable Setting effective(@Nullable Long communityId, String name, LocalDate on) {
        return history(name).stream()
                .filter(setting -> Objects.equals(setting.communityId(), communityId))
                .filter(setting -> !setting.fromOn().isAfter(on))
                .findFirst()
                .orElse(null);
    }

    private void upsert(@Nullable Long communityId, String name, @Nullable String value, LocalDate fromOn) {
        sql.insertInto(SETTING)
                .set(SETTING.COMMUNITY_ID, communityId)
                .set(SETTING.NAME, name)
                .set(SETTING.VALUE, value)
                .set(SETTING.FROM_ON, fromOn)
                .set(SETTING.SET_BY, scope().actor())
                .set(SETTING.SET_AT, clock.instant())
                .onConflict(SETTING.COMMUNITY_ID, SETTING.NAME, SETTING.FROM_ON)
                .doUpdate()
                .set(SETTING.VALUE, excluded(SETTING.VALUE))
                .set(SETTING.SET_BY, excluded(SETTING.SET_BY))
                .set(SETTING.SET_AT, excluded(SETTING.SET_AT))
                .execute();
    }

    private static Condition of(@Nullable Long communityId, String name) {
        Condition community =
                communityId == null ? SETTING.COMMUNITY_ID.isNull() : SETTING.COMMUNITY_ID.eq(communityId);
        return SETTING.NAME.eq(name).and(community);
    }

    private static Scope scope() {
        return Scopes.current().orElseThrow(() -> new IllegalStateException("No scope is bound"));
    }

    private record Shown(@Nullable String value, LocalDate fromOn) {}
}
