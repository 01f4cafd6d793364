package io.guanjia.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;

/** The passwords of the embedded server's roles: drawn once, kept in a file that only its owner reads (0600). */
class Secrets {

    private final Properties passwords = new Properties();

    private Secrets() {}

    static Secrets readOrDraw(Path file, List<String> roles) throws IOException {
        Secrets secrets = new Secrets();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                secrets.passwords.load(in);
            }
            return secrets;
        }
        SecureRandom random = new SecureRandom();
        for (String role : roles) {
            byte[] password = new byte[24];
            random.nextBytes(password);
            secrets.passwords.setProperty(role, HexFormat.of().formatHex(password));
        }
        secrets.write(file);
        return secrets;
    }

    String of(String role) {
        String password = passwords.getProperty(role);
        if (password == null) {
            throw new IllegalStateException("The file of the database's passwords has none for " + role);
        }
        return password;
    }

    private void write(Path file) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path part = Files.createTempFile(file.toAbsolutePath().getParent(), "secrets", "", ownerOnly);
        try (var out = Files.newBufferedWriter(part)) {
            passwords.store(out, null);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
