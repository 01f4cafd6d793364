package io.guanjia.operations;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The password that all demo accounts share: given by {@code guanjia.demo-password}, or drawn, said once and kept for its owner's eyes. */
@Component
class DemoPassword {
    /** Without letters and digits that look alike. */
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int LENGTH = 16;

    private final @Nullable String given;
    private final Path file;
    private @Nullable String drawn;

    DemoPassword(@Value("${guanjia.demo-password:}") String given, @Value("${guanjia.data-dir}") Path dataDir) {
        this.given = given.isBlank() ? null : given;
        this.file = dataDir.resolve("demo-password");
    }

    String draw() {
        if (given != null) return given;
        try {
            if (!Files.exists(file)) write(random());
            drawn = Files.readString(file).strip();
            return drawn;
        } catch (IOException e) {
            throw new UncheckedIOException("The demo password could not be kept in " + file, e);
        }
    }

    Optional<String> toSay() {
        return Optional.ofNullable(drawn);
    }

    private void write(String password) throws IOException {
        var ownersOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = Files.newByteChannel(file, Set.of(CREATE_NEW, WRITE), ownersOnly);
                OutputStream out = Channels.newOutputStream(channel)) {
            out.write((password + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String random() {
        return new SecureRandom()
                .ints(LENGTH, 0, LETTERS.length())
                .collect(StringBuilder::new, (text, at) -> text.append(LETTERS.charAt(at)), StringBuilder::append)
                .toString();
    }
}
