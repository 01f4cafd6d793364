package io.guanjia.imports;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.guanjia.kernel.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * What an import did, or would do when it was tried only.
 *
 * @param found what the workbook holds: buildings, entrances, rooms, shops, spaces, owners, withoutOwner
 * @param totalArea of rooms and shops in ㎡
 * @param monthlyFees of a full month, by charge item
 * @param created rows that are new
 * @param changed rows that were known and differ
 * @param rejections nothing was applied when there is one
 */
public record ImportSummary(
        Map<String, Integer> found,
        BigDecimal totalArea,
        @JsonProperty("monthlyFeesFen") Map<String, Money> monthlyFees,
        int created,
        int changed,
        List<Rejection> rejections,
        boolean dryRun) {

    @JsonIgnore
    public boolean isApplied() {
        return rejections.isEmpty() && !dryRun;
    }
}
