package io.guanjia.paper;

import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Prints XHTML to PDF. The page is the document's own matter ({@code @page { size: A5 landscape; margin: 10mm }}); the fonts are
 * Noto Sans SC, regular and bold, for whatever the style sheet asks. {@code paper.css} gives the look of the house.
 *
 * <p>Noto Sans SC holds the 20,976 common characters, extension A, and the rare ones of the official table. What it lacks (𠮷) is
 * taken from the font of the setting {@code guanjia.paper.rare-font} (a TrueType file), and without one printed as 〓.
 */
@Component
public class Paper {

    private static final String PRODUCER = "Guanjia";
    private static final String MISSING_CHARACTER = "〓";
    private static final long BYTES_IN_MEMORY = 16L << 20;

    private final FontPool fonts;

    static {
        XRLog.setLoggerImpl(new RendererLog());
    }

    Paper(@Value("${guanjia.paper.rare-font:}") String rareFont) {
        fonts = new FontPool(rareFont.isBlank() ? null : Path.of(rareFont));
    }

    public byte[] pdf(String xhtml) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        pdf(xhtml, bytes);
        return bytes.toByteArray();
    }

    public void pdf(String xhtml, OutputStream out) {
        pdf(List.of(xhtml).iterator(), out);
    }

    /**
     * Prints many documents into one file, in their order, each beginning on a new page. Only one of them is in memory at a time,
     * and the fonts are in the file once; the stream is not closed.
     */
    public void pdf(Iterator<String> documents, OutputStream out) {
        if (!documents.hasNext()) {
            throw new IllegalArgumentException("Nothing to print");
        }
        fonts.lend(lent -> {
            try (PDDocument file = new PDDocument(MemoryUsageSetting.setupMixed(BYTES_IN_MEMORY).streamCache)) {
                Fonts.InFile inFile = lent.in(file);
                String title = print(documents.next(), file, inFile);
                while (documents.hasNext()) {
                    print(documents.next(), file, inFile);
                }
                describe(file, title);
                file.save(out);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        });
    }

    private static String print(String xhtml, PDDocument file, Fonts.InFile inFile) throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder()
                .withW3cDocument(Xhtml.parse(xhtml), Resources.BASE)
                .usePDDocument(file)
                .withProducer(PRODUCER)
                .useReplacementText(MISSING_CHARACTER)
                .useUriResolver(Resources::resolve);
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            inFile.offerTo(renderer.getFontResolver());
            renderer.createPDFWithoutClosing();
        }
        String title = file.getDocumentInformation().getTitle();
        return title == null ? "" : title;
    }

    /** No dates and no random identity: the same document printed again has the same bytes. */
    private static void describe(PDDocument file, String title) {
        PDDocumentInformation information = new PDDocumentInformation();
        information.setProducer(PRODUCER);
        information.setTitle(title);
        file.setDocumentInformation(information);
        file.setDocumentId(0L);
    }
}
