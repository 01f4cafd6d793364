package io.guanjia.billing;

import io.guanjia.kernel.Money;
import java.util.List;

/**
 * What a preview of a bill run found.
 *
 * @param count how many lines it concerns, of which {@code samples} are the first
 */
public record Finding(Kind kind, long count, List<Sample> samples) {

    public enum Kind {
        MISSING_AREA,
        MISSING_TARIFF,
        MISSING_PAYER,
        /** No version of the item says fund class and tax rate. */
        MISSING_RATE,
        /** A live charge of the same premises, item and month covers other days, or has the same segment. */
        CLASH,
        /** The whole month lies before the day on which the books began; what is owed of it was taken over. */
        BEFORE_CUT_OVER,
        /** The month's total is further from last month's than the setting allows. */
        BEYOND_BOUND,
        /** For information: what differs most from last month. */
        LARGEST_CHANGE
    }

    /**
     * @param beforeFen last month; zero where it does not apply
     * @param afterFen this month
     */
    public record Sample(
            long premisesId,
            String premisesCode,
            long itemId,
            String itemName,
            String span,
            long beforeFen,
            long afterFen) {

        public Money before() {
            return new Money(beforeFen);
        }

        public Money after() {
            return new Money(afterFen);
        }

        public Money change() {
            return after().minus(before());
        }
    }

    public Finding {
        samples = List.copyOf(samples);
    }

    /** Whether the run cannot be proposed before this is mended. */
    public boolean stops() {
        return kind != Kind.LARGEST_CHANGE;
    }
}
