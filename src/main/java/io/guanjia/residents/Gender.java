package io.guanjia.residents;

/** As the identity document says it. */
public enum Gender {
    MALE,
    FEMALE
}
