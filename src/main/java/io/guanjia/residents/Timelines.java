package io.guanjia.residents;

import io.guanjia.audit.AuditTrail;
import io.guanjia.audit.Entry;
import io.guanjia.web.Text;
import io.guanjia.web.Texts;
import io.guanjia.web.TimelineEntry;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The end of a record's page: who, when, what changed. */
@Component
@Transactional(readOnly = true)
public class Timelines {

    private final AuditTrail audit;
    private final Texts texts;

    Timelines(AuditTrail audit, Texts texts) {
        this.audit = audit;
        this.texts = texts;
    }

    public List<TimelineEntry> of(long community, String subjectKind, long subjectId) {
        return audit.about(community, subjectKind, subjectId).stream()
                .map(this::line)
                .toList();
    }

    private TimelineEntry line(Entry entry) {
        return new TimelineEntry(
                entry.at(),
                entry.actorName() == null ? texts.of("estate.the-house") : entry.actorName(),
                Text.of("audit.action." + entry.action()),
                detail(entry));
    }

    /** Lists were written as [a, b]. */
    private static String shown(@Nullable String value) {
        String bare = value == null ? "" : value.replaceAll("^\\[|]$", "");
        return bare.isEmpty() ? "—" : bare;
    }

    private static @Nullable Text detail(Entry entry) {
        String changes = entry.changes().stream()
                .filter(change -> change.before() != null && !change.field().equals("version"))
                .map(change -> shown(change.before()) + " → " + shown(change.after()))
                .collect(Collectors.joining("；"));
        String all = entry.reason() == null ? changes : entry.reason() + (changes.isEmpty() ? "" : "：" + changes);
        return all.isEmpty() ? null : Text.plain(all);
    }
}
