package io.guanjia.files;

/**
 * A kept file.
 *
 * @param sha256 of its bytes, hexadecimal
 * @param name as whoever brought it called it
 * @param purpose what it was brought for, for example {@code import}
 */
public record StoredFile(
        long communityId, long id, String sha256, String name, String mediaType, long sizeBytes, String purpose) {}
