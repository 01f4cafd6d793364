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
 * @param itemId the charge item whose months a ledger holds
 * @param year of a ledger that does not say it, or says it wrongly
 * @param since from here on owners, areas and deliveries hold where the workbook gives no day
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportOptions(
        @Nullable String developer,
        @Nullable LocalDate deliveredOn,
        @Nullable LocalDate cutOverOn,
        @Nullable BigDecimal taxRate,
        @Nullable LocalDate since,
        @Nullable Long itemId,
        @Nullable Integer year) {
    private static final int LONGEST_NAME = 200;
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2099;

    /** What a layout may ask for. */
    public enum Name {
        DEVELOPER,
        DELIVERED_ON,
        CUT_OVER_ON,
        TAX_RATE,
        SINCE,
        ITEM,
        /** May be left out: the sheet usually says it. */
        YEAR
    }

    public static final ImportOptions NONE = new ImportOptions(null, null, null, null, null, null, null);

    /** For the migration workbook. */
    public static ImportOptions estate(
            String developer, LocalDate deliveredOn, LocalDate cutOverOn, BigDecimal taxRate) {
        return new ImportOptions(developer.strip(), deliveredOn, cutOverOn, taxRate, null, null, null);
    }

    public static ImportOptions since(LocalDate since) {
        return new ImportOptions(null, null, null, null, since, null, null);
    }

    /** For a paper ledger. @param year null: as the sheet says */
    public static ImportOptions ledger(long itemId, @Nullable Integer year) {
        return new ImportOptions(null, null, null, null, null, itemId, year);
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
        if (asked.contains(Name.ITEM) && itemId == null) problems.add(missing("itemId"));
        if (asked.contains(Name.YEAR) && year != null && (year < FIRST_YEAR || year > LAST_YEAR)) {
            problems.add(InvalidInput.Problem.of(
                    "year", "import-year", String.valueOf(FIRST_YEAR), String.valueOf(LAST_YEAR)));
        }
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
