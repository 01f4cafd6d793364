package io.guanjia.billing;

import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.estate.Building;
import io.guanjia.estate.Buildings;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.TimelineEntry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Charge items with their prices, rates and the premises that bear them. */
@Controller
@RequestMapping("/communities/{c}/items")
class ItemPages {
    private static final BigDecimal PERCENT = new BigDecimal(100);

    private final ChargeItems items;
    private final Tariffs tariffs;
    private final PremisesItems premisesItems;
    private final Buildings buildings;
    private final Access access;
    private final Histories histories;
    private final FormErrors formErrors;
    private final Flash flash;
    private final Clock clock;

    ItemPages(
            ChargeItems items,
            Tariffs tariffs,
            PremisesItems premisesItems,
            Buildings buildings,
            Access access,
            Histories histories,
            FormErrors formErrors,
            Flash flash,
            Clock clock) {
        this.items = items;
        this.tariffs = tariffs;
        this.premisesItems = premisesItems;
        this.buildings = buildings;
        this.access = access;
        this.histories = histories;
        this.formErrors = formErrors;
        this.flash = flash;
        this.clock = clock;
    }

    record ItemLine(ChargeItem item, @Nullable Tariff tariff, ChargeItem.@Nullable Rate rate, int premises) {}

    record ListPage(long c, List<ItemLine> lines, boolean mayWrite) {}

    record NewPage(long c, List<Choice> feeClasses, List<Choice> methods, List<Choice> fundClasses) {}

    record ItemPage(
            long c,
            ItemLine line,
            boolean mayWrite,
            List<Choice> fundClasses,
            List<Choice> kinds,
            List<Choice> buildings,
            List<TimelineEntry> history) {}

    /** @param taxPercent 6 for six percent, as people say it */
    record ItemForm(
            @NotBlank @Nullable String code,
            @NotBlank @Nullable String name,
            @NotNull @Nullable FeeClass feeClass,
            @NotNull @Nullable ChargeMethod method,
            @NotNull @Nullable Integer priority,
            @NotNull @Nullable Integer dueDay,
            @NotNull @Nullable LocalDate from,
            @NotNull @Nullable FundClass fundClass,
            @NotNull @Nullable BigDecimal taxPercent) {}

    record TariffForm(
            @NotNull @Nullable LocalDate from,
            @NotNull @Nullable BigDecimal unitPrice,
            boolean accepted) {}

    record RateForm(
            @NotNull @Nullable LocalDate from,
            @NotNull @Nullable FundClass fundClass,
            @NotNull @Nullable BigDecimal taxPercent,
            boolean accepted) {}

    /** @param ends the premises stop bearing the item on that day instead of beginning */
    record PremisesForm(
            @NotNull @Nullable LocalDate on,
            @Nullable PremisesKind kind,
            @Nullable Long building,
            boolean ends) {}

    @GetMapping
    String list(@PathVariable long c, Model model) {
        LocalDate today = LocalDate.now(clock);
        Map<Long, Integer> counts = premisesItems.counts(c, today);
        List<ItemLine> lines =
                items.all(c).stream().map(item -> line(item, counts, today)).toList();
        model.addAttribute("page", new ListPage(c, lines, mayWrite(c)));
        return "billing/items";
    }

    @GetMapping("/new")
    String blank(@PathVariable long c, Model model) {
        access.require(Permission.TARIFF_WRITE, c);
        LocalDate month = LocalDate.now(clock).withDayOfMonth(1);
        model.addAttribute(
                "form",
                new ItemForm(
                        "", "", FeeClass.PROPERTY, ChargeMethod.AREA, 100, 31, month, FundClass.OWN_REVENUE, null));
        return newItem(c, model);
    }

    @PostMapping
    String create(
            @PathVariable long c,
            @Valid @ModelAttribute("form") ItemForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    long id = items.create(c, entry(form));
                    flash.success(
                            redirect, "billing.item.created", items.get(c, id).name());
                    return "redirect:/communities/" + c + "/items/" + id;
                },
                () -> newItem(c, model));
    }

    @GetMapping("/{id}")
    String item(@PathVariable long c, @PathVariable long id, Model model) {
        LocalDate next = LocalDate.now(clock).withDayOfMonth(1).plusMonths(1);
        model.addAttribute("tariffForm", new TariffForm(next, null, false));
        model.addAttribute("rateForm", new RateForm(next, null, null, false));
        model.addAttribute("premisesForm", new PremisesForm(next.minusMonths(1), null, null, false));
        return show(c, id, model);
    }

    @PostMapping("/{id}/tariffs")
    @SuppressWarnings("NullAway") // a valid form misses nothing
    String tariff(
            @PathVariable long c,
            @PathVariable long id,
            @Valid @ModelAttribute("tariffForm") TariffForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        return attempt(c, id, errors, model, () -> {
            tariffs.begin(c, id, form.from(), form.unitPrice(), ItemApi.ifBilled(form.accepted()));
            flash.success(redirect, "billing.tariff.begun");
        });
    }

    @PostMapping("/{id}/rates")
    @SuppressWarnings("NullAway") // a valid form misses nothing
    String rate(
            @PathVariable long c,
            @PathVariable long id,
            @Valid @ModelAttribute("rateForm") RateForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        return attempt(c, id, errors, model, () -> {
            BigDecimal rate = form.taxPercent().divide(PERCENT);
            items.changeRate(c, id, form.from(), form.fundClass(), rate, ItemApi.ifBilled(form.accepted()));
            flash.success(redirect, "billing.rate.begun");
        });
    }

    @PostMapping("/{id}/premises")
    @SuppressWarnings("NullAway") // a valid form misses nothing
    String premises(
            @PathVariable long c,
            @PathVariable long id,
            @Valid @ModelAttribute("premisesForm") PremisesForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        var selection = new PremisesItems.Selection(form.kind(), form.building());
        return attempt(c, id, errors, model, () -> {
            int changed = form.ends()
                    ? premisesItems.endAll(c, id, selection, form.on())
                    : premisesItems.assignAll(c, id, selection, form.on());
            flash.success(redirect, "billing.item.premises-changed", changed);
        });
    }

    private String attempt(long c, long id, BindingResult errors, Model model, Runnable change) {
        return formErrors.answer(
                errors,
                () -> {
                    change.run();
                    return "redirect:/communities/" + c + "/items/" + id;
                },
                () -> show(c, id, model));
    }

    private String newItem(long c, Model model) {
        model.addAttribute(
                "page",
                new NewPage(
                        c,
                        Choice.of(
                                "billing.fee-class",
                                FeeClass.PROPERTY,
                                FeeClass.UTILITY,
                                FeeClass.PARKING,
                                FeeClass.SERVICE),
                        Choice.of("billing.method", ChargeMethod.values()),
                        Choice.of("billing.fund-class", FundClass.values())));
        return "billing/item-new";
    }

    private String show(long c, long id, Model model) {
        LocalDate today = LocalDate.now(clock);
        model.asMap().putIfAbsent("tariffForm", new TariffForm(null, null, false));
        model.asMap().putIfAbsent("rateForm", new RateForm(null, null, null, false));
        model.asMap().putIfAbsent("premisesForm", new PremisesForm(null, null, null, false));
        model.addAttribute(
                "page",
                new ItemPage(
                        c,
                        line(items.get(c, id), premisesItems.counts(c, today), today),
                        mayWrite(c),
                        Choice.of("billing.fund-class", FundClass.values()),
                        Choice.of("billing.premises-kind", PremisesKind.values()),
                        buildings(c),
                        histories.of(c, ChargeItems.SUBJECT, id)));
        return "billing/item";
    }

    private List<Choice> buildings(long c) {
        return buildings.list(c).stream()
                .map((Building building) -> Choice.of(building.id(), building.name()))
                .toList();
    }

    private boolean mayWrite(long c) {
        return access.may(Permission.TARIFF_WRITE, c);
    }

    private static ItemLine line(ChargeItem item, Map<Long, Integer> counts, LocalDate today) {
        return new ItemLine(
                item,
                item.tariffOn(today).orElse(null),
                item.rateOn(today).orElse(null),
                counts.getOrDefault(item.id(), 0));
    }

    @SuppressWarnings("NullAway") // a valid form misses nothing
    private static NewChargeItem entry(ItemForm form) {
        return new NewChargeItem(
                form.code(),
                form.name(),
                form.feeClass(),
                form.method(),
                form.priority(),
                form.dueDay(),
                form.from(),
                form.fundClass(),
                form.taxPercent().divide(PERCENT));
    }
}
