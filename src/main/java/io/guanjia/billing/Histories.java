package io.guanjia.billing;

import io.guanjia.audit.AuditTrail;
import io.guanjia.audit.Entry;
import io.guanjia.web.Text;
import io.guanjia.web.TimelineEntry;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The timelines at the end of this room's pages, read from the audit trail. */
@Component
class Histories {
    private final AuditTrail audit;

    Histories(AuditTrail audit) {
        this.audit = audit;
    }

    @Transactional(readOnly = true)
    public List<TimelineEntry> of(long communityId, String subjectKind, long subjectId) {
        return audit.about(communityId, subjectKind, subjectId).stream()
                .map(Histories::line)
                .toList();
    }

    private static TimelineEntry line(Entry entry) {
        return new TimelineEntry(
                entry.at(),
                Objects.requireNonNullElse(entry.actorName(), "—"),
                Text.of("audit.action." + entry.action()),
                entry.reason() == null ? null : Text.plain(entry.reason()));
    }
}
