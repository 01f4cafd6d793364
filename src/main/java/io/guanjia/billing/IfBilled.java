package io.guanjia.billing;

/** What to do when a change of price or rate reaches into a month that is billed already. */
public enum IfBilled {
    /** Say so and change nothing. */
    WARN,
    /** The person has been told: bills stay as they are, only what is billed from now on changes (rules.md §0). */
    ACCEPT
}
