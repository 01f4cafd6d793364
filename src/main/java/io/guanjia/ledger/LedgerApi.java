package io.guanjia.ledger;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.kernel.Money;
import io.guanjia.web.OpaqueId;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import io.guanjia.web.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/communities/{c}")
class LedgerApi {

    private final TrialBalances trialBalances;
    private final Transfers transfers;
    private final Controls controls;
    private final Seals seals;
    private final Texts texts;
    private final Clock clock;

    LedgerApi(
            TrialBalances trialBalances,
            Transfers transfers,
            Controls controls,
            Seals seals,
            Texts texts,
            Clock clock) {
        this.trialBalances = trialBalances;
        this.transfers = transfers;
        this.controls = controls;
        this.seals = seals;
        this.texts = texts;
        this.clock = clock;
    }

    /** @param balanceFen debits less credits: below zero where the account stands in credit */
    record AccountBalance(
            Account code, String name, Side normalSide, Money debitFen, Money creditFen, Money balanceFen) {}

    record TrialBalanceAnswer(LocalDate on, List<AccountBalance> accounts, Money debitFen, Money creditFen) {}

    record TransferAnswer(
            @OpaqueId long id,
            LocalDate businessOn,
            Account debit,
            Account credit,
            Money amountFen,
            @OpaqueId @Nullable Long premisesId,
            @OpaqueId @Nullable Long payerId,
            @OpaqueId @Nullable Long itemId,
            @OpaqueId @Nullable Long chargeId,
            @OpaqueId @Nullable Long holderId,
            @OpaqueId @Nullable Long sheetId,
            SourceKind source,
            @OpaqueId long sourceId,
            @OpaqueId @Nullable Long reversesId,
            @OpaqueId @Nullable Long reversedById,
            @OpaqueId @Nullable Long actorId,
            Instant postedAt,
            @Nullable Money balanceFen) {}

    record ComparisonAnswer(String subject, Money ledgerFen, Money detailsFen, Money differenceFen) {}

    record ControlAnswer(String name, String title, boolean holds, List<ComparisonAnswer> comparisons) {}

    record SealCheckAnswer(
            boolean intact,
            long seals,
            long transfers,
            @OpaqueId @Nullable Long firstBrokenId) {}

    @GetMapping("/trial-balance")
    TrialBalanceAnswer trialBalance(@PathVariable long c, @RequestParam @Nullable LocalDate on) {
        TrialBalance balance = trialBalances.on(c, on == null ? LocalDate.now(clock) : on);
        return new TrialBalanceAnswer(
                balance.on(), balance.lines().stream().map(this::answer).toList(), balance.debit(), balance.credit());
    }

    @GetMapping("/ledger/transfers")
    Page<TransferAnswer> transfers(
            @PathVariable long c,
            @RequestParam @Nullable Account account,
            @RequestParam @Nullable Long premises,
            @RequestParam @Nullable Long holder,
            @RequestParam @Nullable SourceKind source,
            @RequestParam @Nullable Long sourceId,
            @RequestParam @Nullable LocalDate from,
            @RequestParam @Nullable LocalDate to,
            Paging paging) {
        return transfers
                .page(c, new TransferFilter(account, premises, holder, source, sourceId, from, to), paging)
                .map(LedgerApi::answer);
    }

    @GetMapping("/ledger/transfers/{id}")
    TransferAnswer transfer(@PathVariable long c, @PathVariable long id) {
        return answer(transfers.get(c, id));
    }

    @GetMapping("/ledger/controls")
    List<ControlAnswer> controls(@PathVariable long c) {
        return controls.check(c).stream().map(this::answer).toList();
    }

    @GetMapping("/ledger/seals/verification")
    SealCheckAnswer verification(@PathVariable long c) {
        SealCheck check = seals.verify(c);
        return new SealCheckAnswer(
                check.intact(),
                check.seals(),
                check.transfers(),
                check.firstBroken().map(broken -> broken.seal().id()).orElse(null));
    }

    private AccountBalance answer(TrialBalance.Line line) {
        return new AccountBalance(
                line.account(),
                texts.of("account." + line.account()),
                ChartOfAccounts.normalSide(line.account()),
                line.debit(),
                line.credit(),
                line.balance());
    }

    private ControlAnswer answer(Controls.Result result) {
        return new ControlAnswer(
                result.name(),
                texts.of("control." + result.name()),
                result.holds(),
                result.comparisons().stream()
                        .map(one -> new ComparisonAnswer(one.subject(), one.ledger(), one.details(), one.difference()))
                        .toList());
    }

    private static TransferAnswer answer(Posted posted) {
        Transfer transfer = posted.transfer();
        return new TransferAnswer(
                posted.id(),
                transfer.businessOn(),
                transfer.debit(),
                transfer.credit(),
                transfer.amount(),
                transfer.premisesId(),
                transfer.payerId(),
                transfer.itemId(),
                transfer.chargeId(),
                transfer.holderId(),
                transfer.sheetId(),
                transfer.sourceKind(),
                transfer.sourceId(),
                posted.reversesId(),
                posted.reversedById(),
                posted.actorId(),
                posted.postedAt(),
                posted.balance());
    }
}
