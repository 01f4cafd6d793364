package io.guanjia.residents;

import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.InvalidInput.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A workbook's people, every one checked before any is refused. */
final class PeopleChecked {

    private PeopleChecked() {}

    static List<PersonEntry> all(List<PersonEntry> entries) {
        List<PersonEntry> checked = new ArrayList<>(entries.size());
        List<Problem> problems = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (int at = 0; at < entries.size(); at++) {
            PersonEntry entry = entries.get(at);
            String key = entry.importKey();
            if (key == null || !keys.add(key)) {
                problems.add(Problem.of("[" + at + "].importKey", "import-key-missing-or-twice"));
            }
            try {
                checked.add(PersonRules.checked(entry));
            } catch (InvalidInput invalid) {
                for (Problem problem : invalid.problems()) {
                    problems.add(new Problem("[" + at + "]." + problem.field(), problem.code(), problem.arguments()));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return checked;
    }
}
