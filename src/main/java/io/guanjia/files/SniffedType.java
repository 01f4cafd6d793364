package io.guanjia.files;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a file is by its first bytes, whatever it calls itself: pictures and papers that people keep. Nothing that a browser would run
 * (pages, drawings with scripts, programs) is among them.
 */
public enum SniffedType {
    PDF("application/pdf", List.of("pdf"), "%PDF-"),
    JPEG("image/jpeg", List.of("jpg", "jpeg"), "\u00ff\u00d8\u00ff"),
    PNG("image/png", List.of("png"), "\u0089PNG\r\n\u001a\n"),
    WEBP("image/webp", List.of("webp"), "RIFF....WEBP"),
    HEIC("image/heic", List.of("heic", "heif"), "....ftyphei"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", List.of("docx"), "PK\u0003\u0004"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", List.of("xlsx"), "PK\u0003\u0004"),
    DOC("application/msword", List.of("doc"), "\u00d0\u00cf\u0011\u00e0"),
    TEXT("text/plain", List.of("txt"), "");

    /** So many first bytes are enough. */
    public static final int HEAD = 512;

    private final String mediaType;
    private final List<String> endings;
    private final String magic;

    SniffedType(String mediaType, List<String> endings, String magic) {
        this.mediaType = mediaType;
        this.endings = endings;
        this.magic = magic;
    }

    public String mediaType() {
        return mediaType;
    }

    /** @return empty when the bytes are none of these, or the name says something else than the bytes */
    public static Optional<SniffedType> of(byte[] head, String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> type.endings.contains(ending) && type.fits(head))
                .findFirst();
    }

    private boolean fits(byte[] head) {
        if (this == TEXT) {
            return isText(head);
        }
        if (head.length < magic.length()) {
            return false;
        }
        for (int i = 0; i < magic.length(); i++) {
            if (magic.charAt(i) != '.' && (head[i] & 0xff) != magic.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A character may be cut in half at the end of the head. */
    private static boolean isText(byte[] head) {
        for (byte one : head) {
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t') {
                return false;
            }
        }
        for (int cut = 0; cut < 4 && cut <= head.length; cut++) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head, 0, head.length - cut));
                return true;
            } catch (CharacterCodingException e) {
                // perhaps only its last character
            }
        }
        return false;
    }
}
