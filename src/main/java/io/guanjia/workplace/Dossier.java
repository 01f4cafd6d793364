package io.guanjia.workplace;

import io.guanjia.billing.Charge;
import io.guanjia.billing.Prepayment;
import io.guanjia.cashier.PaymentRow;
import io.guanjia.estate.Premises;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.openings.PastPayment;
import io.guanjia.residents.Belonging;
import io.guanjia.residents.DossierFile;
import io.guanjia.residents.Occupant;
import io.guanjia.residents.Occupant.Role;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One household on one page: as much of it as the viewer may see.
 *
 * @param residents null for those who may not read residents
 * @param account null for those who may not read bills
 * @param latest the newest of what happened; {@code more} says that there is more than that
 */
record Dossier(
        long c,
        Premises premises,
        @Nullable String collector,
        @Nullable Residents residents,
        @Nullable Account account,
        List<Happening> latest,
        boolean more,
        LocalDate today) {

    /** @param all whoever owns, rents or answers on whatever days, the latest first */
    record Residents(List<Occupant> all, List<Belonging> belongings, List<DossierFile> files, LocalDate today) {

        /** Who answers for the bills today; null when nobody does. */
        public @Nullable Occupant payer() {
            return answers().stream()
                    .filter(one -> one.holds(today))
                    .findFirst()
                    .orElse(null);
        }

        /** The name of whoever stays liable beside a payer. */
        public String liable(Occupant payer) {
            return owner(payer).name();
        }

        String maskedLiable(Occupant payer) {
            return owner(payer).maskedName();
        }

        private Occupant owner(Occupant payer) {
            return all.stream()
                    .filter(one -> one.personId() == payer.ownerId())
                    .findFirst()
                    .orElse(payer);
        }

        /** Owners and tenants of today, and those to come. */
        public List<Occupant> people() {
            return all.stream()
                    .filter(one -> one.role() != Role.ANSWERS && !one.isEarlier(today))
                    .toList();
        }

        public List<Occupant> earlier() {
            return all.stream()
                    .filter(one -> one.role() != Role.ANSWERS && one.isEarlier(today))
                    .toList();
        }

        public List<Occupant> answers() {
            return all.stream().filter(one -> one.role() == Role.ANSWERS).toList();
        }
    }

    /**
     * @param held deposits that were paid and not given back
     * @param before what was paid before Guanjia
     */
    record Account(
            List<Owed> open,
            Money owed,
            Money overdue,
            List<Prepayment> prepayments,
            Money prepaid,
            List<Charge> deposits,
            Money held,
            List<PaymentRow> payments,
            List<PastPayment> before) {}

    /** What is open of one item. */
    record Owed(String item, List<Line> lines, Money open, Money overdue, Month from, Month to) {

        static Owed of(List<Line> lines, LocalDate today) {
            List<Month> months = lines.stream()
                    .map(line -> line.charge().line().month())
                    .sorted()
                    .toList();
            return new Owed(
                    lines.get(0).charge().line().itemName(),
                    lines,
                    Money.sum(lines.stream().map(line -> line.charge().line().open())),
                    Money.sum(lines.stream()
                            .map(line -> line.charge().line())
                            .filter(line -> line.isOverdue(today))
                            .map(line -> line.open())),
                    months.get(0),
                    months.get(months.size() - 1));
        }
    }

    /** @param why how the amount was computed */
    record Line(Charge charge, String why) {}
}
