package io.guanjia.residents;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sourceforge.pinyin4j.PinyinHelper;

/** The pinyin initials by which people look for a name: 张伟 is {@code zw}, 曾敏 is both {@code zm} and {@code cm}. */
public final class Initials {

    /** Long names of companies hold many characters of several readings; nobody types past their first few. */
    private static final int READINGS_MAX = 16;

    private Initials() {}

    /**
     * Lower-case, in every reading up to a bound, beginning with the commonest; Latin letters and digits stand for themselves, what
     * has no reading is left out.
     */
    public static Set<String> of(String name) {
        Set<String> all = new LinkedHashSet<>(Set.of(""));
        name.toLowerCase(Locale.ROOT)
                .codePoints()
                .mapToObj(Initials::ofCharacter)
                .forEach(letters -> {
                    Set<String> longer = all.stream()
                            .flatMap(before -> letters.stream().map(letter -> before + letter))
                            .limit(READINGS_MAX)
                            .collect(Collectors.toCollection(LinkedHashSet::new));
                    all.clear();
                    all.addAll(longer);
                });
        all.remove("");
        return all;
    }

    private static List<String> ofCharacter(int character) {
        if (character < 128) {
            return List.of(Character.isLetterOrDigit(character) ? Character.toString(character) : "");
        }
        String[] readings =
                Character.isBmpCodePoint(character) ? PinyinHelper.toHanyuPinyinStringArray((char) character) : null;
        return readings == null
                ? List.of("")
                : Stream.of(readings)
                        .map(reading -> reading.substring(0, 1))
                        .distinct()
                        .toList();
    }
}
