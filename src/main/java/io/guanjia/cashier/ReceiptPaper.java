package io.guanjia.cashier;

import io.guanjia.cashier.ReceiptRows.Row;
import io.guanjia.db.cashier.enums.ReceiptLayout;
import io.guanjia.paper.Paper;
import io.guanjia.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/**
 * A receipt on paper, always in Chinese. PLAIN: the whole form with every labelled copy, on A5 sheets or, when it is short, all of
 * them on one A4 sheet to be cut. PREPRINTED: only what is filled in, at the places of a multipart form of 241 × 140 mm.
 */
@Component
class ReceiptPaper {
    static final String SHEET = "receipt.sheet";
    static final String A5 = "A5";
    static final String A4 = "A4";
    /** What a third of an A4 sheet and the lines of the pre-printed form hold. */
    private static final int ROWS_OF_A_THIRD = 4;

    private static final int COPIES_OF_A_SHEET = 3;
    private static final int ROWS_OF_THE_FORM = 6;

    private final ITemplateEngine templates;
    private final Paper paper;
    private final Settings settings;

    ReceiptPaper(ITemplateEngine templates, Paper paper, Settings settings) {
        this.templates = templates;
        this.paper = paper;
        this.settings = settings;
    }

    /** What the template prints. */
    record Printed(
            ReceiptContent content, List<Row> rows, List<String> copies, int reprint, boolean voided, boolean thirds) {}

    /** @param reprint 0 for the first printing, which carries no mark */
    byte[] pdf(long communityId, Receipt receipt, int reprint) {
        boolean form = receipt.layout() == ReceiptLayout.PREPRINTED;
        ReceiptContent content = receipt.content();
        int kept = content.prepayments().size();
        List<Row> rows = form
                ? ReceiptRows.atMost(Math.max(ROWS_OF_THE_FORM - kept, 1), content.lines())
                : ReceiptRows.of(content.lines());
        boolean thirds = !form
                && receipt.copies().size() <= COPIES_OF_A_SHEET
                && rows.size() + kept <= ROWS_OF_A_THIRD
                && settings.text(SHEET, communityId, content.on())
                        .filter(A4::equals)
                        .isPresent();
        Function<List<String>, String> document = copies -> templates.process(
                form ? "paper/receipt-form" : "paper/receipt",
                new Context(
                        Locale.SIMPLIFIED_CHINESE,
                        Map.of("page", new Printed(content, rows, copies, reprint, receipt.isVoid(), thirds))));
        // each copy on sheets of its own is a document of its own, so that its pages count from one
        Stream<String> documents = form || thirds
                ? Stream.of(document.apply(receipt.copies()))
                : receipt.copies().stream().map(copy -> document.apply(List.of(copy)));
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        paper.pdf(documents.iterator(), pdf);
        return pdf.toByteArray();
    }
}
