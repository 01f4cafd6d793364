package io.guanjia.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.guanjia.kernel.Money;
import io.guanjia.web.OpaqueId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import did, or would do.
 *
 * @param found what the workbook holds: buildings, entrances, rooms, shops, spaces, owners, withoutOwner, or rows
 * @param totalArea of rooms and shops in ㎡
 * @param monthlyFees of a full month, by charge item
 * @param amounts sums of money that the workbook holds: paid, arrears
 * @param byBuilding what is owed, by the code of the building
 * @param created rows that are new
 * @param changed rows that were known and differ
 * @param equal rows that were known so
 * @param rejected how many rows cannot be taken
 * @param rejections the first of them
 * @param warnings rows that are taken, and what somebody should look at; the first of them
 * @param samples what is new or differs, by kind, with the first of each
 * @param applied false: nothing was kept
 * @param rejectedRows where the rejected rows are to be had as the user's own workbook
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImportSummary(
        @OpaqueId long importId,
        Map<String, Integer> found,
        @Nullable BigDecimal totalArea,
        @JsonProperty("monthlyFeesFen") Map<String, Money> monthlyFees,
        @JsonProperty("amountsFen") Map<String, Money> amounts,
        @JsonProperty("byBuildingFen") Map<String, Money> byBuilding,
        int created,
        int changed,
        int equal,
        int rejected,
        List<Rejection> rejections,
        List<Rejection> warnings,
        List<Sample> samples,
        boolean dryRun,
        boolean applied,
        @Nullable String rejectedRows) {
    static final int REJECTIONS_SHOWN = 200;

    /** Summaries of earlier versions have neither amounts nor warnings. */
    @SuppressWarnings({"ConstantConditions", "NullAway"})
    public ImportSummary {
        amounts = amounts == null ? Map.of() : amounts;
        byBuilding = byBuilding == null ? Map.of() : byBuilding;
        warnings = warnings == null ? List.of() : warnings;
    }

    /**
     * @param made true: new, false: changed
     * @param kind {@code import.sample.<kind>}, the table of which they are rows
     * @param labels of the first of them
     */
    public record Sample(boolean made, String kind, int count, List<String> labels) {}
}
