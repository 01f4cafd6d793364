package io.guanjia.paper;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.fontbox.ttf.CmapSubtable;
import org.apache.fontbox.ttf.CmapTable;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.jspecify.annotations.Nullable;

/**
 * A font draws the character 民 and the radical ⺠ with one glyph, and PDFBox notes the lowest code for whoever searches or copies:
 * the radical. This table answers with the character, so that 人民币 is found in our documents.
 */
final class ReadableCmap extends CmapSubtable {

    private static final int FIRST_RADICAL = 0x2E80;
    private static final int LAST_RADICAL = 0x2FDF;

    private final CmapSubtable font;

    private ReadableCmap(CmapSubtable font) {
        this.font = font;
        setPlatformId(font.getPlatformId());
        setPlatformEncodingId(font.getPlatformEncodingId());
    }

    static TrueTypeFont in(TrueTypeFont font) throws IOException {
        CmapTable table = font.getCmap();
        table.setCmaps(Arrays.stream(table.getCmaps()).map(ReadableCmap::new).toArray(CmapSubtable[]::new));
        return font;
    }

    @Override
    public int getGlyphId(int character) {
        return font.getGlyphId(character);
    }

    @Override
    public @Nullable List<Integer> getCharCodes(int glyph) {
        List<Integer> all = font.getCharCodes(glyph);
        if (all == null) {
            return null;
        }
        List<Integer> characters = all.stream()
                .filter(code -> code < FIRST_RADICAL || code > LAST_RADICAL)
                .toList();
        return characters.isEmpty() ? all : characters;
    }
}
