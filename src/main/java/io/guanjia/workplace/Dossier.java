package io.guanjia.workplace;

import io.guanjia.billing.OpenCharge;
import io.guanjia.billing.Prepayment;
import io.guanjia.cashier.PaymentRow;
import io.guanjia.estate.Premises;
import io.guanjia.kernel.Money;
import io.guanjia.residents.Household;
import io.guanjia.residents.Ownership;
import io.guanjia.residents.Person;
import io.guanjia.residents.Tenancy;
import io.guanjia.residents.Vehicle;
import io.guanjia.web.TimelineEntry;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One household on one page: as much of it as the viewer may see.
 *
 * @param residents null for those who may not read residents
 * @param account null for those who may not read bills
 */
record Dossier(
        long c,
        Premises premises,
        @Nullable String collector,
        @Nullable Household household,
        @Nullable Residents residents,
        @Nullable Account account,
        LocalDate today) {

    /** @param people everybody who is named, by id: their whole phones are what the work at the phone needs */
    record Residents(
            List<Ownership> ownerships,
            List<Tenancy> tenancies,
            List<Household> households,
            List<Vehicle> vehicles,
            Map<Long, Person> people,
            List<TimelineEntry> timeline) {

        /** The phone of that person, or a dash. */
        public String phone(long person) {
            Person known = people.get(person);
            return known == null || known.phone() == null ? "—" : known.phone();
        }
    }

    record Account(
            List<OpenCharge> open,
            Money owed,
            Money overdue,
            List<Prepayment> prepayments,
            Money prepaid,
            List<PaymentRow> payments) {}
}
