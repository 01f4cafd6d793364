package io.guanjia.cashier;

import static io.guanjia.db.billing.Tables.CHARGE;
import static io.guanjia.db.estate.Tables.PREMISES;
import static io.guanjia.db.residents.Tables.HOUSEHOLD;
import static io.guanjia.db.residents.Tables.PERSON;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import io.guanjia.billing.Charges;
import io.guanjia.billing.OpenCharge;
import io.guanjia.cashier.HandIns.HandIn;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.Money;
import io.guanjia.residents.Found;
import io.guanjia.residents.HouseholdFinder;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What lies before the collector at the counter: households, what they owe, the day so far. */
@Component
@Transactional(readOnly = true)
class Counter {
    private static final int FOUND_MAX = 12;

    private final DSLContext sql;
    private final Clock clock;
    private final Access access;
    private final HouseholdFinder finder;
    private final Charges charges;
    private final ReceiptBooks books;
    private final HandIns handIns;
    private final PaymentTables payments;

    Counter(
            DSLContext sql,
            Clock clock,
            Access access,
            HouseholdFinder finder,
            Charges charges,
            ReceiptBooks books,
            HandIns handIns,
            PaymentTables payments) {
        this.sql = sql;
        this.clock = clock;
        this.access = access;
        this.finder = finder;
        this.charges = charges;
        this.books = books;
        this.handIns = handIns;
        this.payments = payments;
    }

    /** A premises with who answers for it now; at the counter whole names and phones are needed (rules.md §13). */
    record Household(
            long premisesId,
            String code,
            @Nullable Long payerId,
            @Nullable String payer,
            @Nullable String phone,
            Money owed) {
        public @Nullable String phoneTail() {
            return phone == null || phone.length() < 4 ? phone : "*" + phone.substring(phone.length() - 4);
        }
    }

    record Opened(Household household, List<OpenCharge> charges) {
        public Money owed() {
            return Money.sum(charges.stream().map(OpenCharge::open));
        }
    }

    /** The day of whoever acts: the own book, what was taken, whether earlier money is still here. */
    record Day(LocalDate today, @Nullable ReceiptBook book, Takings takings, List<PaymentRow> latest, HandIn handIn) {}

    Day day(long communityId) {
        access.require(Permission.COLLECT, communityId);
        LocalDate today = LocalDate.now(clock);
        PaymentFilter own = PaymentFilter.of(today, access.actor());
        return new Day(
                today,
                books.own(communityId).orElse(null),
                payments.takings(communityId, own),
                payments.list(communityId, own, null, 5),
                handIns.of(communityId, access.actor(), today));
    }

    /** What the residents' room finds by room, name, phone or plate; here with whole names and what is owed. */
    List<Household> find(long communityId, String typed) {
        access.require(Permission.COLLECT, communityId);
        List<Long> found = finder.find(communityId, typed, FOUND_MAX).stream()
                .map(Found::premisesId)
                .toList();
        List<Household> households = households(communityId, PREMISES.ID.in(found), FOUND_MAX);
        return found.stream()
                .flatMap(id -> households.stream().filter(household -> household.premisesId() == id))
                .toList();
    }

    /** In the order asked for; what is not of this community is left out. */
    List<Opened> open(long communityId, List<Long> premisesIds) {
        access.require(Permission.COLLECT, communityId);
        List<Household> found = households(communityId, PREMISES.ID.in(premisesIds), TakePayment.LINES_MAX);
        List<OpenCharge> open = charges.open(communityId, premisesIds);
        return premisesIds.stream()
                .distinct()
                .flatMap(id -> found.stream().filter(household -> household.premisesId() == id))
                .map(household -> new Opened(
                        household,
                        open.stream()
                                .filter(charge -> charge.premisesId() == household.premisesId())
                                .toList()))
                .toList();
    }

    /** Other premises of the same payers. */
    List<Household> alsoTheirs(long communityId, List<Opened> opened) {
        Collection<Long> here =
                opened.stream().map(one -> one.household().premisesId()).toList();
        List<Long> payers = opened.stream()
                .map(one -> one.household().payerId())
                .filter(id -> id != null)
                .toList();
        return households(communityId, HOUSEHOLD.PAYER_ID.in(payers).and(PREMISES.ID.notIn(here)), FOUND_MAX);
    }

    private List<Household> households(long communityId, Condition which, int most) {
        LocalDate today = LocalDate.now(clock);
        Field<BigDecimal> owed = field(select(coalesce(sum(CHARGE.OPEN_FEN.coerce(Long.class)), val(BigDecimal.ZERO)))
                .from(CHARGE)
                .where(CHARGE.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID), CHARGE.PREMISES_ID.eq(PREMISES.ID))
                .and(CHARGE.OPEN_FEN.ne(inline(Money.ZERO, CHARGE.OPEN_FEN))));
        return sql.select(PREMISES.ID, PREMISES.CODE, HOUSEHOLD.PAYER_ID, PERSON.NAME, PERSON.PHONE, owed)
                .from(PREMISES)
                .leftJoin(HOUSEHOLD)
                .on(HOUSEHOLD.COMMUNITY_ID.eq(PREMISES.COMMUNITY_ID), HOUSEHOLD.PREMISES_ID.eq(PREMISES.ID))
                .and(HOUSEHOLD.FROM_ON.le(today))
                .and(HOUSEHOLD.TO_ON.isNull().or(HOUSEHOLD.TO_ON.ge(today)))
                .leftJoin(PERSON)
                .on(PERSON.COMMUNITY_ID.eq(HOUSEHOLD.COMMUNITY_ID), PERSON.ID.eq(HOUSEHOLD.PAYER_ID))
                .where(PREMISES.COMMUNITY_ID.eq(communityId), which)
                .orderBy(PREMISES.SORT_KEY)
                .limit(most)
                .fetch(row -> household(row, row.get(owed)));
    }

    private static Household household(Record row, BigDecimal owed) {
        return new Household(
                row.get(PREMISES.ID),
                row.get(PREMISES.CODE),
                row.get(HOUSEHOLD.PAYER_ID),
                row.get(PERSON.NAME),
                row.get(PERSON.PHONE),
                new Money(owed.longValueExact()));
    }
}
