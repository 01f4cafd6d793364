package io.guanjia.residents;

/** One of the owners of an ownership. @param billed gets the bills; exactly one of the co-owners does */
public record Owner(long personId, boolean billed) {

    public static Owner billed(long personId) {
        return new Owner(personId, true);
    }

    public static Owner beside(long personId) {
        return new Owner(personId, false);
    }
}
