package io.guanjia.kernel;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What was typed is wrong and the room, not the form, noticed. {@code web} answers 422 on the same page with every problem
 * beside its field.
 */
public final class InvalidInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param field path of the field as the form or the JSON body names it, for example {@code tenders[0].amount}; empty when the
     *     problem belongs to the input as a whole
     * @param code key of the message, kebab-case
     */
    public record Problem(String field, String code, List<Object> arguments) {

        public Problem {
            arguments = List.copyOf(arguments);
        }

        public static Problem of(String field, String code, Object... arguments) {
            return new Problem(field, code, List.of(arguments));
        }
    }

    public InvalidInput(List<Problem> problems) {
        super(problems.stream()
                .map(problem -> problem.field() + ": " + problem.code())
                .collect(Collectors.joining(", ")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("Invalid input needs at least one problem");
        }
        this.problems = List.copyOf(problems);
    }

    public InvalidInput(String field, String code, Object... arguments) {
        this(List.of(Problem.of(field, code, arguments)));
    }

    public List<Problem> problems() {
        return problems;
    }
}
