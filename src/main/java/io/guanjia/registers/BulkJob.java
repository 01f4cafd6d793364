package io.guanjia.registers;

import io.guanjia.jobs.Job;
import io.guanjia.jobs.JobKind;
import io.guanjia.jobs.Progress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A bulk action on many rows, part by part. Which rows is asked once, at the start; run again after the loss of a machine it does
 * what is left, since an action changes nothing where it is done already.
 */
@Component
class BulkJob implements JobKind<BulkActions.Wanted> {

    static final String NAME = "register-action";
    private static final int PART = 500;

    private final BulkActions actions;
    private final Asking asking;
    private final TransactionTemplate each;

    BulkJob(BulkActions actions, Asking asking, PlatformTransactionManager transactions) {
        this.actions = actions;
        this.asking = asking;
        this.each = new TransactionTemplate(transactions);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<BulkActions.Wanted> arguments() {
        return BulkActions.Wanted.class;
    }

    @Override
    public String madeAt(Job job, BulkActions.Wanted wanted) {
        Register register = asking.register(wanted.register());
        return register.address().replace("{c}", String.valueOf(wanted.community())) + "?" + RegisterLists.VIEW + "=";
    }

    @Override
    public void run(BulkActions.Wanted wanted, Progress progress) {
        BulkAction action = actions.action(asking.register(wanted.register()), wanted.action(), wanted.community());
        List<Long> rows = actions.selected(wanted);
        progress.total(rows.size());
        int changed = 0;
        int together = action.wholly() ? rows.size() : PART;
        for (int from = 0; from < rows.size(); from += together) {
            List<Long> part = rows.subList(from, Math.min(rows.size(), from + together));
            changed += Objects.requireNonNull(
                    each.execute(status -> action.apply(wanted.community(), part, actions.checked(action, wanted))));
            progress.done(from + part.size());
        }
        progress.message("register-action-done", rows.size(), changed);
        progress.result(Map.of("selected", rows.size(), "changed", changed));
    }
}
