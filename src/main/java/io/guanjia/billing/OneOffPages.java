package io.guanjia.billing;

import io.guanjia.approvals.Approvals;
import io.guanjia.approvals.Waiting;
import io.guanjia.db.billing.enums.OneOffState;
import io.guanjia.estate.Premises;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Money;
import io.guanjia.web.Choice;
import io.guanjia.web.Flash;
import io.guanjia.web.FormErrors;
import io.guanjia.web.IdempotencyKey;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import io.guanjia.web.TimelineEntry;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Charges by hand: written down, approved by another person. */
@Controller
@RequestMapping("/communities/{c}/one-off-charges")
class OneOffPages {
    private final OneOffCharges charges;
    private final OneOffReversals reversals;
    private final ChargeItems items;
    private final PremisesRegister premises;
    private final Approvals approvals;
    private final Access access;
    private final Histories histories;
    private final FormErrors formErrors;
    private final Flash flash;
    private final Clock clock;

    OneOffPages(
            OneOffCharges charges,
            OneOffReversals reversals,
            ChargeItems items,
            PremisesRegister premises,
            Approvals approvals,
            Access access,
            Histories histories,
            FormErrors formErrors,
            Flash flash,
            Clock clock) {
        this.charges = charges;
        this.reversals = reversals;
        this.items = items;
        this.premises = premises;
        this.approvals = approvals;
        this.access = access;
        this.histories = histories;
        this.formErrors = formErrors;
        this.flash = flash;
        this.clock = clock;
    }

    record ListPage(long c, Page<OneOffCharge> charges, boolean mayPropose) {}

    record NewPage(long c, List<Choice> items) {}

    record OnePage(
            long c,
            OneOffCharge charge,
            String createdBy,
            boolean mayApprove,
            boolean mayReverse,
            @Nullable Waiting reversal,
            List<TimelineEntry> history) {}

    /** @param premises the code that people say, 3-2-1201 */
    record Form(
            @NotBlank @Nullable String premises,
            @NotNull @Nullable Long itemId,
            @NotNull @Nullable LocalDate on,
            @Nullable Money amount,
            @Nullable BigDecimal quantity,
            @Nullable BigDecimal unitPrice,
            @Nullable LocalDate dueOn,
            @NotBlank @Nullable String description) {}

    @GetMapping
    String list(@PathVariable long c, Paging paging, Model model) {
        boolean mayPropose = access.may(Permission.ONE_OFF_PROPOSE, c);
        model.addAttribute("page", new ListPage(c, charges.page(c, paging), mayPropose));
        return "billing/one-offs";
    }

    @GetMapping("/new")
    String blank(@PathVariable long c, @RequestParam(required = false) @Nullable String premises, Model model) {
        access.require(Permission.ONE_OFF_PROPOSE, c);
        model.addAttribute("form", new Form(premises, null, LocalDate.now(clock), null, null, null, null, null));
        return newOne(c, model);
    }

    @PostMapping
    String propose(
            @PathVariable long c,
            IdempotencyKey key,
            @Valid @ModelAttribute("form") Form form,
            BindingResult errors,
            Model model,
            RedirectAttributes redirect) {
        return formErrors.answer(
                errors,
                () -> {
                    long id =
                            charges.proposeOnce(c, key.value(), entry(c, form)).value();
                    flash.success(redirect, "billing.one-off.proposed");
                    return "redirect:/communities/" + c + "/one-off-charges/" + id;
                },
                () -> newOne(c, model));
    }

    @GetMapping("/{id}")
    String one(@PathVariable long c, @PathVariable long id, Model model) {
        OneOffCharge charge = charges.get(c, id);
        boolean checker = access.may(Permission.ONE_OFF_APPROVE, c);
        boolean waits = charge.state() == OneOffState.PROPOSED && charge.createdBy() != access.actor();
        model.addAttribute(
                "page",
                new OnePage(
                        c,
                        charge,
                        access.nameOf(charge.createdBy()),
                        waits && checker,
                        charge.state() == OneOffState.POSTED
                                && charge.reversalApprovalId() == null
                                && access.may(Permission.ONE_OFF_PROPOSE, c),
                        Waiting.of(approvals, access, c, OneOffReversals.KIND, id),
                        histories.of(c, OneOffCharges.KIND, id)));
        return "billing/one-off";
    }

    @PostMapping("/{id}/approval")
    String approve(
            @PathVariable long c,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String reason,
            RedirectAttributes redirect) {
        approvals.approve(c, OneOffApi.approvalOf(charges.get(c, id)), reason);
        return done(c, id, redirect, "billing.one-off.approved");
    }

    @PostMapping("/{id}/rejection")
    String reject(
            @PathVariable long c, @PathVariable long id, @RequestParam String reason, RedirectAttributes redirect) {
        approvals.reject(c, OneOffApi.approvalOf(charges.get(c, id)), reason);
        return done(c, id, redirect, "billing.one-off.rejected");
    }

    @PostMapping("/{id}/reversal")
    String proposeReversal(
            @PathVariable long c, @PathVariable long id, @RequestParam String reason, RedirectAttributes redirect) {
        reversals.propose(c, id, reason);
        return done(c, id, redirect, "billing.reversal.proposed");
    }

    @SuppressWarnings("NullAway") // a valid form misses nothing
    private NewOneOff entry(long c, Form form) {
        long premisesId = premises.byCode(c, form.premises().strip())
                .map(Premises::id)
                .orElseThrow(() -> new InvalidInput("premises", "premises-unknown"));
        return new NewOneOff(
                premisesId,
                form.itemId(),
                form.on(),
                form.amount(),
                form.quantity(),
                form.unitPrice(),
                null,
                form.dueOn(),
                form.description());
    }

    private String newOne(long c, Model model) {
        List<Choice> choices = items.all(c).stream()
                .map(item -> Choice.of(item.id(), item.name()))
                .toList();
        model.addAttribute("page", new NewPage(c, choices));
        return "billing/one-off-new";
    }

    private String done(long c, long id, RedirectAttributes redirect, String message) {
        flash.success(redirect, message);
        return "redirect:/communities/" + c + "/one-off-charges/" + id;
    }
}
