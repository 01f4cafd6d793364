package io.guanjia.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.guanjia.kernel.InvalidInput;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a workbook does not hold and the importer has to say; each layout asks for some of it.
 *
 * @param developer name of the company that pays for what is unsold or undelivered
 * @param deliveredOn when the premises that have an owner were handed over
 * @param cutOverOn from here on the books are kept in this system
 * @param taxRate included in the prices of the workbook: 0.06 is six percent
 * @param since from here on owners, areas and deliveries hold where the workbook gives no day
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportOptions(
        @Nullable String developer,
        @Nullable LocalDate deliveredOn,
        @Nullable LocalDate cutOverOn,
        @Nullable BigDecimal taxRate,
        @Nullable LocalDate since) {
    private static final int LONGEST_NAME = 200;

    /** What a layout may ask for. */
    public enum Name {
        DEVELOPER,
        DELIVERED_ON,
        CUT_OVER_ON,
        TAX_RATE,
        SINCE
    }

    public static final ImportOptions NONE = new ImportOptions(null, null, null, null, null);

    /** For the migration workbook. */
    public static ImportOptions estate(
            String developer, LocalDate deliveredOn, LocalDate cutOverOn, BigDecimal taxRate) {
        return new ImportOptions(developer.strip(), deliveredOn, cutOverOn, taxRate, null);
    }

    public static ImportOptions since(LocalDate since) {
        return new ImportOptions(null, null, null, null, since);
    }

    /** @throws InvalidInput naming everything asked for that is missing or wrong */
    ImportOptions require(Set<Name> asked) {
        List<InvalidInput.Problem> problems = new ArrayList<>();
        if (asked.contains(Name.DEVELOPER)
                && (developer == null || developer.isBlank() || developer.length() > LONGEST_NAME)) {
            problems.add(InvalidInput.Problem.of("developer", "import-developer", LONGEST_NAME));
        }
        if (asked.contains(Name.DELIVERED_ON) && deliveredOn == null) problems.add(missing("deliveredOn"));
        if (asked.contains(Name.CUT_OVER_ON) && cutOverOn == null) problems.add(missing("cutOverOn"));
        if (asked.contains(Name.SINCE) && since == null) problems.add(missing("since"));
        if (asked.contains(Name.TAX_RATE)
                && (taxRate == null || taxRate.signum() < 0 || taxRate.compareTo(BigDecimal.ONE) >= 0)) {
            problems.add(InvalidInput.Problem.of("taxRate", "import-tax-rate"));
        }
        if (!problems.isEmpty()) throw new InvalidInput(problems);
        return this;
    }

    private static InvalidInput.Problem missing(String field) {
        return InvalidInput.Problem.of(field, "import-option-missing");
    }
}
