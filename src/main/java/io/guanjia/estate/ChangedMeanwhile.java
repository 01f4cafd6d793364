package io.guanjia.estate;

import io.guanjia.audit.AuditTrail;
import io.guanjia.audit.Entry;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The loser of a race for one record is told who changed what, and when; nothing of what was typed is written. */
public final class ChangedMeanwhile extends Refusal {

    private static final long serialVersionUID = 1L;
    private static final int FIELDS_NAMED = 6;

    private ChangedMeanwhile(String code, Object... arguments) {
        super(code, arguments);
    }

    /** @param subjectKind under which the room records changes of this subject */
    public static ChangedMeanwhile of(
            AuditTrail audit, @Nullable Long community, String subjectKind, Object subjectId) {
        List<Entry> trail = audit.about(community, subjectKind, subjectId);
        if (trail.isEmpty()) {
            return new ChangedMeanwhile("changed-meanwhile-by-somebody");
        }
        Entry last = trail.get(0);
        Object who = last.actorName() == null ? Text.of("estate.the-house") : last.actorName();
        return new ChangedMeanwhile("changed-meanwhile", who, last.at(), fields(last.changes()));
    }

    private static Text fields(List<Entry.Change> changes) {
        List<Text> names = changes.stream()
                .filter(change -> !change.field().equals("version"))
                .limit(FIELDS_NAMED)
                .map(change -> Text.of("field." + change.field()))
                .toList();
        return Text.of("estate.list." + names.size(), names.toArray());
    }
}
