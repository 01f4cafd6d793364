package io.guanjia.estate;

import io.guanjia.db.estate.enums.PremisesKind;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.InvalidInput.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What may be said of premises, whoever says it. */
final class PremisesRules {

    private static final Pattern CODE = Pattern.compile("[\\p{IsHan}A-Za-z0-9][\\p{IsHan}A-Za-z0-9-]{0,39}");

    private static final Set<String> TENURES = Set.of("RENT", "SALE");

    private static final int BUILDING_NAME_MAX = 60;

    private PremisesRules() {}

    /** The code of a building becomes the beginning of its premises' codes, so it keeps to their characters. */
    static void check(BuildingEntry entry) {
        List<Problem> problems = new ArrayList<>();
        if (!CODE.matcher(entry.code()).matches()) {
            problems.add(Problem.of("code", "premises-code-malformed"));
        }
        if (entry.name().length() > BUILDING_NAME_MAX) {
            problems.add(Problem.of("name", "name-length", BUILDING_NAME_MAX));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }

    static void check(PremisesEntry entry) {
        List<Problem> problems = new ArrayList<>();
        if (!CODE.matcher(entry.code()).matches()) {
            problems.add(Problem.of("code", "premises-code-malformed"));
        }
        if (entry.place().entrance() != null && entry.place().building() == null) {
            problems.add(Problem.of("buildingCode", "entrance-without-building"));
        }
        if (entry.kind() != PremisesKind.SPACE
                && (entry.space().place() != null || entry.space().tenure() != null)) {
            problems.add(Problem.of("spaceTenure", "not-a-space"));
        }
        if (entry.space().tenure() != null && !TENURES.contains(entry.space().tenure())) {
            problems.add(Problem.of("spaceTenure", "space-tenure"));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }
}
