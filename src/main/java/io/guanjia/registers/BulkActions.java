package io.guanjia.registers;

import io.guanjia.database.Answer;
import io.guanjia.database.Commands;
import io.guanjia.identity.Access;
import io.guanjia.jobs.Jobs;
import io.guanjia.kernel.ChineseText;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.web.NotFound;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Does to selected rows what a {@link BulkAction} does; a few at once, many as a job. */
@Component
class BulkActions {

    /** Beyond this many rows nobody should wait in front of the page. */
    static final int AT_ONCE = 1_000;

    private final ObjectProvider<BulkAction> actions;
    private final Registers registers;
    private final Asking asking;
    private final Commands commands;
    private final Jobs jobs;
    private final Access access;

    BulkActions(
            ObjectProvider<BulkAction> actions,
            Registers registers,
            Asking asking,
            Commands commands,
            Jobs jobs,
            Access access) {
        this.actions = actions;
        this.registers = registers;
        this.asking = asking;
        this.commands = commands;
        this.jobs = jobs;
        this.access = access;
    }

    /**
     * @param query the filters, as {@link Asking} writes them
     * @param ids the ticked rows; null: all that the filters let through
     * @param said answers to the inputs of the action
     */
    record Wanted(
            long community,
            String register,
            String action,
            String query,
            @Nullable List<Long> ids,
            Map<String, String> said) {}

    /** @param job when the work goes on in the background */
    record Outcome(int selected, int changed, @Nullable Long job) {}

    BulkAction action(Register register, String code, long community) {
        BulkAction action = actions.stream()
                .filter(one ->
                        one.register().equals(register.code()) && one.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NotFound("action", code));
        access.require(action.permission(), community);
        return action;
    }

    /** The rows as they are now; of ticked ones those that the register holds, whatever was sent. */
    @Transactional(readOnly = true)
    public List<Long> selected(Wanted wanted) {
        Register register = asking.register(wanted.register());
        Asked asked = asking.read(register, wanted.community(), wanted.query());
        return wanted.ids() == null
                ? registers.ids(register, asked, null)
                : registers.ids(register, asked.unfiltered(), wanted.ids());
    }

    /**
     * @param expected how many rows the person saw before agreeing
     * @throws SelectionChanged when the filters let through another number by now
     */
    @Transactional
    public Answer<Outcome> act(String key, Wanted wanted, int expected) {
        BulkAction action = action(asking.register(wanted.register()), wanted.action(), wanted.community());
        Map<String, String> said = checked(action, wanted);
        return commands.once(
                key,
                "register-action",
                wanted.community(),
                wanted,
                Outcome.class,
                () -> done(action, wanted, said, expected));
    }

    private Outcome done(BulkAction action, Wanted wanted, Map<String, String> said, int expected) {
        List<Long> rows = selected(wanted);
        if (rows.size() != expected) {
            throw new SelectionChanged(expected, rows.size());
        }
        if (rows.size() > AT_ONCE) {
            return new Outcome(rows.size(), 0, jobs.start(BulkJob.NAME, wanted.community(), wanted));
        }
        return new Outcome(rows.size(), action.apply(wanted.community(), rows, said), null);
    }

    Map<String, String> checked(BulkAction action, Wanted wanted) {
        Map<String, String> said = new LinkedHashMap<>();
        for (BulkAction.Input input : action.inputs(wanted.community())) {
            String value = ChineseText.clean(wanted.said().getOrDefault(input.name(), ""));
            if (value.isEmpty()) {
                throw new InvalidInput(input.name(), "missing");
            }
            boolean known = input.kind() != BulkAction.Input.Kind.PICK
                    || input.options().stream()
                            .anyMatch(option -> option.value().equals(value));
            if (!known) {
                throw new InvalidInput(input.name(), "register-choice-unknown");
            }
            said.put(
                    input.name(),
                    input.kind() == BulkAction.Input.Kind.DAY
                            ? Values.day(input.name(), value).toString()
                            : value);
        }
        return said;
    }
}
