package io.guanjia.residents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/**
 * The two keys of the identity numbers, in one file outside the database that only the owner of the process may read: whoever
 * gets the database alone gets no number. Lost with the file, the numbers are lost: it belongs into the backup, elsewhere.
 */
final class IdentityKey {

    private static final int BYTES = 32;

    private final byte[] encryption;
    private final byte[] hashing;

    private IdentityKey(byte[] both) {
        if (both.length != 2 * BYTES) {
            throw new IllegalStateException(
                    "The key file of the identity numbers is damaged: it holds " + both.length + " bytes");
        }
        this.encryption = Arrays.copyOf(both, BYTES);
        this.hashing = Arrays.copyOfRange(both, BYTES, 2 * BYTES);
    }

    /** Reads the file, or draws new keys into it on the very first start. */
    static IdentityKey at(Path file) {
        try {
            if (!Files.exists(file)) {
                draw(file);
            }
            requirePrivate(file);
            return new IdentityKey(
                    Base64.getDecoder().decode(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException("The key file of the identity numbers cannot be read: " + file, e);
        }
    }

    byte[] encryption() {
        return encryption.clone();
    }

    byte[] hashing() {
        return hashing.clone();
    }

    /** Written whole under another name and then linked, so that of two nodes that start at once one wins and both read the same. */
    private static void draw(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        byte[] keys = new byte[2 * BYTES];
        new SecureRandom().nextBytes(keys);
        Path fresh = Files.createTempFile(
                folder,
                "identity",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, Base64.getEncoder().encodeToString(keys) + "\n");
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException drawnByAnother) {
            // its keys are the ones
        } finally {
            Files.delete(fresh);
        }
    }

    private static void requirePrivate(Path file) throws IOException {
        Set<java.nio.file.attribute.PosixFilePermission> allowed = PosixFilePermissions.fromString("rw-------");
        if (!allowed.containsAll(Files.getPosixFilePermissions(file))) {
            throw new IllegalStateException("Other users of this machine may read " + file + ": chmod 600 it");
        }
    }
}
