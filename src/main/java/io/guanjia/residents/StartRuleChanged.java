package io.guanjia.residents;

import static io.guanjia.db.estate.Tables.PREMISES;

import io.guanjia.settings.SettingEffect;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Another start rule moves the day from which owners answer for what is delivered from then on, also where the day of delivery was
 * recorded before (rules.md §1.2). Bills that were posted stay with their payer.
 */
@Component
class StartRuleChanged implements SettingEffect {

    private final DSLContext db;
    private final HouseholdTables tables;
    private final StartRule startRule;

    StartRuleChanged(DSLContext db, HouseholdTables tables, StartRule startRule) {
        this.db = db;
        this.tables = tables;
        this.startRule = startRule;
    }

    @Override
    public String setting() {
        return StartRule.NAME;
    }

    /** Asks for no permission of this room: whoever may set the rule need not read residents. */
    @Override
    public void changed(@Nullable Long communityId, LocalDate fromOn) {
        var delivered = db.select(PREMISES.COMMUNITY_ID, PREMISES.ID, PREMISES.DELIVERED_ON)
                .from(PREMISES)
                .where(PREMISES.DELIVERED_ON.ge(fromOn))
                .and(communityId == null ? DSL.noCondition() : PREMISES.COMMUNITY_ID.eq(communityId))
                .orderBy(PREMISES.COMMUNITY_ID, PREMISES.ID)
                .forNoKeyUpdate()
                .fetch();
        new TreeMap<>(delivered.intoGroups(PREMISES.COMMUNITY_ID)).forEach((community, rows) -> {
            List<Long> premises = rows.getValues(PREMISES.ID);
            tables.refresh(
                    community,
                    HouseholdTables.of(premises),
                    startRule.answersFrom(community, rows.getValues(PREMISES.DELIVERED_ON)));
        });
    }
}
