package io.guanjia.imports;

import io.guanjia.kernel.InvalidInput;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What the workbook does not hold and the importer has to say.
 *
 * @param fileId of the stored workbook
 * @param developer name of the company that pays for what is unsold or undelivered
 * @param deliveredOn when the premises that have an owner were handed over
 * @param cutOverOn from here on the books are kept in this system
 * @param taxRate included in the prices of the workbook: 0.06 is six percent
 * @param dryRun true: everything is tried and nothing kept
 */
public record ImportRequest(
        long fileId, String developer, LocalDate deliveredOn, LocalDate cutOverOn, BigDecimal taxRate, boolean dryRun) {
    private static final int LONGEST_NAME = 200;

    public ImportRequest {
        List<InvalidInput.Problem> problems = new ArrayList<>();
        if (developer.isBlank() || developer.length() > LONGEST_NAME) {
            problems.add(InvalidInput.Problem.of("developer", "import-developer", LONGEST_NAME));
        }
        if (taxRate.signum() < 0 || taxRate.compareTo(BigDecimal.ONE) >= 0) {
            problems.add(InvalidInput.Problem.of("taxRate", "import-tax-rate"));
        }
        if (!problems.isEmpty()) throw new InvalidInput(problems);
        developer = developer.strip();
    }
}
