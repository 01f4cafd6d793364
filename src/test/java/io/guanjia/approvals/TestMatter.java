package io.guanjia.approvals;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What a room above would do with its decisions, in the house of the tests. */
@Component
class TestMatter implements Decision {

    final List<String> calls = new ArrayList<>();
    boolean breaks;

    @Override
    public String kind() {
        return "test-matter";
    }

    @Override
    public synchronized void approved(Approval approval) {
        if (breaks) {
            throw new IllegalStateException("The room above failed");
        }
        calls.add("approved " + approval.subjectId());
    }

    @Override
    public synchronized void rejected(Approval approval) {
        calls.add("rejected " + approval.subjectId());
    }
}
