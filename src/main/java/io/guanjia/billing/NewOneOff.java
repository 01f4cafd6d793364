package io.guanjia.billing;

import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.InvalidInput.Problem;
import io.guanjia.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A charge by hand: an amount, or a quantity and a price of which it is the product.
 *
 * @param on the day that decides who pays, when no payer is given (rules.md §16.2), and the fee month
 * @param payerId null: whoever answers for the premises on that day
 * @param dueOn null: the item's due day in the fee month, never before {@code on}
 */
public record NewOneOff(
        long premisesId,
        long itemId,
        LocalDate on,
        @Nullable Money amount,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal unitPrice,
        @Nullable Long payerId,
        @Nullable LocalDate dueOn,
        String description) {

    private static final int LONGEST = 200;
    private static final int QUANTITY_DECIMALS = 4;
    private static final int PRICE_DECIMALS = 6;
    private static final Money HIGHEST = new Money(10_000_000_000_00L);

    public static NewOneOff of(long premisesId, long itemId, LocalDate on, Money amount, String description) {
        return new NewOneOff(premisesId, itemId, on, amount, null, null, null, null, description);
    }

    public static NewOneOff of(
            long premisesId, long itemId, LocalDate on, BigDecimal quantity, BigDecimal unitPrice, String description) {
        return new NewOneOff(premisesId, itemId, on, null, quantity, unitPrice, null, null, description);
    }

    /** The amount given, or quantity × price rounded once; when all are given they must agree. */
    Money checkedAmount() {
        List<Problem> problems = new ArrayList<>();
        if ((quantity == null) != (unitPrice == null)) {
            problems.add(Problem.of(quantity == null ? "quantity" : "unitPrice", "missing"));
        } else if (quantity == null && amount == null) {
            problems.add(Problem.of("amount", "missing"));
        }
        if (quantity != null && !fits(quantity, QUANTITY_DECIMALS)) {
            problems.add(Problem.of("quantity", "billing-quantity", QUANTITY_DECIMALS));
        }
        if (unitPrice != null && !fits(unitPrice, PRICE_DECIMALS)) {
            problems.add(Problem.of("unitPrice", "unit-price", PRICE_DECIMALS));
        }
        if (description.isBlank() || description.length() > LONGEST) {
            problems.add(Problem.of("description", "billing-length", 1, LONGEST));
        }
        NewChargeItem.throwAny(problems);
        Money product = quantity == null || unitPrice == null ? null : Money.rounded(quantity.multiply(unitPrice));
        Money charged = Objects.requireNonNull(amount == null ? product : amount);
        if (product != null && !product.equals(charged)) {
            throw new InvalidInput("amount", "amount-not-the-product", product);
        }
        if (!charged.isPositive() || charged.isMoreThan(HIGHEST)) {
            throw new InvalidInput("amount", "amount-not-positive");
        }
        return charged;
    }

    private static boolean fits(BigDecimal value, int decimals) {
        BigDecimal plain = value.stripTrailingZeros();
        return value.signum() >= 0 && plain.scale() <= decimals && plain.precision() - plain.scale() <= 8;
    }
}
