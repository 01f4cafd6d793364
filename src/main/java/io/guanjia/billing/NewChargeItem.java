package io.guanjia.billing;

import io.guanjia.db.billing.enums.ChargeMethod;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.billing.enums.FundClass;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.InvalidInput.Problem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A charge item as somebody describes it; the fields are those of {@link ChargeItem}.
 *
 * @param from from when fund class and tax rate hold
 */
public record NewChargeItem(
        String code,
        String name,
        FeeClass feeClass,
        ChargeMethod method,
        int priority,
        int dueDay,
        LocalDate from,
        FundClass fundClass,
        BigDecimal taxRate) {

    private static final int LONGEST = 60;

    NewChargeItem checked() {
        List<Problem> problems = new ArrayList<>();
        if (code.isBlank() || code.length() > LONGEST) {
            problems.add(Problem.of("code", "billing-length", 1, LONGEST));
        }
        checkCommon(problems, name, feeClass, dueDay);
        checkRate(problems, fundClass, taxRate);
        throwAny(problems);
        return this;
    }

    static void checkCommon(List<Problem> problems, String name, FeeClass feeClass, int dueDay) {
        if (name.isBlank() || name.length() > LONGEST) {
            problems.add(Problem.of("name", "billing-length", 1, LONGEST));
        }
        if (feeClass == FeeClass.GENERAL) {
            problems.add(Problem.of("feeClass", "fee-class-of-prepayments-only"));
        }
        if (dueDay < 1 || dueDay > 31) {
            problems.add(Problem.of("dueDay", "billing-between", 1, 31));
        }
    }

    /** Money that is only passed on, or given back, carries no output tax of ours. */
    static void checkRate(List<Problem> problems, FundClass fundClass, BigDecimal taxRate) {
        boolean passedOn = fundClass == FundClass.AGENCY || fundClass == FundClass.DEPOSIT;
        if (taxRate.signum() < 0
                || taxRate.compareTo(BigDecimal.ONE) >= 0
                || taxRate.stripTrailingZeros().scale() > 4) {
            problems.add(Problem.of("taxRate", "tax-rate"));
        } else if (passedOn && taxRate.signum() > 0) {
            problems.add(Problem.of("taxRate", "tax-rate-of-money-passed-on"));
        }
    }

    static void throwAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }
}
