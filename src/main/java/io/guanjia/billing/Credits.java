package io.guanjia.billing;

import io.guanjia.billing.RebillingTables.Balance;
import io.guanjia.billing.RebillingTables.Standing;
import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.kernel.Money;
import io.guanjia.ledger.Ledger;
import io.guanjia.ledger.Transfer;
import io.guanjia.residents.Households;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What a correction found charged too much: it settles what is open of the same bill, and the rest is held for whoever paid it. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class Credits {
    private final RebillingTables tables;
    private final Ledger ledger;
    private final PremisesRegister register;
    private final Households households;

    Credits(RebillingTables tables, Ledger ledger, PremisesRegister register, Households households) {
        this.tables = tables;
        this.ledger = ledger;
        this.register = register;
        this.households = households;
    }

    /** @param id of the line below zero @param lines of the same bill @return what became a prepayment */
    Money give(
            long community, long correctionId, long id, long payer, Money amount, List<Standing> lines, LocalDate on) {
        Money left = amount;
        for (Standing line : lines) {
            Money taken = line.payerId() == payer ? line.open().min(left) : Money.ZERO;
            if (taken.isPositive()) {
                tables.allocate(community, line.id(), taken, id, on);
                tables.allocate(community, id, taken.negate(), line.id(), on);
                left = left.minus(taken);
            }
        }
        if (left.isPositive()) {
            hold(community, correctionId, id, payer, left, lines.get(0), on);
        }
        return left;
    }

    private void hold(
            long community, long correctionId, long id, long payer, Money amount, Standing bill, LocalDate on) {
        long premises = bill.group().premisesId();
        long prepayment = tables.hold(community, premises, payer, bill.feeClass(), amount);
        long allocation = tables.allocate(community, id, amount.negate(), prepayment, on);
        tables.enter(community, prepayment, amount, allocation, null, on);
        ledger.post(
                community,
                List.of(Transfer.on(on)
                        .source(SourceKind.CORRECTION, correctionId)
                        .debit(Account.RECEIVABLE)
                        .credit(Account.PREPAYMENT)
                        .amount(amount)
                        .premises(premises)
                        .payer(payer)
                        .item(bill.group().itemId())
                        .charge(id)
                        .build()));
    }

    /** Balances follow a household that lives elsewhere now; those of whoever answers no more stay, and are told. */
    List<Effect.Held> move(
            long community, long correctionId, Collection<Long> premises, List<Rebilling.Moved> moved, LocalDate on) {
        List<Effect.Held> held = new ArrayList<>();
        for (Balance balance : tables.held(community, premises)) {
            Optional<Rebilling.Moved> went = moved.stream()
                    .filter(one ->
                            one.from() == balance.premisesId() && one.payers().contains(balance.standsId()))
                    .findFirst();
            if (went.isPresent()) {
                move(community, correctionId, balance, went.get().to(), on);
                String to = register.get(community, went.get().to()).code();
                held.add(new Effect.Held(balance.premises(), balance.standsId(), balance.fen(), to));
            } else if (!answers(community, balance, on)) {
                held.add(new Effect.Held(balance.premises(), balance.standsId(), balance.fen(), ""));
            }
        }
        return held;
    }

    private boolean answers(long community, Balance balance, LocalDate on) {
        return households
                .on(community, balance.premisesId(), on)
                .filter(one -> one.payerId() == balance.standsId())
                .isPresent();
    }

    private void move(long community, long correctionId, Balance balance, long to, LocalDate on) {
        tables.empty(community, balance.id());
        tables.enter(community, balance.id(), balance.fen().negate(), null, correctionId, on);
        long there = tables.hold(community, to, balance.payerId(), balance.feeClass(), balance.fen());
        tables.enter(community, there, balance.fen(), null, correctionId, on);
        Transfer.Builder line = Transfer.on(on)
                .source(SourceKind.CORRECTION, correctionId)
                .payer(balance.payerId())
                .amount(balance.fen());
        Transfer leaves = line.debit(Account.PREPAYMENT)
                .credit(Account.PREPAYMENT_MOVED)
                .premises(balance.premisesId())
                .build();
        Transfer arrives = line.debit(Account.PREPAYMENT_MOVED)
                .credit(Account.PREPAYMENT)
                .premises(to)
                .build();
        ledger.post(community, List.of(leaves, arrives));
    }
}
