package io.guanjia.ledger;

import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Control = subledger, for all rooms at once. */
@Service
@Transactional(readOnly = true)
public class Controls {

    /** What one check compared. */
    public record Result(String name, List<Comparison> comparisons) {

        public Result {
            comparisons = List.copyOf(comparisons);
        }

        public List<Comparison> differences() {
            return comparisons.stream().filter(Comparison::differs).toList();
        }

        public boolean holds() {
            return differences().isEmpty();
        }
    }

    private final List<ControlCheck> checks;
    private final Access access;

    Controls(List<ControlCheck> checks, Access access) {
        this.access = access;
        this.checks =
                checks.stream().sorted(Comparator.comparing(ControlCheck::name)).toList();
    }

    /** Every check of the community, in the order of their names; all hold or something is wrong with the books. */
    public List<Result> check(long communityId) {
        access.require(Permission.LEDGER_READ, communityId);
        return checks.stream()
                .map(check -> new Result(check.name(), check.compare(communityId)))
                .toList();
    }

    public boolean hold(long communityId) {
        return check(communityId).stream().allMatch(Result::holds);
    }
}
