package io.guanjia.residents;

import org.springframework.stereotype.Component;

/** For rooms that carry identity numbers a part of their way and must not lay them down readable. */
@Component
public class IdentitySeal {

    private final IdentityNumbers numbers;

    IdentitySeal(IdentityNumbers numbers) {
        this.numbers = numbers;
    }

    public byte[] encrypt(long community, String number) {
        return numbers.encrypt(community, number);
    }

    /** Equal for equal numbers of one community. */
    public byte[] hash(long community, String number) {
        return numbers.hash(community, number);
    }

    public String decrypt(long community, byte[] sealed) {
        return numbers.decrypt(community, sealed);
    }
}
