package io.guanjia.workplace;

import io.guanjia.billing.ChargeItem;
import io.guanjia.billing.ChargeItems;
import io.guanjia.billing.PremisesItems;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.identity.Permission;
import io.guanjia.registers.BulkAction;
import io.guanjia.web.Choice;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The selected premises begin to bear a monthly item, or bear it for the last time. */
@Configuration(proxyBeanMethods = false)
class ItemsOfMany {

    @Bean
    @Order(10)
    BulkAction bearing(ChargeItems items, PremisesItems borne) {
        return new OfItem("bear", "workplace.premises.bear", "workplace.premises.bear.from", items) {
            @Override
            int done(long community, long item, List<Long> ids, LocalDate day) {
                return borne.assign(community, item, ids, day);
            }
        };
    }

    @Bean
    @Order(20)
    BulkAction bearingNoMore(ChargeItems items, PremisesItems borne) {
        return new OfItem("end", "workplace.premises.end", "workplace.premises.end.on", items) {
            @Override
            int done(long community, long item, List<Long> ids, LocalDate day) {
                return borne.end(community, item, ids, day);
            }
        };
    }

    private abstract static class OfItem implements BulkAction {

        private final String code;
        private final String label;
        private final String day;
        private final ChargeItems items;

        OfItem(String code, String label, String day, ChargeItems items) {
            this.code = code;
            this.label = label;
            this.day = day;
            this.items = items;
        }

        abstract int done(long community, long item, List<Long> ids, LocalDate day);

        @Override
        public String register() {
            return PremisesList.CODE;
        }

        @Override
        public String code() {
            return code;
        }

        @Override
        public String label() {
            return label;
        }

        @Override
        public Permission permission() {
            return Permission.TARIFF_WRITE;
        }

        @Override
        public List<Input> inputs(long community) {
            return List.of(
                    Input.pick(
                            "item",
                            "workplace.premises.item",
                            items.all(community).stream()
                                    .filter(item -> item.method() != ChargeMethod.ONE_OFF)
                                    .map(OfItem::choice)
                                    .toList()),
                    Input.day("day", day));
        }

        private static Choice choice(ChargeItem item) {
            return Choice.of(item.id(), item.name());
        }

        @Override
        public int apply(long community, List<Long> ids, Map<String, String> said) {
            return done(
                    community,
                    Long.parseLong(Objects.requireNonNull(said.get("item"))),
                    ids,
                    LocalDate.parse(Objects.requireNonNull(said.get("day"))));
        }
    }
}
