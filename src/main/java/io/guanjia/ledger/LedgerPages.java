package io.guanjia.ledger;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.kernel.Money;
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
    private final TransferForms forms;
    private final Names names;
    private final Clock clock;

    LedgerPages(
            TrialBalances trialBalances,
            Transfers transfers,
            Seals seals,
            Controls controls,
            TransferForms forms,
            Names names,
            Clock clock) {
        this.trialBalances = trialBalances;
        this.transfers = transfers;
        this.seals = seals;
        this.controls = controls;
        this.forms = forms;
        this.names = names;
        this.clock = clock;
    }

    record TransfersPage(
            TransferForms.Form form,
            List<Choice> accounts,
            Page<TransferRow> transfers,
            @Nullable Money broughtForward) {}

    record TransferPage(TransferRow transfer, List<TransferRow> ofSource) {}

    @GetMapping
    String trialBalance(@PathVariable long c, @RequestParam @Nullable LocalDate on, Model model) {
        model.addAttribute("page", trialBalances.on(c, on == null ? LocalDate.now(clock) : on));
        return "ledger/trial-balance";
    }

    @GetMapping("/transfers")
    String transfers(@PathVariable long c, TransferForms.Form typed, Paging paging, Model model) {
        TransferForms.Form form = forms.withPeriod(typed);
        TransferFilter filter = forms.filter(c, form);
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
}
