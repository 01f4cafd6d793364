package io.guanjia.imports;

import io.guanjia.kernel.ChineseText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What premises are called, put together from what a sheet says: {@code 1#}, {@code 1}, {@code 101} or {@code 1栋}, {@code 1-101} or
 * {@code 1栋1单元101室} are all {@code 1-1-101}; {@code 2-201} alone is of building 2. A number that begins with a letter needs nothing before it: {@code S01}.
 *
 * @param code as premises are found by
 */
record RoomCode(@Nullable String building, @Nullable String entrance, String number, String code) {
    private static final int WHOLE = 3;

    boolean isShop() {
        return entrance == null && number.matches("[A-Z].*");
    }

    /** @return null when no premises can be called so */
    static @Nullable RoomCode of(@Nullable String building, @Nullable String entrance, String room) {
        String marked =
                ChineseText.compact(room).replaceAll("(?:号楼|栋|幢|座|#|楼)-?", "-").replaceAll("(?:单元|门洞|门)-?", "-");
        List<String> parts = new ArrayList<>(Arrays.stream(marked.split("[-—–－]"))
                .filter(part -> !part.isEmpty())
                .toList());
        if (parts.isEmpty() || parts.size() > WHOLE) return null;
        String number = ChineseText.roomCode(parts.remove(parts.size() - 1));
        String ofEntrance = entrance == null || entrance.isEmpty() || entrance.equals("0")
                ? null
                : ChineseText.entranceCode(entrance);
        String ofBuilding = building == null || building.isEmpty() ? null : ChineseText.buildingCode(building);
        if (!parts.isEmpty()) {
            String last = ChineseText.entranceCode(parts.remove(parts.size() - 1));
            boolean saysEntrance = ofEntrance == null && room.matches(".*(?:单元|门).*");
            if (parts.isEmpty() && ofBuilding == null && !saysEntrance) ofBuilding = last;
            else ofEntrance = last;
        }
        if (!parts.isEmpty()) ofBuilding = ChineseText.buildingCode(parts.remove(0));
        boolean named = number.matches("[A-Z].*") && ofEntrance == null;
        if (!named && ofBuilding == null) return null;
        List<String> code = new ArrayList<>();
        if (!named) {
            code.add(ofBuilding);
            if (ofEntrance != null) code.add(ofEntrance);
        }
        code.add(number);
        return new RoomCode(ofBuilding, ofEntrance, number, String.join("-", code));
    }
}
