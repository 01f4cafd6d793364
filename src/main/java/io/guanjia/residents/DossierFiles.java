package io.guanjia.residents;

import static io.guanjia.db.residents.Tables.DOSSIER_FILE;

import io.guanjia.audit.AuditTrail;
import io.guanjia.database.Answer;
import io.guanjia.database.Commands;
import io.guanjia.database.Sql;
import io.guanjia.db.residents.enums.DossierKind;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.files.SniffedType;
import io.guanjia.files.StoredFile;
import io.guanjia.files.StoredFiles;
import io.guanjia.identity.Access;
import io.guanjia.identity.Permission;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.kernel.Refusal;
import io.guanjia.web.NotFound;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 一户一档: the papers of a household. Nothing is deleted: a later file takes the place of an earlier one, a mistaken one is withdrawn. */
@Component
@Transactional
public class DossierFiles {

    static final long BYTES_MAX = 10L * 1024 * 1024;
    private static final int NAME_MAX = 120;
    private static final int NOTE_MAX = 200;
    private static final int REASON_MIN = 2;
    private static final String SUBJECT = "premises";

    private final DSLContext db;
    private final Access access;
    private final AuditTrail audit;
    private final Clock clock;
    private final Commands commands;
    private final StoredFiles stored;
    private final PremisesRegister register;

    DossierFiles(
            DSLContext db,
            Access access,
            AuditTrail audit,
            Clock clock,
            Commands commands,
            StoredFiles stored,
            PremisesRegister register) {
        this.db = db;
        this.access = access;
        this.audit = audit;
        this.clock = clock;
        this.commands = commands;
        this.stored = stored;
        this.register = register;
    }

    /** Another file has taken its place already, or it was withdrawn. */
    public static final class FileNotCurrent extends Refusal {
        private static final long serialVersionUID = 1L;

        FileNotCurrent(String name) {
            super("file-not-current", name);
        }
    }

    /** What somebody brings. @param supersedes the file whose place it takes; null for none */
    public record Brought(
            String name,
            DossierKind kind,
            @Nullable String note,
            @Nullable Long supersedes) {}

    /** A file to hand out. */
    public record Fetched(StoredFile file, Path bytes) {}

    record Added(long id) {}

    /** Those that count first, the latest first. */
    @Transactional(readOnly = true)
    public List<DossierFile> of(long community, long premises) {
        access.require(Permission.RESIDENTS_READ, community);
        return db.resultQuery(ALL, Sql.arguments(community, premises)).fetch(DossierFiles::file);
    }

    /** @return the number of the entry; the same key gives the first one again */
    public Answer<Long> add(long community, long premises, String key, Brought brought, byte[] bytes) {
        access.require(Permission.RESIDENTS_WRITE, community);
        register.get(community, premises);
        SniffedType type = checked(brought, bytes);
        Answer<Added> added = commands.once(
                key,
                "household-file",
                community,
                Map.of("premises", premises, "what", brought, "hash", Arrays.hashCode(bytes)),
                Added.class,
                () -> new Added(write(community, premises, brought, bytes, type)));
        return new Answer<>(added.value().id(), added.replayed());
    }

    /** @throws FileNotCurrent when it does not count any more */
    public void withdraw(long community, long premises, long id, String reason) {
        access.require(Permission.RESIDENTS_WRITE, community);
        if (reason.strip().length() < REASON_MIN) {
            throw new InvalidInput("reason", "reason-needed");
        }
        DossierFile file = current(community, premises, id);
        db.update(DOSSIER_FILE)
                .set(DOSSIER_FILE.WITHDRAWN_BY, access.actor())
                .set(DOSSIER_FILE.WITHDRAWN_AT, clock.instant())
                .set(DOSSIER_FILE.WITHDRAW_REASON, reason.strip())
                .where(DOSSIER_FILE.COMMUNITY_ID.eq(community), DOSSIER_FILE.ID.eq(id))
                .execute();
        audit.record(community, "file-withdrawn", SUBJECT, premises, null, Map.of("file", file.name()), reason.strip());
    }

    /** Papers hold personal data: who takes one is written down. */
    public Fetched fetch(long community, long premises, long id) {
        DossierFile file = one(community, premises, id);
        StoredFile facts = stored.find(community, file.fileId()).orElseThrow(() -> new NotFound("file", id));
        audit.record(community, "file-fetched", SUBJECT, premises, null, Map.of("file", file.name()), null);
        return new Fetched(facts, stored.path(facts));
    }

    private long write(long community, long premises, Brought brought, byte[] bytes, SniffedType type) {
        if (brought.supersedes() != null) {
            current(community, premises, brought.supersedes());
        }
        StoredFile file =
                stored.store(community, new ByteArrayInputStream(bytes), brought.name(), type.mediaType(), "household");
        long id = db.insertInto(DOSSIER_FILE)
                .set(DOSSIER_FILE.COMMUNITY_ID, community)
                .set(DOSSIER_FILE.PREMISES_ID, premises)
                .set(DOSSIER_FILE.FILE_ID, file.id())
                .set(DOSSIER_FILE.KIND, brought.kind())
                .set(
                        DOSSIER_FILE.NOTE,
                        brought.note() == null || brought.note().isBlank()
                                ? null
                                : brought.note().strip())
                .set(DOSSIER_FILE.SUPERSEDES_ID, brought.supersedes())
                .set(DOSSIER_FILE.ADDED_BY, access.actor())
                .set(DOSSIER_FILE.ADDED_AT, clock.instant())
                .returningResult(DOSSIER_FILE.ID)
                .fetchSingle()
                .value1();
        audit.record(community, "file-added", SUBJECT, premises, null, Map.of("file", brought.name()), brought.note());
        return id;
    }

    private static SniffedType checked(Brought brought, byte[] bytes) {
        if (bytes.length == 0) {
            throw new InvalidInput("file", "file-needed");
        }
        if (bytes.length > BYTES_MAX) {
            throw new InvalidInput("file", "file-too-large", BYTES_MAX >> 20);
        }
        if (brought.name().length() > NAME_MAX) {
            throw new InvalidInput("file", "file-name-too-long", NAME_MAX);
        }
        if (brought.note() != null && brought.note().length() > NOTE_MAX) {
            throw new InvalidInput("note", "note-too-long", NOTE_MAX);
        }
        byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, SniffedType.HEAD));
        return SniffedType.of(head, brought.name()).orElseThrow(() -> new InvalidInput("file", "file-kind-unknown"));
    }

    /** Locked, so that of two who replace or withdraw it one is refused. */
    private DossierFile current(long community, long premises, long id) {
        db.select(DOSSIER_FILE.ID)
                .from(DOSSIER_FILE)
                .where(DOSSIER_FILE.COMMUNITY_ID.eq(community), DOSSIER_FILE.ID.eq(id))
                .forUpdate()
                .execute();
        DossierFile file = one(community, premises, id);
        if (!file.isCurrent()) {
            throw new FileNotCurrent(file.name());
        }
        return file;
    }

    private DossierFile one(long community, long premises, long id) {
        return of(community, premises).stream()
                .filter(file -> file.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFound("file", id));
    }

    private static final String ALL = """
            select d.id, d.file_id, d.kind, f.name, f.media_type, f.size_bytes, d.note, a.name, d.added_at, d.supersedes_id,
                s.id is not null, w.name, d.withdrawn_at, d.withdraw_reason
            from residents.dossier_file d join files.file f on f.community_id = {0} and f.id = d.file_id
            left join residents.dossier_file s on s.community_id = {0} and s.supersedes_id = d.id
            left join identity.account a on a.id = d.added_by left join identity.account w on w.id = d.withdrawn_by
            where d.community_id = {0} and d.premises_id = {1}
            order by s.id is not null or d.withdrawn_at is not null, d.id desc""";

    private static DossierFile file(Record r) {
        return new DossierFile(
                r.get(0, Long.class),
                r.get(1, Long.class),
                r.get(2, DossierKind.class),
                r.get(3, String.class),
                r.get(4, String.class),
                r.get(5, Long.class),
                r.get(6, String.class),
                r.get(7, String.class),
                r.get(8, Instant.class),
                r.get(9, Long.class),
                r.get(10, Boolean.class),
                r.get(11, String.class),
                r.get(12, Instant.class),
                r.get(13, String.class));
    }
}
