package io.guanjia.registers;

import static io.guanjia.db.registers.Tables.DEFAULT_VIEW;
import static io.guanjia.db.registers.Tables.SAVED_VIEW;

import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.NotFound;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The views that people keep of registers. They are their owners' own; who sets what holds in the community may share them with
 * everybody there, who can open them and keep their own default, not change them.
 */
@Component
@Transactional
class SavedViews {

    private static final int NAME_MAX = 60;
    private static final int QUERY_MAX = 2_000;
    private static final int MANY = 100;

    private final DSLContext db;
    private final Access access;
    private final Asking asking;
    private final Clock clock;

    SavedViews(DSLContext db, Access access, Asking asking, Clock clock) {
        this.db = db;
        this.access = access;
        this.asking = asking;
        this.clock = clock;
    }

    /** @param first whether it becomes the one that opens by itself */
    record Kept(String name, Asked asked, boolean shared, boolean first) {}

    boolean mayShare(long community) {
        return access.may(Permission.SETTINGS_WRITE, community);
    }

    /** Own ones first, then those that others share. */
    @Transactional(readOnly = true)
    List<SavedView> of(Register register, long community) {
        access.require(register.permission(), community);
        long actor = access.actor();
        return db.select(SAVED_VIEW.fields())
                .select(DEFAULT_VIEW.VIEW_ID)
                .from(SAVED_VIEW)
                .leftJoin(DEFAULT_VIEW)
                .on(DEFAULT_VIEW.COMMUNITY_ID.eq(SAVED_VIEW.COMMUNITY_ID), DEFAULT_VIEW.VIEW_ID.eq(SAVED_VIEW.ID))
                .and(DEFAULT_VIEW.ACCOUNT_ID.eq(actor))
                .where(SAVED_VIEW.COMMUNITY_ID.eq(community), SAVED_VIEW.REGISTER.eq(register.code()))
                .and(SAVED_VIEW.OWNER_ID.eq(actor).or(SAVED_VIEW.SHARED))
                .orderBy(SAVED_VIEW.OWNER_ID.eq(actor).desc(), SAVED_VIEW.NAME, SAVED_VIEW.ID)
                .limit(2 * MANY)
                .fetch(row -> view(row, actor));
    }

    @Transactional(readOnly = true)
    Optional<SavedView> first(Register register, long community) {
        return of(register, community).stream().filter(SavedView::first).findFirst();
    }

    /** Under a name that is the owner's already: what it keeps is replaced. */
    SavedView keep(Register register, long community, Kept kept) {
        access.require(register.permission(), community);
        if (kept.shared()) {
            access.require(Permission.SETTINGS_WRITE, community);
        }
        String query = asking.query(kept.asked());
        if (query.length() > QUERY_MAX || of(register, community).size() >= 2 * MANY) {
            throw new InvalidInput("name", "register-view-too-much");
        }
        long id = db.insertInto(SAVED_VIEW)
                .set(SAVED_VIEW.COMMUNITY_ID, community)
                .set(SAVED_VIEW.REGISTER, register.code())
                .set(SAVED_VIEW.NAME, name(kept.name()))
                .set(SAVED_VIEW.QUERY, query)
                .set(SAVED_VIEW.OWNER_ID, access.actor())
                .set(SAVED_VIEW.SHARED, kept.shared())
                .set(SAVED_VIEW.CREATED_AT, clock.instant())
                .onConflict(SAVED_VIEW.COMMUNITY_ID, SAVED_VIEW.REGISTER, SAVED_VIEW.OWNER_ID, SAVED_VIEW.NAME)
                .doUpdate()
                .set(SAVED_VIEW.QUERY, query)
                .set(SAVED_VIEW.SHARED, kept.shared())
                .returningResult(SAVED_VIEW.ID)
                .fetchSingle(SAVED_VIEW.ID);
        if (kept.first()) {
            open(register, community, id);
        }
        return get(register, community, id);
    }

    void rename(Register register, long community, long id, String name) {
        String wanted = name(name);
        own(register, community, id);
        boolean taken = of(register, community).stream()
                .anyMatch(view -> view.mine() && view.id() != id && view.name().equals(wanted));
        if (taken) {
            throw new InvalidInput("name", "register-view-name-taken", wanted);
        }
        db.update(SAVED_VIEW)
                .set(SAVED_VIEW.NAME, wanted)
                .where(one(community, id))
                .execute();
    }

    /** Whoever may share may also take away what somebody shared. */
    void delete(Register register, long community, long id) {
        SavedView view = get(register, community, id);
        if (!view.mine()) {
            access.require(Permission.SETTINGS_WRITE, community);
        }
        db.deleteFrom(SAVED_VIEW).where(one(community, id)).execute();
    }

    /** From now on it opens by itself for this person. */
    void open(Register register, long community, long id) {
        get(register, community, id);
        db.insertInto(DEFAULT_VIEW)
                .set(DEFAULT_VIEW.COMMUNITY_ID, community)
                .set(DEFAULT_VIEW.REGISTER, register.code())
                .set(DEFAULT_VIEW.ACCOUNT_ID, access.actor())
                .set(DEFAULT_VIEW.VIEW_ID, id)
                .onConflict(DEFAULT_VIEW.COMMUNITY_ID, DEFAULT_VIEW.REGISTER, DEFAULT_VIEW.ACCOUNT_ID)
                .doUpdate()
                .set(DEFAULT_VIEW.VIEW_ID, id)
                .execute();
    }

    /** The register opens as it is again. */
    void openNone(Register register, long community) {
        access.require(register.permission(), community);
        db.deleteFrom(DEFAULT_VIEW)
                .where(DEFAULT_VIEW.COMMUNITY_ID.eq(community), DEFAULT_VIEW.REGISTER.eq(register.code()))
                .and(DEFAULT_VIEW.ACCOUNT_ID.eq(access.actor()))
                .execute();
    }

    private SavedView get(Register register, long community, long id) {
        return of(register, community).stream()
                .filter(view -> view.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFound("view", id));
    }

    private void own(Register register, long community, long id) {
        if (!get(register, community, id).mine()) {
            throw new NotFound("view", id);
        }
    }

    private static Condition one(long community, long id) {
        return SAVED_VIEW.COMMUNITY_ID.eq(community).and(SAVED_VIEW.ID.eq(id));
    }

    private static String name(String typed) {
        String name = ChineseText.clean(typed);
        if (name.isEmpty() || name.length() > NAME_MAX) {
            throw new InvalidInput("name", "register-view-name", NAME_MAX);
        }
        return name;
    }

    private static SavedView view(Record row, long actor) {
        return new SavedView(
                row.get(SAVED_VIEW.ID),
                row.get(SAVED_VIEW.NAME),
                row.get(SAVED_VIEW.QUERY),
                Objects.equals(row.get(SAVED_VIEW.OWNER_ID), actor),
                row.get(SAVED_VIEW.SHARED),
                row.get(DEFAULT_VIEW.VIEW_ID) != null);
    }
}
