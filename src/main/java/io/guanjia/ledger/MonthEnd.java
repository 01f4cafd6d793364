package io.guanjia.ledger;

import io.guanjia.kernel.Month;

/** Higher rooms that freeze what they publish of a month contribute beans; called inside the transaction that closes it. */
public interface MonthEnd {

    /** The month is closed and sealed: what is computed from its postings now will not change. */
    void closed(long communityId, Month month);
}
