package io.guanjia.utilities;

import static io.guanjia.db.utilities.Tables.METER;

import io.guanjia.db.utilities.enums.MeterKind;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.Cursor;
import io.guanjia.web.NotFound;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The meters of a community, each with what was read last. */
@Component
@Transactional(readOnly = true)
public class Meters {

    static final String SUBJECT = "meter";

    private final MeterTables tables;
    private final Access access;

    Meters(MeterTables tables, Access access) {
        this.tables = tables;
        this.access = access;
    }

    /** @param query how the number, the premises or the place begins */
    public Page<Meter> page(long community, @Nullable String query, @Nullable MeterKind kind, Paging paging) {
        access.require(Permission.ESTATE_READ, community);
        return paging.page(tables.slice(community, query, kind, paging), last -> Cursor.of(last.number()));
    }

    /** @throws NotFound also when it belongs to another community */
    public Meter get(long community, long id) {
        access.require(Permission.ESTATE_READ, community);
        return tables.meters(community)
                .and(METER.ID.eq(id))
                .fetchOptional(MeterTables::meter)
                .orElseThrow(() -> new NotFound(SUBJECT, id));
    }

    /** Those of one premises, the ones in use first. */
    public List<Meter> ofPremises(long community, long premises) {
        access.require(Permission.ESTATE_READ, community);
        return tables.meters(community)
                .and(METER.PREMISES_ID.eq(premises))
                .orderBy(METER.REMOVED_ON.desc().nullsFirst(), METER.NUMBER)
                .fetch(MeterTables::meter);
    }

    /** All versions, latest day first. */
    public List<Reading> readings(long community, long id) {
        access.require(Permission.ESTATE_READ, community);
        return tables.readings(community, id);
    }
}
