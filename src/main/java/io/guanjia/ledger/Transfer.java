package io.guanjia.ledger;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.db.ledger.enums.SourceKind;
import io.guanjia.kernel.Money;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to be posted: one amount from one account to another. An entry with several accounts is several transfers of one
 * source, so an unbalanced entry cannot be written down.
 *
 * @param businessOn the day on which it counts; its month must be open
 * @param amount more than zero, always; a direction is given by the accounts and never by a sign
 * @param premisesId estate.premises
 * @param payerId residents.person
 * @param itemId billing.charge_item
 * @param holderId identity.account of the person who holds the cash, cheques or float
 * @param sheetId cashier.day_sheet on which the money is counted; a sealed sheet takes no more
 * @param sourceId the document: its kind and its id in the room that wrote it
 * @param chargeId billing.charge which it bills, releases or settles
 */
public record Transfer(
        LocalDate businessOn,
        Account debit,
        Account credit,
        Money amount,
        @Nullable Long premisesId,
        @Nullable Long payerId,
        @Nullable Long itemId,
        @Nullable Long holderId,
        @Nullable Long sheetId,
        SourceKind sourceKind,
        long sourceId,
        @Nullable Long chargeId) {

    public Transfer {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("A transfer moves more than zero, not " + amount);
        }
        if (debit == credit) {
            throw new IllegalArgumentException("A transfer needs two accounts, not twice " + debit);
        }
    }

    public static Builder on(LocalDate businessOn) {
        return new Builder(businessOn);
    }

    /** Dimensions that are not named stay empty. */
    public static final class Builder {
        private final LocalDate businessOn;
        private @Nullable Account debit;
        private @Nullable Account credit;
        private @Nullable Money amount;
        private @Nullable Long premisesId;
        private @Nullable Long payerId;
        private @Nullable Long itemId;
        private @Nullable Long holderId;
        private @Nullable Long sheetId;
        private @Nullable SourceKind sourceKind;
        private @Nullable Long sourceId;
        private @Nullable Long chargeId;

        private Builder(LocalDate businessOn) {
            this.businessOn = businessOn;
        }

        public Builder debit(Account account) {
            debit = account;
            return this;
        }

        public Builder credit(Account account) {
            credit = account;
            return this;
        }

        public Builder amount(Money money) {
            amount = money;
            return this;
        }

        public Builder source(SourceKind kind, long id) {
            sourceKind = kind;
            sourceId = id;
            return this;
        }

        public Builder premises(@Nullable Long id) {
            premisesId = id;
            return this;
        }

        public Builder payer(@Nullable Long id) {
            payerId = id;
            return this;
        }

        public Builder item(@Nullable Long id) {
            itemId = id;
            return this;
        }

        public Builder holder(@Nullable Long id) {
            holderId = id;
            return this;
        }

        public Builder sheet(@Nullable Long id) {
            sheetId = id;
            return this;
        }

        public Builder charge(@Nullable Long id) {
            chargeId = id;
            return this;
        }

        public Transfer build() {
            return new Transfer(
                    businessOn,
                    Objects.requireNonNull(debit, "debit"),
                    Objects.requireNonNull(credit, "credit"),
                    Objects.requireNonNull(amount, "amount"),
                    premisesId,
                    payerId,
                    itemId,
                    holderId,
                    sheetId,
                    Objects.requireNonNull(sourceKind, "source"),
                    Objects.requireNonNull(sourceId, "source"),
                    chargeId);
        }
    }
}
