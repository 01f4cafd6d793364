package io.guanjia.residents;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What has to be written so that entries hold, given what stands.
 *
 * @param begun new ownerships with their last day
 * @param ended standing ones that get an earlier last day
 * @param replaced standing ones that begin on the same day with other people
 */
record OwnershipPlan(List<OwnershipTables.Begun> begun, List<Ownership> ended, List<Ownership> replaced) {

    static OwnershipPlan of(List<OwnershipEntry> entries, Map<Long, List<Ownership>> standing) {
        OwnershipPlan plan = new OwnershipPlan(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (OwnershipEntry entry : entries) {
            plan.add(entry, standing.getOrDefault(entry.premisesId(), List.of()));
        }
        return plan;
    }

    private void add(OwnershipEntry entry, List<Ownership> standing) {
        Optional<Ownership> covering = standing.stream()
                .filter(one -> one.span().contains(entry.from()))
                .findFirst();
        if (covering.isPresent() && same(covering.get(), entry)) {
            return;
        }
        LocalDate to = covering.isPresent() ? covering.get().span().to() : dayBeforeNext(standing, entry.from());
        begun.add(new OwnershipTables.Begun(entry, to));
        covering.ifPresent(one -> (one.span().from().equals(entry.from()) ? replaced : ended).add(one));
    }

    private static boolean same(Ownership one, OwnershipEntry entry) {
        return new HashSet<>(one.owners()).equals(new HashSet<>(entry.owners()));
    }

    private static @Nullable LocalDate dayBeforeNext(List<Ownership> standing, LocalDate from) {
        return standing.stream()
                .map(one -> one.span().from())
                .filter(day -> day.isAfter(from))
                .findFirst()
                .map(day -> day.minusDays(1))
                .orElse(null);
    }
}
