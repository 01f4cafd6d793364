package io.guanjia.ledger;

import io.guanjia.identity.Access;
import io.guanjia.ledger.DimensionNames.Dimension;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Names for the dimensions of a page of transfers, one question a dimension; an id that nobody names shows as {@code #7}. */
@Component
@Transactional(readOnly = true)
class Names {

    private final Map<Dimension, DimensionNames> sources = new EnumMap<>(Dimension.class);
    private final Access access;

    Names(List<DimensionNames> sources, Access access) {
        sources.forEach(source -> this.sources.put(source.dimension(), source));
        this.access = access;
    }

    /** The names that one page needs. */
    record Of(Map<Dimension, Map<Long, String>> dimensions, Map<Long, String> staff) {

        public String premises(@Nullable Long id) {
            return name(Dimension.PREMISES, id);
        }

        public String payer(@Nullable Long id) {
            return name(Dimension.PAYER, id);
        }

        public String item(@Nullable Long id) {
            return name(Dimension.ITEM, id);
        }

        public String sheet(@Nullable Long id) {
            return name(Dimension.SHEET, id);
        }

        public String staff(@Nullable Long id) {
            return id == null ? "" : staff.getOrDefault(id, "#" + id);
        }

        private String name(Dimension dimension, @Nullable Long id) {
            return id == null
                    ? ""
                    : dimensions.getOrDefault(dimension, Map.of()).getOrDefault(id, "#" + id);
        }
    }

    Of of(long communityId, Collection<Posted> rows) {
        Map<Dimension, Map<Long, String>> names = new EnumMap<>(Dimension.class);
        sources.forEach((dimension, source) ->
                names.put(dimension, source.names(communityId, ids(rows, row -> id(dimension, row.transfer())))));
        Collection<Long> staff = ids(rows, row -> row.transfer().holderId());
        Collection<Long> actors = ids(rows, Posted::actorId);
        return new Of(
                names,
                access.namesOf(java.util.stream.Stream.concat(staff.stream(), actors.stream())
                        .distinct()
                        .toList()));
    }

    Optional<Long> premises(long communityId, String code) {
        return Optional.ofNullable(sources.get(Dimension.PREMISES)).flatMap(source -> source.find(communityId, code));
    }

    private static @Nullable Long id(Dimension dimension, Transfer transfer) {
        return switch (dimension) {
            case PREMISES -> transfer.premisesId();
            case PAYER -> transfer.payerId();
            case ITEM -> transfer.itemId();
            case SHEET -> transfer.sheetId();
        };
    }

    private static List<Long> ids(Collection<Posted> rows, Function<Posted, @Nullable Long> id) {
        return rows.stream()
                .map(id)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .distinct()
                .toList();
    }
}
