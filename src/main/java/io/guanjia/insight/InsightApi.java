package io.guanjia.insight;

import io.guanjia.db.insight.enums.RateGroup;
import io.guanjia.db.insight.enums.RateSpan;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import io.guanjia.web.Texts;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/communities/{c}/indicators")
class InsightApi {

    private final CollectionRates rates;
    private final PublishedRates published;
    private final Texts texts;
    private final Clock clock;

    InsightApi(CollectionRates rates, PublishedRates published, Texts texts, Clock clock) {
        this.rates = rates;
        this.published = published;
        this.texts = texts;
        this.clock = clock;
    }

    /** @param value percent, half-up to two places; null where the denominator is zero */
    record RateAnswer(
            Money numeratorFen,
            Money denominatorFen,
            @Nullable BigDecimal value) {

        static @Nullable RateAnswer of(@Nullable Rate rate) {
            return rate == null
                    ? null
                    : new RateAnswer(
                            rate.numerator(), rate.denominator(), rate.percent().orElse(null));
        }
    }

    record GroupAnswer(
            RateGroup kind,
            @OpaqueId long id,
            String name,
            Money numeratorFen,
            Money denominatorFen,
            @Nullable BigDecimal value) {}

    /** @param published as it was when the month closed; null while it is open */
    record IndicatorAnswer(
            String code,
            String name,
            String formula,
            Money numeratorFen,
            Money denominatorFen,
            @Nullable BigDecimal value,
            @Nullable RateAnswer published,
            List<GroupAnswer> groups) {}

    record IndicatorsAnswer(Month month, LocalDate asOf, List<IndicatorAnswer> items) {}

    record LineAnswer(
            @OpaqueId long chargeId,
            @OpaqueId long premisesId,
            String premises,
            String item,
            Month month,
            LocalDate from,
            LocalDate to,
            LocalDate dueOn,
            Money amountFen,
            Money paidFen,
            boolean developer) {}

    @GetMapping
    IndicatorsAnswer indicators(
            @PathVariable long c, @RequestParam @Nullable Month month, @RequestParam @Nullable LocalDate asOf) {
        Month asked = month == null ? Month.of(LocalDate.now(clock)) : month;
        CollectionReport report = rates.of(c, asked, asOf == null ? rates.cutOff(asked) : asOf);
        Map<RateSpan, Rate> frozen = published.of(c, asked);
        return new IndicatorsAnswer(
                asked,
                report.asOf(),
                Arrays.stream(RateSpan.values())
                        .map(span -> indicator(report, span, frozen.get(span)))
                        .toList());
    }

    /** The lines behind one figure. */
    @GetMapping("/lines")
    Page<LineAnswer> lines(
            @PathVariable long c,
            @RequestParam Month month,
            @RequestParam @Nullable LocalDate asOf,
            @RequestParam(defaultValue = "MONTH") RateSpan span,
            @RequestParam(defaultValue = "COMMUNITY") RateGroup group,
            @RequestParam(defaultValue = "0") long id,
            @RequestParam(defaultValue = "false") boolean unpaid,
            Paging paging) {
        LocalDate cutOff = asOf == null ? rates.cutOff(month) : asOf;
        return rates.lines(c, new LinesBehind(month, cutOff, span, group, id, unpaid), paging)
                .map(InsightApi::answer);
    }

    private IndicatorAnswer indicator(CollectionReport report, RateSpan span, @Nullable Rate frozen) {
        Rate rate = report.community().of(span);
        String code = Formula.of(span).code();
        return new IndicatorAnswer(
                code,
                texts.of("indicator." + code),
                texts.of("formula." + code, report.month(), report.asOf()),
                rate.numerator(),
                rate.denominator(),
                rate.percent().orElse(null),
                RateAnswer.of(frozen),
                report.groups().stream()
                        .filter(group -> group.kind() != RateGroup.COMMUNITY)
                        .map(group -> answer(group, group.of(span)))
                        .toList());
    }

    private static GroupAnswer answer(CollectionReport.Group group, Rate rate) {
        return new GroupAnswer(
                group.kind(),
                group.id(),
                group.name(),
                rate.numerator(),
                rate.denominator(),
                rate.percent().orElse(null));
    }

    private static LineAnswer answer(CollectedCharge line) {
        return new LineAnswer(
                line.chargeId(),
                line.premisesId(),
                line.premisesCode(),
                line.itemName(),
                line.month(),
                line.from(),
                line.to(),
                line.dueOn(),
                line.amount(),
                line.paid(),
                line.developer());
    }
}
