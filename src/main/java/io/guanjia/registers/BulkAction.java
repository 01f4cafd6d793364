package io.guanjia.registers;

import io.guanjia.identity.Permission;
import io.guanjia.web.Choice;
import java.util.List;
import java.util.Map;

/**
 * What can be done to many rows of a register at once, as a bean of the room that does it. The rows come from the register itself,
 * asked again when the deed is done; the deed is the room's own command, with its permission, its rules and its trail.
 */
public interface BulkAction {

    /** Code of its register. */
    String register();

    /** Unique in its register. */
    String code();

    /** Key of what the person chooses: “指定责任区”. */
    String label();

    /** Without it the action is neither offered nor done; the room asks again. */
    Permission permission();

    /** What must be said with it. */
    List<Input> inputs(long community);

    /** Whether it is done to all rows or to none, however many they are. */
    default boolean wholly() {
        return false;
    }

    /**
     * In the caller's transaction; the same again changes nothing. Many rows come in several calls, each with
     * its own transaction, unless it is done {@link #wholly}.
     *
     * @param said by the names of the inputs; blank ones are absent
     * @return how many rows are different now
     * @throws io.guanjia.kernel.InvalidInput naming an input
     * @throws RowsRefused telling why each of some rows cannot be done
     */
    int apply(long community, List<Long> ids, Map<String, String> said);

    /** @param options one of these; none: a day, or words */
    record Input(String name, String label, Kind kind, List<Choice> options) {

        public enum Kind {
            PICK,
            DAY,
            TEXT
        }

        public static Input pick(String name, String label, List<Choice> options) {
            return new Input(name, label, Kind.PICK, options);
        }

        public static Input day(String name, String label) {
            return new Input(name, label, Kind.DAY, List.of());
        }

        public static Input text(String name, String label) {
            return new Input(name, label, Kind.TEXT, List.of());
        }
    }
}
