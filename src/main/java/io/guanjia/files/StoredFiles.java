package io.guanjia.files;

import static io.guanjia.db.files.Tables.FILE;

import io.guanjia.database.Scope;
import io.guanjia.database.Scopes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Keeps bytes once, whoever brings them, and the facts each time. */
@Component
public class StoredFiles {
    private final DSLContext sql;
    private final Clock clock;
    private final Path folder;

    StoredFiles(DSLContext sql, Clock clock, @Value("${guanjia.data-dir}") Path dataDir) {
        this.sql = sql;
        this.clock = clock;
        this.folder = dataDir.resolve("files");
    }

    /** Reads the stream to its end. The bytes are on disk before the facts commit; bytes without facts are harmless. */
    @Transactional
    public StoredFile store(long communityId, InputStream bytes, String name, String mediaType, String purpose) {
        Kept kept = keep(bytes);
        Record row = sql.insertInto(FILE)
                .set(FILE.COMMUNITY_ID, communityId)
                .set(FILE.SHA256, kept.sha256())
                .set(FILE.NAME, name)
                .set(FILE.MEDIA_TYPE, mediaType)
                .set(FILE.SIZE_BYTES, kept.size())
                .set(FILE.PURPOSE, purpose)
                .set(FILE.CREATED_BY, Scopes.current().map(Scope::actor).orElse(null))
                .set(FILE.CREATED_AT, clock.instant())
                .returning()
                .fetchSingle();
        return storedFile(row);
    }

    @Transactional(readOnly = true)
    public Optional<StoredFile> find(long communityId, long id) {
        return sql.selectFrom(FILE)
                .where(FILE.COMMUNITY_ID.eq(communityId), FILE.ID.eq(id))
                .fetchOptional(StoredFiles::storedFile);
    }

    /** Where the bytes lie; the file is never changed, so it may be read without a lock. */
    public Path path(StoredFile file) {
        return folder.resolve(file.sha256().substring(0, 2)).resolve(file.sha256());
    }

    private Kept keep(InputStream bytes) {
        try {
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, "part", "");
            try {
                Kept kept = copy(bytes, part);
                Path home = Files.createDirectories(folder.resolve(kept.sha256().substring(0, 2)));
                // the same bytes twice end in the same file: replacing it changes nothing
                Files.move(part, home.resolve(kept.sha256()), StandardCopyOption.ATOMIC_MOVE);
                return kept;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The file could not be kept in " + folder, e);
        }
    }

    private static Kept copy(InputStream bytes, Path to) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(bytes, digest);
                OutputStream out = Files.newOutputStream(to)) {
            long size = in.transferTo(out);
            return new Kept(HexFormat.of().formatHex(digest.digest()), size);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static StoredFile storedFile(Record row) {
        return new StoredFile(
                row.get(FILE.COMMUNITY_ID),
                row.get(FILE.ID),
                row.get(FILE.SHA256),
                row.get(FILE.NAME),
                row.get(FILE.MEDIA_TYPE),
                row.get(FILE.SIZE_BYTES),
                row.get(FILE.PURPOSE));
    }

    private record Kept(String sha256, long size) {}
}
