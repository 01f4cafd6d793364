package io.guanjia.identity;

import io.guanjia.kernel.InvalidInput;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Hashes passwords with argon2id and knows which ones are good enough. */
@Component
class Passwords {

    static final int LENGTH_MIN = 10;
    private static final int LENGTH_MAX = 200;

    /** Without letters and digits that look alike on paper. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private static final int INITIAL_LENGTH = 14;

    /** 19 MiB, two passes: the lower bound that OWASP names for argon2id. */
    private final Argon2PasswordEncoder encoder = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);

    /** Each hash takes a core and 19 MiB; a crowd at the door waits instead of filling the heap. */
    private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private final SecureRandom random = new SecureRandom();

    /** Compared with when nobody has that name, so that the answer takes as long. */
    private final String nobodys = encoder.encode(initial());

    /** @throws InvalidInput on {@code field} */
    void check(String field, String password, String username) {
        String typed = normal(password);
        int length = typed.codePointCount(0, typed.length());
        if (length < LENGTH_MIN || length > LENGTH_MAX) {
            throw new InvalidInput(field, "password-length", LENGTH_MIN, LENGTH_MAX);
        }
        if (typed.toLowerCase(Locale.ROOT).equals(username.toLowerCase(Locale.ROOT))) {
            throw new InvalidInput(field, "password-is-username");
        }
    }

    String hash(String password) {
        return onACore(() -> encoder.encode(normal(password)));
    }

    boolean matches(String password, String hash) {
        String typed = normal(password);
        return onACore(() -> typed.length() <= 4 * LENGTH_MAX && encoder.matches(typed, hash));
    }

    String nobodys() {
        return nobodys;
    }

    /** Read out or printed once, then changed by its owner. */
    final String initial() {
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < INITIAL_LENGTH; i++) {
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    /** The same characters whatever keyboard or input method they came from. */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T onACore(Supplier<T> work) {
        cores.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            cores.release();
        }
    }
}
