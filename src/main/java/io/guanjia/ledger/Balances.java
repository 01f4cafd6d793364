package io.guanjia.ledger;

import static io.guanjia.db.ledger.Tables.CLOSED_BALANCE;
import static io.guanjia.db.ledger.Tables.TRANSFER;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import io.guanjia.db.ledger.enums.Account;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import java.time.LocalDate;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What stands on an account, seen from its normal side ({@link ChartOfAccounts#normalSide}): owed, held or earned is above zero. */
@Service
@Transactional(readOnly = true)
public class Balances {

    private final DSLContext dsl;
    private final TrialBalances trialBalances;

    Balances(DSLContext dsl, TrialBalances trialBalances) {
        this.dsl = dsl;
        this.trialBalances = trialBalances;
    }

    /** Everything with a business date up to and including that day. */
    public Money balance(long communityId, Account account, LocalDate on) {
        return trialBalances.total(communityId, account, on);
    }

    /** What that person holds on an account of cash, cheques or float, all dates. */
    public Money heldBy(long communityId, Account account, long holderId) {
        return dsl.select(net(account))
                .from(TRANSFER)
                .where(touches(communityId, account))
                .and(TRANSFER.HOLDER_ID.eq(holderId))
                .fetchSingle(net(account));
    }

    /** The same for every holder of the community who ever held something. */
    public Map<Long, Money> heldByAll(long communityId, Account account) {
        return dsl.select(TRANSFER.HOLDER_ID, net(account))
                .from(TRANSFER)
                .where(touches(communityId, account))
                .and(TRANSFER.HOLDER_ID.isNotNull())
                .groupBy(TRANSFER.HOLDER_ID)
                .orderBy(TRANSFER.HOLDER_ID)
                .fetchMap(TRANSFER.HOLDER_ID, net(account));
    }

    /** Keeps what stands on each account at the end of a month that is being closed. */
    @Transactional
    void keep(long communityId, Month month) {
        var line = trialBalances.query(communityId, month.lastDay()).fetch();
        dsl.insertInto(
                        CLOSED_BALANCE,
                        CLOSED_BALANCE.COMMUNITY_ID,
                        CLOSED_BALANCE.MONTH,
                        CLOSED_BALANCE.ACCOUNT,
                        CLOSED_BALANCE.DEBIT_FEN,
                        CLOSED_BALANCE.CREDIT_FEN)
                .valuesOfRows(line.map(row -> DSL.row(
                        val(communityId),
                        val(month.firstDay()),
                        val(row.value1()),
                        val(new Money(row.value2()), CLOSED_BALANCE.DEBIT_FEN),
                        val(new Money(row.value3()), CLOSED_BALANCE.CREDIT_FEN))))
                .execute();
    }

    private static Condition touches(long communityId, Account account) {
        return TRANSFER.COMMUNITY_ID
                .eq(communityId)
                .and(TRANSFER.DEBIT_ACCOUNT.eq(account).or(TRANSFER.CREDIT_ACCOUNT.eq(account)));
    }

    static Field<Money> net(Account account) {
        Field<Account> grows =
                ChartOfAccounts.normalSide(account) == Side.DEBIT ? TRANSFER.DEBIT_ACCOUNT : TRANSFER.CREDIT_ACCOUNT;
        return field(
                "coalesce(sum(case when {0} = {1} then {2} else -{2} end), 0)::bigint",
                TRANSFER.AMOUNT_FEN.getDataType(), grows, val(account, grows), TRANSFER.AMOUNT_FEN);
    }
}
