package io.guanjia.imports;

import io.guanjia.database.Sql;
import io.guanjia.kernel.ChineseText;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Finds the premises of a community as people write them: by code, else by building and number where only one is called so. */
final class PremisesFinder {
    /** Building and entrance in one cell: {@code 1栋2单元}, {@code 1#2门}. */
    private static final Pattern BOTH = Pattern.compile("(.+?(?:号楼|栋|幢|座|#|楼))-?(.+?(?:单元|门洞|门))");

    private final Map<String, Place> byCode = new HashMap<>();
    private final Map<String, Place> byNumber = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    PremisesFinder(DSLContext sql, long communityId) {
        sql.resultQuery("""
                select p.id, p.code, coalesce(b.code, ''), (select a.square_metres from estate.premises_area a
                    where a.community_id = p.community_id and a.premises_id = p.id order by a.from_on desc limit 1)
                from estate.premises p
                left join estate.building b on b.community_id = p.community_id and b.id = p.building_id
                where p.community_id = {0}""", Sql.arguments(communityId))
                .forEach(row -> add(new Place(
                        row.get(0, Long.class),
                        row.get(1, String.class),
                        row.get(2, String.class),
                        row.get(3, BigDecimal.class))));
    }

    /** @param building its code, empty where the premises stand in none */
    record Place(
            long id, String code, String building, @Nullable BigDecimal area) {}

    private void add(Place place) {
        byCode.put(place.code(), place);
        if (place.building().isEmpty()) return;
        String number = place.code().substring(place.code().lastIndexOf('-') + 1);
        Place other = byNumber.put(place.building() + "-" + number, place);
        if (other != null) ambiguous.add(place.building() + "-" + number);
    }

    @Nullable
    Place find(@Nullable String building, @Nullable String entrance, String room) {
        Matcher both = BOTH.matcher(building == null ? "" : ChineseText.compact(building));
        boolean inOne = entrance == null && both.matches();
        RoomCode code = RoomCode.of(inOne ? both.group(1) : building, inOne ? both.group(2) : entrance, room);
        if (code == null) return byCode.get(ChineseText.compact(room));
        Place exact = byCode.get(code.code());
        if (exact != null || code.entrance() != null) return exact;
        String number = code.building() + "-" + code.number();
        return ambiguous.contains(number) ? null : byNumber.get(number);
    }
}
