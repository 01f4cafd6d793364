package io.guanjia.insight;

import io.guanjia.kernel.Masked;
import io.guanjia.ledger.DimensionNames;
import io.guanjia.ledger.DimensionNames.Dimension;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the ledger's dimensions are called; this room may look into all of them. */
@Configuration(proxyBeanMethods = false)
class NamesForTheLedger {

    @Bean
    DimensionNames premisesOfTheLedger(DSLContext dsl) {
        return new Column(
                dsl,
                Dimension.PREMISES,
                "select id, code as name from estate.premises where community_id = {0} and id = any({1})",
                "select id from estate.premises where community_id = {0} and code = {1}",
                UnaryOperator.identity());
    }

    @Bean
    DimensionNames payersOfTheLedger(DSLContext dsl) {
        return new Column(
                dsl,
                Dimension.PAYER,
                "select id, name from residents.person where community_id = {0} and id = any({1})",
                "",
                Masked::name);
    }

    @Bean
    DimensionNames itemsOfTheLedger(DSLContext dsl) {
        return new Column(
                dsl,
                Dimension.ITEM,
                "select id, name from billing.charge_item where community_id = {0} and id = any({1})",
                "",
                UnaryOperator.identity());
    }

    @Bean
    DimensionNames sheetsOfTheLedger(DSLContext dsl) {
        return new Column(
                dsl,
                Dimension.SHEET,
                "select id, business_on || '-' || ordinal as name from cashier.day_sheet where community_id = {0} and id = any({1})",
                "",
                UnaryOperator.identity());
    }

    /** @param find the query for an id by name; empty where names do not identify */
    private record Column(DSLContext dsl, Dimension dimension, String names, String find, UnaryOperator<String> shown)
            implements DimensionNames {

        @Override
        public Map<Long, String> names(long communityId, Collection<Long> ids) {
            if (ids.isEmpty()) {
                return Map.of();
            }
            return dsl.resultQuery(names, DSL.val(communityId), DSL.val(ids.toArray(Long[]::new)))
                    .fetchMap(row -> row.get("id", Long.class), row -> shown.apply(row.get("name", String.class)));
        }

        @Override
        public Optional<Long> find(long communityId, String name) {
            return find.isEmpty()
                    ? Optional.empty()
                    : dsl.resultQuery(find, DSL.val(communityId), DSL.val(name))
                            .fetchOptional(row -> row.get("id", Long.class));
        }
    }
}
