package io.guanjia.insight;

import io.guanjia.db.insight.enums.RateSpan;

/** How an indicator is computed; printed with it (message {@code formula.<code>}) and kept with what was published. */
enum Formula {
    /** rules.md §7.1, 当期(月)收缴率 */
    COLLECTION_MONTH("collection-rate-month"),
    /** rules.md §7.1, 当年收缴率(累计到月) */
    COLLECTION_YEAR("collection-rate-year");

    private final String code;

    Formula(String code) {
        this.code = code;
    }

    static Formula of(RateSpan span) {
        return span == RateSpan.MONTH ? COLLECTION_MONTH : COLLECTION_YEAR;
    }

    String code() {
        return code;
    }
}
