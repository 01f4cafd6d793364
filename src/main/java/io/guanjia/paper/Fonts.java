package io.guanjia.paper;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver;
import com.openhtmltopdf.pdfboxout.PdfBoxFontResolver.FontGroup;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/** The fonts, parsed once: that takes a tenth of a second each. Not for two threads at a time. */
final class Fonts {

    private static final String FOLDER = "/fonts/ttf/NotoSansSC/NotoSansSC-";
    private static final String FAMILY = "Noto Sans SC";
    private static final String RARE_FAMILY = "rare";
    private static final int REGULAR_WEIGHT = 400;
    private static final int BOLD_WEIGHT = 700;

    private final TrueTypeFont regular;
    private final TrueTypeFont bold;
    private final @Nullable TrueTypeFont rare;

    Fonts(@Nullable Path rareFont) {
        try {
            regular = shipped("Regular");
            bold = shipped("Bold");
            rare = rareFont == null ? null : parsed(new RandomAccessReadBufferedFile(rareFont.toFile()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The fonts as one PDF file has them: only the characters that it prints. */
    InFile in(PDDocument file) throws IOException {
        return new InFile(
                PDType0Font.load(file, regular, true),
                PDType0Font.load(file, bold, true),
                rare == null ? null : PDType0Font.load(file, rare, true));
    }

    record InFile(
            PDType0Font regular, PDType0Font bold, @Nullable PDType0Font rare) {

        /** For every family that a style sheet names, before the fonts that PDF readers bring along; the rare one last. */
        void offerTo(PdfBoxFontResolver resolver) {
            offer(resolver, regular, FAMILY, REGULAR_WEIGHT, FontGroup.PRE_BUILT_IN_FALLBACK);
            offer(resolver, bold, FAMILY, BOLD_WEIGHT, FontGroup.PRE_BUILT_IN_FALLBACK);
            if (rare != null) {
                offer(resolver, rare, RARE_FAMILY, REGULAR_WEIGHT, FontGroup.FINAL_FALLBACK);
            }
        }

        private static void offer(
                PdfBoxFontResolver resolver, PDType0Font font, String family, int weight, FontGroup group) {
            resolver.addFont(new PDFontSupplier(font), family, weight, IdentValue.NORMAL, true, group);
        }
    }

    private static TrueTypeFont shipped(String style) throws IOException {
        try (InputStream in = Fonts.class.getResourceAsStream(FOLDER + style + ".ttf")) {
            if (in == null) {
                throw new FileNotFoundException(FOLDER + style);
            }
            return parsed(new RandomAccessReadBuffer(in.readAllBytes()));
        }
    }

    private static TrueTypeFont parsed(RandomAccessRead bytes) throws IOException {
        return ReadableCmap.in(new TTFParser().parse(bytes));
    }
}
