package io.guanjia.estate;

import io.guanjia.web.Choice;
import java.util.stream.Stream;

/** A building and its entrances as one choice: {@code 1 · 1号楼}, {@code 1/2}. */
final class Places {

    private Places() {}

    static Stream<Choice> of(Building building) {
        Choice whole = Choice.of(building.code(), building.name());
        return Stream.concat(
                Stream.of(whole),
                building.entrances().stream()
                        .map(entrance -> Choice.of(
                                building.code() + "/" + entrance.code(), building.name() + " " + entrance.code())));
    }
}
