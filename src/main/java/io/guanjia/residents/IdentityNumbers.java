package io.guanjia.residents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Identity numbers as they lie in the database: AES-256-GCM with a fresh nonce each, bound to their community, and beside it a
 * keyed hash for exact matches. Layout: one byte of version, 12 of nonce, then cipher text and tag.
 */
@Component
class IdentityNumbers {

    private static final byte VERSION = 1;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec encryption;
    private final SecretKeySpec hashing;
    private final SecureRandom random = new SecureRandom();

    IdentityNumbers(@Value("${guanjia.key-file:${guanjia.data-dir}/keys/identity.key}") Path keyFile) {
        IdentityKey key = IdentityKey.at(keyFile);
        this.encryption = new SecretKeySpec(key.encryption(), "AES");
        this.hashing = new SecretKeySpec(key.hashing(), "HmacSHA256");
    }

    byte[] encrypt(long community, String number) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] text = cipher(Cipher.ENCRYPT_MODE, community, nonce).doFinal(number.getBytes(UTF_8));
            return ByteBuffer.allocate(1 + NONCE_BYTES + text.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(text)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An identity number cannot be encrypted", e);
        }
    }

    String decrypt(long community, byte[] stored) {
        ByteBuffer buffer = ByteBuffer.wrap(stored);
        if (buffer.get() != VERSION) {
            throw new IllegalStateException("An identity number of another version of the house");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, community, nonce);
            return new String(cipher.doFinal(stored, buffer.position(), buffer.remaining()), UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An identity number does not open with the key file of this house", e);
        }
    }

    /** Equal numbers of one community have equal hashes; without the key nobody can try numbers out. */
    byte[] hash(long community, String number) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(hashing);
            return mac.doFinal((community + ":" + number).getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An identity number cannot be hashed", e);
        }
    }

    private Cipher cipher(int mode, long community, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(ByteBuffer.allocate(Long.BYTES).putLong(community).array());
        return cipher;
    }
}
