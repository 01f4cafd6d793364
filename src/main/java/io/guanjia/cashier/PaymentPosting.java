package io.guanjia.cashier;

import io.guanjia.billing.Settlement;
import io.guanjia.cashier.TakePayment.Tender;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.kernel.Money;
import io.guanjia.ledger.Transfer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The transfers of a payment: Dr where the money lies, Cr the charge it settles or the prepayment it becomes (docs/ledger.md). */
record PaymentPosting(long paymentId, long sheetId, long collectorId, LocalDate on) {

    List<Transfer> transfers(List<Tender> tenders, Settlement settled) {
        List<Transfer.Builder> credits = new ArrayList<>();
        List<Money> amounts = new ArrayList<>();
        for (Settlement.Line line : settled.lines()) {
            credits.add(Transfer.on(on)
                    .credit(Account.RECEIVABLE)
                    .premises(line.premisesId())
                    .payer(line.payerId())
                    .item(line.itemId())
                    .charge(line.chargeId()));
            amounts.add(line.amount());
        }
        for (Settlement.Prepaid part : settled.prepaid()) {
            credits.add(Transfer.on(on)
                    .credit(Account.PREPAYMENT)
                    .premises(part.premisesId())
                    .payer(part.payerId()));
            amounts.add(part.amount());
        }
        return Waterfall.pour(tenders.stream().map(Tender::amount).toList(), amounts).stream()
                .map(share -> debited(credits.get(share.part()), tenders.get(share.tender()), share.amount()))
                .toList();
    }

    private Transfer debited(Transfer.Builder credit, Tender tender, Money amount) {
        boolean held = tender.kind() == TenderKind.CASH || tender.kind() == TenderKind.CHEQUE;
        return credit.debit(account(tender.kind()))
                .holder(held ? collectorId : null)
                .amount(amount)
                .sheet(sheetId)
                .source(SourceKind.PAYMENT, paymentId)
                .build();
    }

    /** Where each kind of money lies until it is handed over, cleared or banked. */
    private static Account account(TenderKind kind) {
        return switch (kind) {
            case CASH -> Account.CASH_IN_HAND;
            case CHEQUE -> Account.CHEQUES_IN_HAND;
            case POS -> Account.CLEARING_POS;
            case WECHAT -> Account.CLEARING_WECHAT;
            case ALIPAY -> Account.CLEARING_ALIPAY;
            case TRANSFER -> Account.CLEARING_TRANSFER;
        };
    }
}
