package io.guanjia.imports;

import static io.guanjia.db.estate.Tables.PREMISES;
import static org.jooq.impl.DSL.any;

import io.guanjia.db.estate.enums.PremisesKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Which premises the codes of a sheet are. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class PremisesCodes {
    private final DSLContext sql;

    PremisesCodes(DSLContext sql) {
        this.sql = sql;
    }

    /** Those of the codes that there are. */
    Map<String, Long> ids(long communityId, Collection<String> codes) {
        Map<String, Long> ids = new HashMap<>();
        sql.select(PREMISES.CODE, PREMISES.ID)
                .from(PREMISES)
                .where(PREMISES.COMMUNITY_ID.eq(communityId))
                .and(PREMISES.CODE.eq(any(codes.stream().distinct().toArray(String[]::new))))
                .forEach(row -> ids.put(row.value1(), row.value2()));
        return ids;
    }

    /** The same of parking spaces alone. */
    Map<String, Long> spaces(long communityId, Collection<String> codes) {
        Map<String, Long> ids = ids(communityId, codes);
        ids.values()
                .retainAll(sql.select(PREMISES.ID)
                        .from(PREMISES)
                        .where(PREMISES.COMMUNITY_ID.eq(communityId), PREMISES.KIND.eq(PremisesKind.SPACE))
                        .and(PREMISES.ID.eq(any(ids.values().toArray(Long[]::new))))
                        .fetchSet(PREMISES.ID));
        return ids;
    }
}
