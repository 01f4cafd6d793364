package io.guanjia.mending;

import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.mending.Tables.CORRECTION;
import static io.guanjia.db.residents.Tables.PERSON;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.guanjia.billing.Effect;
import io.guanjia.db.mending.tables.records.CorrectionRecord;
import io.guanjia.kernel.Area;
import io.guanjia.web.NotFound;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Rows of corrections. */
@Component
class CorrectionTables {

    /** Of its own: what is stored does not change with the look of the API. */
    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultVisibility(seen -> seen.withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final DSLContext db;

    CorrectionTables(DSLContext db) {
        this.db = db;
    }

    long insert(CorrectionRecord row) {
        return db.insertInto(CORRECTION)
                .set(row)
                .returningResult(CORRECTION.ID)
                .fetchSingle()
                .value1();
    }

    CorrectionRecord lock(long community, long id) {
        return db.selectFrom(CORRECTION)
                .where(CORRECTION.COMMUNITY_ID.eq(community), CORRECTION.ID.eq(id))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new NotFound("correction", id));
    }

    void save(CorrectionRecord row) {
        db.update(CORRECTION)
                .set(row)
                .where(CORRECTION.COMMUNITY_ID.eq(row.getCommunityId()), CORRECTION.ID.eq(row.getId()))
                .execute();
    }

    List<Correction> fetch(long community, Condition which, int rows) {
        var other = PREMISES.as("other");
        return db.select(CORRECTION, PREMISES.CODE, other.CODE)
                .from(CORRECTION)
                .join(PREMISES)
                .on(PREMISES.COMMUNITY_ID.eq(CORRECTION.COMMUNITY_ID), PREMISES.ID.eq(CORRECTION.PREMISES_ID))
                .leftJoin(other)
                .on(other.COMMUNITY_ID.eq(CORRECTION.COMMUNITY_ID), other.ID.eq(CORRECTION.OTHER_ID))
                .where(CORRECTION.COMMUNITY_ID.eq(community))
                .and(which)
                .orderBy(CORRECTION.ID.desc())
                .limit(rows)
                .fetch()
                .map(row -> correction(row.value1(), row.value2(), row.value3()));
    }

    private Correction correction(
            CorrectionRecord row, String premises, @org.jspecify.annotations.Nullable String other) {
        Effect effect = effect(row.getEffect());
        CorrectionRequest asked = asked(row);
        return new Correction(
                row.getId(),
                asked,
                premises,
                other,
                row.getState(),
                effect,
                names(row.getCommunityId(), people(asked, effect)),
                row.getApprovalId(),
                row.getCreatedBy(),
                row.getCreatedAt(),
                row.getAppliedOn());
    }

    static CorrectionRequest asked(CorrectionRecord row) {
        Long[] owners = row.getOwnerIds();
        return new CorrectionRequest(
                row.getKind(),
                row.getPremisesId(),
                row.getOtherId(),
                row.getOwnershipId(),
                row.getFromOn(),
                owners == null ? List.of() : Arrays.asList(owners),
                row.getSquareMetres() == null ? null : new Area(row.getSquareMetres()),
                row.getReason());
    }

    private static Set<Long> people(CorrectionRequest asked, Effect effect) {
        Set<Long> people = new TreeSet<>(asked.ownerIds());
        effect.changes().forEach(change -> people.add(change.payerId()));
        effect.prepayments().forEach(held -> people.add(held.payerId()));
        return people;
    }

    private Map<Long, String> names(long community, Collection<Long> people) {
        return db.select(PERSON.ID, PERSON.NAME)
                .from(PERSON)
                .where(PERSON.COMMUNITY_ID.eq(community), PERSON.ID.in(people))
                .fetchMap(PERSON.ID, PERSON.NAME);
    }

    JSONB written(Effect effect) {
        return JSONB.jsonb(json.writeValueAsString(effect));
    }

    Effect effect(JSONB stored) {
        return Objects.requireNonNull(json.readValue(stored.data(), Effect.class));
    }
}
