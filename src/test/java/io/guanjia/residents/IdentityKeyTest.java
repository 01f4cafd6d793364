package io.guanjia.residents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityKeyTest {

    private static final long COMMUNITY = 7;
    private static final String NUMBER = "999999195409043753";

    @TempDir
    Path folder;

    @Test
    void drawsAPrivateFileOnceAndReadsItEverAfter() throws IOException {
        Path file = folder.resolve("keys/identity.key");
        byte[] stored = new IdentityNumbers(file).encrypt(COMMUNITY, NUMBER);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(new IdentityNumbers(file).decrypt(COMMUNITY, stored)).isEqualTo(NUMBER);
        assertThat(Files.list(file.getParent())).containsExactly(file);
    }

    @Test
    void opensNothingWithAnotherKeyNorForAnotherCommunity() {
        IdentityNumbers numbers = new IdentityNumbers(folder.resolve("one.key"));
        byte[] stored = numbers.encrypt(COMMUNITY, NUMBER);
        assertThatThrownBy(() -> numbers.decrypt(COMMUNITY + 1, stored)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new IdentityNumbers(folder.resolve("two.key")).decrypt(COMMUNITY, stored))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining(NUMBER);
        stored[stored.length - 1] ^= 1;
        assertThatThrownBy(() -> numbers.decrypt(COMMUNITY, stored)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAFileThatOthersMayRead() throws IOException {
        Path file = folder.resolve("identity.key");
        new IdentityNumbers(file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> new IdentityNumbers(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("chmod 600");
    }
}
