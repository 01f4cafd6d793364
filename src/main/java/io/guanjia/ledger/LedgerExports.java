package io.guanjia.ledger;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.sheets.SheetWriter;
import io.guanjia.sheets.SheetWriter.Column;
import io.guanjia.web.Texts;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The trial balance and exactly the transfers that are filtered, as workbooks. */
@Controller
@RequestMapping("/communities/{c}/ledger")
class LedgerExports {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final TrialBalances trialBalances;
    private final Transfers transfers;
    private final TransferForms forms;
    private final Names names;
    private final Texts texts;
    private final Clock clock;

    LedgerExports(
            TrialBalances trialBalances,
            Transfers transfers,
            TransferForms forms,
            Names names,
            Texts texts,
            Clock clock) {
        this.trialBalances = trialBalances;
        this.transfers = transfers;
        this.forms = forms;
        this.names = names;
        this.texts = texts;
        this.clock = clock;
    }

    @GetMapping("/trial-balance.xlsx")
    void trialBalance(@PathVariable long c, @RequestParam @Nullable LocalDate on, HttpServletResponse response)
            throws IOException {
        TrialBalance balance = trialBalances.on(c, on == null ? LocalDate.now(clock) : on);
        try (SheetWriter sheet =
                workbook(response, "ledger.trial-balance", balance.on().toString())) {
            sheet.sheet(
                    texts.of("ledger.trial-balance"),
                    columns("code", "account", "debits", "credits", "debit-balance", "credit-balance"));
            for (TrialBalance.Line line : balance.lines()) {
                sheet.row(
                        line.account().getLiteral(),
                        name(line.account()),
                        line.debit(),
                        line.credit(),
                        line.balance().isPositive() ? line.balance() : null,
                        line.balance().isNegative() ? line.balance().negate() : null);
            }
            sheet.row(
                    null,
                    texts.of("ledger.total"),
                    balance.debit(),
                    balance.credit(),
                    balance.debitBalance(),
                    balance.creditBalance());
        }
    }

    @GetMapping("/transfers.xlsx")
    void transfers(@PathVariable long c, TransferForms.Form typed, HttpServletResponse response) throws IOException {
        TransferForms.Form form = forms.withPeriod(typed);
        TransferFilter filter = forms.filter(c, form);
        // Asks for the permission before the first byte is on its way.
        var broughtForward = transfers.broughtForward(c, filter);
        String subject = form.account() == null ? "" : name(form.account());
        try (SheetWriter sheet = workbook(response, "ledger.transfers", subject)) {
            sheet.sheet(
                    texts.of("ledger.transfers"),
                    columns(
                            "number",
                            "business-on",
                            "document",
                            "premises",
                            "item",
                            "holder",
                            "debit",
                            "credit",
                            "amount",
                            "balance",
                            "reverses-number",
                            "posted-by",
                            "posted-at"));
            if (form.account() != null) {
                sheet.row(
                        null,
                        null,
                        texts.of("ledger.brought-forward"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        broughtForward);
            }
            transfers.each(c, filter, some -> write(c, sheet, some));
        }
    }

    private void write(long c, SheetWriter sheet, List<Posted> some) {
        Names.Of known = names.of(c, some);
        for (Posted posted : some) {
            TransferRow row = TransferRow.of(c, posted, known);
            sheet.row(
                    row.id(),
                    row.on(),
                    texts.of("source." + row.kind()) + " " + row.sourceId(),
                    row.premises(),
                    row.item(),
                    row.holder(),
                    name(row.debit()),
                    name(row.credit()),
                    row.amount(),
                    row.balance(),
                    row.reversal() ? row.counterpartId() : null,
                    row.actor(),
                    row.postedAt().atZone(clock.getZone()).toLocalDateTime());
        }
    }

    private String name(Account account) {
        return texts.of("account." + account);
    }

    private List<Column> columns(String... keys) {
        return Stream.of(keys)
                .map(key -> new Column(texts.of("ledger." + key), 18))
                .toList();
    }

    private SheetWriter workbook(HttpServletResponse response, String title, String subject) throws IOException {
        String name = (texts.of(title) + " " + subject).strip() + ".xlsx";
        response.setContentType(XLSX);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, java.nio.charset.StandardCharsets.UTF_8)
                        .build()
                        .toString());
        return SheetWriter.to(response.getOutputStream());
    }
}
