package io.guanjia.workplace;

import io.guanjia.kernel.ChineseText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * 楼栋平面: the squares of a building as they stand, floors as rows with the top floor first, entrances as groups of columns.
 *
 * @param loose whatever has no floor, or no entrance in a building that has some
 */
record BuildingPlan(List<Wing> wings, List<PlanTile> loose) {

    private static final int COLUMNS_MAX = 40;

    /** One entrance, or the whole building where there are none. @param rows the same floors in every wing */
    record Wing(@Nullable String entrance, List<String> doors, List<Row> rows) {}

    /** @param cells one for each door; empty where there is no such room, and now and then with two */
    record Row(int floor, List<List<PlanTile>> cells) {}

    /** @param squares in natural order of their codes */
    static BuildingPlan of(List<PlanTile> squares) {
        boolean entrances = squares.stream().anyMatch(one -> one.entrance() != null);
        List<PlanTile> loose = new ArrayList<>();
        Map<String, List<PlanTile>> wings = new TreeMap<>(Comparator.comparing(ChineseText::sortKey));
        TreeSet<Integer> floors = new TreeSet<>(Comparator.reverseOrder());
        for (PlanTile square : squares) {
            if (square.floor() == null || (entrances && square.entrance() == null)) {
                loose.add(square);
            } else {
                floors.add(square.floor());
                wings.computeIfAbsent(Objects.requireNonNullElse(square.entrance(), ""), key -> new ArrayList<>())
                        .add(square);
            }
        }
        List<Wing> built = new ArrayList<>();
        wings.forEach((entrance, rooms) -> built.add(wing(entrance.isEmpty() ? null : entrance, rooms, floors)));
        return new BuildingPlan(built, loose);
    }

    private static Wing wing(@Nullable String entrance, List<PlanTile> rooms, TreeSet<Integer> floors) {
        TreeSet<String> doors = new TreeSet<>(Comparator.comparing(ChineseText::sortKey));
        rooms.forEach(room -> doors.add(room.door()));
        Map<Integer, Map<String, List<PlanTile>>> byFloor = new LinkedHashMap<>();
        for (PlanTile room : rooms) {
            Map<String, List<PlanTile>> floor =
                    byFloor.computeIfAbsent(Objects.requireNonNull(room.floor()), key -> new LinkedHashMap<>());
            // doors that are no columns at all would make a plan of mostly nothing
            String column = doors.size() > COLUMNS_MAX ? String.valueOf(floor.size() + 1) : room.door();
            floor.computeIfAbsent(column, key -> new ArrayList<>()).add(room);
        }
        List<String> columns = doors.size() > COLUMNS_MAX ? numbers(byFloor) : List.copyOf(doors);
        List<Row> rows = floors.stream()
                .map(floor -> new Row(
                        floor,
                        columns.stream()
                                .map(door ->
                                        byFloor.getOrDefault(floor, Map.of()).getOrDefault(door, List.of()))
                                .toList()))
                .toList();
        return new Wing(entrance, columns, rows);
    }

    private static List<String> numbers(Map<Integer, Map<String, List<PlanTile>>> byFloor) {
        int most = byFloor.values().stream().mapToInt(Map::size).max().orElse(0);
        return java.util.stream.IntStream.rangeClosed(1, most)
                .mapToObj(String::valueOf)
                .toList();
    }
}
