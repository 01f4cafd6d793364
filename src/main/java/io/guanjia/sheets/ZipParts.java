package io.guanjia.sheets;

import static io.guanjia.sheets.UnreadableWorkbook.Reason.DAMAGED;
import static io.guanjia.sheets.UnreadableWorkbook.Reason.TOO_LARGE;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The parts of a zip file, opened only after every one of them has been unpacked once into nothing, counting. The sizes that the
 * file itself declares are not believed.
 */
final class ZipParts implements AutoCloseable {

    private static final int MOST_PARTS = 2_000;
    private static final long MOST_BYTES = 400L << 20;
    /** Up to this size a part may shrink as it likes; sheets full of the same row do. */
    private static final long SMALL_BYTES = 8L << 20;
    /** Ordinary sheets shrink to a tenth or a thirtieth, a zip bomb to a thousandth. */
    private static final long HIGHEST_RATIO = 200;

    private final ZipFile zip;

    private ZipParts(ZipFile zip) {
        this.zip = zip;
    }

    static ZipParts open(Path file) {
        try {
            ZipParts parts = new ZipParts(new ZipFile(file.toFile()));
            try {
                parts.requireReasonableSize();
                return parts;
            } catch (IOException | RuntimeException refused) {
                parts.close();
                throw refused;
            }
        } catch (ZipException | IllegalArgumentException damaged) {
            throw new UnreadableWorkbook(DAMAGED, damaged);
        } catch (IOException unreadable) {
            throw new UnreadableWorkbook(DAMAGED, unreadable);
        }
    }

    /** The unpacked content of a part; names are compared without regard to case, as the format demands. */
    Optional<InputStream> content(String name) {
        try {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null) {
                entry = zip.stream()
                        .filter(other -> other.getName().equalsIgnoreCase(name))
                        .findFirst()
                        .orElse(null);
            }
            return entry == null ? Optional.empty() : Optional.of(zip.getInputStream(entry));
        } catch (IOException damaged) {
            throw new UnreadableWorkbook(DAMAGED, damaged);
        }
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void requireReasonableSize() throws IOException {
        if (zip.size() > MOST_PARTS) {
            throw new UnreadableWorkbook(TOO_LARGE);
        }
        Set<String> names = new HashSet<>();
        byte[] buffer = new byte[1 << 16];
        long left = MOST_BYTES;
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            if (!names.add(entry.getName().toLowerCase(Locale.ROOT))) {
                throw new UnreadableWorkbook(DAMAGED);
            }
            left -= unpackedSize(entry, buffer, left);
        }
    }

    private long unpackedSize(ZipEntry entry, byte[] buffer, long left) throws IOException {
        long most = Math.min(left, Math.max(SMALL_BYTES, entry.getCompressedSize() * HIGHEST_RATIO));
        long size = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > most) {
                    throw new UnreadableWorkbook(TOO_LARGE);
                }
            }
        }
        return size;
    }
}
