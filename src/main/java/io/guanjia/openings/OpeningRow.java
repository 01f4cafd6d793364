package io.guanjia.openings;

import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.util.List;

/** What one row of the old books leaves owed. @param payers of these months by the register */
public record OpeningRow(
        String sheet, int row, long premisesId, String premises, List<String> payers, List<Month> months, Money open) {}
