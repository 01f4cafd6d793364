package io.guanjia.ledger;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.web.Choice;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/communities/{c}/ledger")
class LedgerPages {

    private final TrialBalances trialBalances;
    private final Transfers transfers;
    private final Seals seals;
    private final Controls controls;
    private final Names names;
    private final Clock clock;

    LedgerPages(
            TrialBalances trialBalances,
            Transfers transfers,
            Seals seals,
            Controls controls,
            Names names,
            Clock clock) {
        this.trialBalances = trialBalances;
        this.transfers = transfers;
        this.seals = seals;
        this.controls = controls;
        this.names = names;
        this.clock = clock;
    }

    record TransfersPage(
            TransfersForm form,
            List<Choice> accounts,
            Page<TransferRow> transfers,
            @Nullable Money broughtForward) {}

    /** What the filter shows; {@code premises} is a code as people say it. */
    record TransfersForm(
            @Nullable Account account,
            @Nullable String premises,
            @Nullable Long holder,
            @Nullable SourceKind source,
            @Nullable Long sourceId,
            @Nullable LocalDate from,
            @Nullable LocalDate to) {}

    record TransferPage(TransferRow transfer, List<TransferRow> ofSource) {}

    @GetMapping
    String trialBalance(@PathVariable long c, @RequestParam @Nullable LocalDate on, Model model) {
        model.addAttribute("page", trialBalances.on(c, on == null ? LocalDate.now(clock) : on));
        return "ledger/trial-balance";
    }

    @GetMapping("/transfers")
    String transfers(@PathVariable long c, TransfersForm typed, Paging paging, Model model) {
        TransfersForm form = withPeriod(typed);
        TransferFilter filter = filter(c, form);
        Page<Posted> page = transfers.page(c, filter, paging);
        Money broughtForward =
                form.account() == null || paging.after() != null ? null : transfers.broughtForward(c, filter);
        model.addAttribute(
                "page",
                new TransfersPage(
                        form, Choice.of("account", Account.values()), page.map(rows(c, page.items())), broughtForward));
        return "ledger/transfers";
    }

    @GetMapping("/transfers/{id}")
    String transfer(@PathVariable long c, @PathVariable long id, Model model) {
        Posted posted = transfers.get(c, id);
        List<Posted> ofSource = transfers.ofSource(c, posted);
        Function<Posted, TransferRow> row = rows(c, ofSource);
        model.addAttribute(
                "page",
                new TransferPage(row.apply(posted), ofSource.stream().map(row).toList()));
        return "ledger/transfer";
    }

    @GetMapping("/seals")
    String seals(@PathVariable long c, @RequestParam(defaultValue = "false") boolean verify, Model model) {
        model.addAttribute("seals", seals.list(c));
        model.addAttribute("check", verify ? seals.verify(c) : null);
        return "ledger/seals";
    }

    @GetMapping("/controls")
    String controls(@PathVariable long c, Model model) {
        model.addAttribute("results", controls.check(c));
        return "ledger/controls";
    }

    private Function<Posted, TransferRow> rows(long c, List<Posted> posted) {
        Names.Of known = names.of(c, posted);
        return row -> TransferRow.of(c, row, known);
    }

    /** Without any restriction the current month: nobody reads the books from their first page. */
    private TransfersForm withPeriod(TransfersForm form) {
        boolean restricted = form.from() != null
                || form.to() != null
                || form.sourceId() != null
                || form.premises() != null && !form.premises().isBlank();
        return restricted
                ? form
                : new TransfersForm(
                        form.account(),
                        form.premises(),
                        form.holder(),
                        form.source(),
                        form.sourceId(),
                        Month.of(LocalDate.now(clock)).firstDay(),
                        null);
    }

    private TransferFilter filter(long c, TransfersForm form) {
        String code = form.premises();
        // A code that nobody has finds nothing, as every filter does that nothing matches.
        Long premises = code == null || code.isBlank()
                ? null
                : names.premises(c, code.strip()).orElse(0L);
        return new TransferFilter(
                form.account(), premises, form.holder(), form.source(), form.sourceId(), form.from(), form.to());
    }
}
