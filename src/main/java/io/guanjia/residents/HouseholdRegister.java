package io.guanjia.residents;

import io.guanjia.estate.Premises;
import io.guanjia.estate.PremisesFilter;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.web.Page;
import io.guanjia.web.Paging;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The list of premises with who answers for them today, masked; found by what people say, their names and phones included. */
@Component
@Transactional(readOnly = true)
public class HouseholdRegister {

    private static final int FOUND_BY_PEOPLE_MAX = 500;

    private final PremisesRegister register;
    private final Households households;
    private final HouseholdFinder finder;
    private final Access access;
    private final Clock clock;

    HouseholdRegister(
            PremisesRegister register, Households households, HouseholdFinder finder, Access access, Clock clock) {
        this.register = register;
        this.households = households;
        this.finder = finder;
        this.access = access;
        this.clock = clock;
    }

    /** @param payer masked; null where nobody answers or the viewer may not read residents */
    public record Line(
            Premises premises,
            @Nullable String payer,
            @Nullable String basis) {}

    /** One page of lines, and what all of the filtered premises come to. */
    public record Listing(Page<Line> lines, PremisesRegister.Totals totals) {}

    public Listing list(long community, PremisesFilter wanted, Paging paging) {
        PremisesFilter filter = wanted.orThese(foundByPeople(community, wanted.query()));
        Page<Premises> page = register.page(community, filter, paging);
        List<Long> ids = page.items().stream().map(Premises::id).toList();
        Map<Long, Household> answering = access.may(Permission.RESIDENTS_READ, community)
                ? households.on(community, ids, LocalDate.now(clock))
                : Map.of();
        return new Listing(
                page.map(premises -> line(premises, answering.get(premises.id()))), register.totals(community, filter));
    }

    private static Line line(Premises premises, @Nullable Household household) {
        return household == null
                ? new Line(premises, null, null)
                : new Line(premises, household.maskedPayer(), household.basis().getLiteral());
    }

    private List<Long> foundByPeople(long community, @Nullable String query) {
        return query == null || query.isBlank()
                ? List.of()
                : finder.find(community, query, FOUND_BY_PEOPLE_MAX).stream()
                        .filter(found -> found.by() != Found.By.CODE)
                        .map(Found::premisesId)
                        .toList();
    }
}
