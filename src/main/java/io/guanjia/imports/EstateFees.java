package io.guanjia.imports;

import io.guanjia.billing.ChargeItem;
import io.guanjia.billing.ChargeItems;
import io.guanjia.billing.IfBilled;
import io.guanjia.billing.NewChargeItem;
import io.guanjia.billing.PremisesItems;
import io.guanjia.billing.Tariffs;
import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.estate.Saved;
import io.guanjia.imports.MigrationSheets.FeeRow;
import io.guanjia.imports.MigrationSheets.PremisesRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The sheet of fees: what is charged at which price, and which premises bear it from when. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class EstateFees {
    private static final int DUE_DAY = 31;
    private static final int PRIORITY = 10;

    private final ChargeItems items;
    private final Tariffs tariffs;
    private final PremisesItems premisesItems;

    EstateFees(ChargeItems items, Tariffs tariffs, PremisesItems premisesItems) {
        this.items = items;
        this.tariffs = tariffs;
        this.premisesItems = premisesItems;
    }

    void apply(long communityId, MigrationSheets sheets, Saved premises, ImportOptions request, LocalDate earliest) {
        Map<String, Long> itemIds = new HashMap<>();
        for (FeeRow row : sheets.fees()) {
            itemIds.put(row.number(), item(communityId, row, request, earliest));
        }
        record Borne(String fee, LocalDate from) {}
        Map<Borne, List<Long>> borne = new LinkedHashMap<>();
        for (PremisesRow row : sheets.premises()) {
            LocalDate from = Objects.requireNonNullElse(row.feesFrom(), earliest);
            row.fees()
                    .forEach(fee -> borne.computeIfAbsent(new Borne(fee, from), ignored -> new ArrayList<>())
                            .add(premises.id(row.code())));
        }
        borne.forEach((what, who) ->
                premisesItems.assign(communityId, Objects.requireNonNull(itemIds.get(what.fee())), who, what.from()));
    }

    private long item(long communityId, FeeRow row, ImportOptions request, LocalDate earliest) {
        LocalDate from = Objects.requireNonNullElse(row.from(), earliest);
        Optional<ChargeItem> known = items.byCode(communityId, row.number());
        long id = known.map(ChargeItem::id).orElseGet(() -> items.create(communityId, entry(row, request, from)));
        boolean priced = known.flatMap(item -> item.tariffOn(from))
                .filter(tariff -> tariff.unitPrice().compareTo(row.unitPrice()) == 0)
                .isPresent();
        if (!priced) tariffs.begin(communityId, id, from, row.unitPrice(), IfBilled.WARN);
        return id;
    }

    private static NewChargeItem entry(FeeRow row, ImportOptions request, LocalDate from) {
        return new NewChargeItem(
                row.number(),
                row.name(),
                row.kind().contains("车") ? FeeClass.PARKING : FeeClass.PROPERTY,
                row.fixed() ? ChargeMethod.FIXED : ChargeMethod.AREA,
                PRIORITY,
                DUE_DAY,
                from,
                FundClass.OWN_REVENUE,
                Objects.requireNonNull(request.taxRate()));
    }
}
