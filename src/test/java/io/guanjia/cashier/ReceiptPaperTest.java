package io.guanjia.cashier;

import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.cashier.Receipt.Voiding;
import io.guanjia.db.billing.enums.FeeClass;
import io.guanjia.db.cashier.enums.ReceiptLayout;
import io.guanjia.db.cashier.enums.ReceiptState;
import io.guanjia.db.cashier.enums.TenderKind;
import io.guanjia.kernel.Money;
import io.guanjia.kernel.Month;
import io.guanjia.testing.GuanjiaTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Receipts on paper: both layouts, short and long. What was printed last lies in target/receipts, to be looked at. */
@GuanjiaTest
@Tag("COLLECT-05")
class ReceiptPaperTest {
    @Autowired
    ReceiptPaper paper;

    @Autowired
    TransactionTemplate transaction;

    Till till;

    @BeforeEach
    void community() {
        till = new Till();
    }

    @Test
    void printsEveryLabelledCopyWithTheContentOfTheRule() {
        byte[] pdf = print("plain", receipt(ReceiptLayout.PLAIN, story()), 0);
        assertThat(Pdf.pages(pdf)).isEqualTo(3);
        assertThat(Pdf.text(pdf).replace(" ", ""))
                .contains("No.0000101", "存根联", "客户联", "记账联", "2026年6月20日", "2026-06", "89.37", "2.35", "210.02")
                .contains("人民币伍佰元整", "¥500.00", "预存（物业费）", "262.10", "云停物业服务有限公司", "收现500.00，找零0.00");
    }

    @Test
    void printsThreeCopiesOnOneSheetWhenTheyAreShort() {
        Till.sql()
                .execute(
                        "insert into settings.setting (community_id, name, value, from_on, set_at)"
                                + " values (?, 'receipt.sheet', 'A4', '2000-01-01', '2000-01-01')",
                        till.community);
        assertThat(Pdf.pages(print("thirds", receipt(ReceiptLayout.PLAIN, story()), 2)))
                .isEqualTo(1);
        assertThat(Pdf.pages(print("thirds-long", receipt(ReceiptLayout.PLAIN, manyLines()), 0)))
                .isGreaterThan(3);
    }

    @Test
    void foldsTheMonthsOfAYearAndGoesOnForAsLongAsItTakes() {
        assertThat(ReceiptRows.of(manyLines().lines())).hasSize(30 - 11);
        String text = Pdf.text(print("long", receipt(ReceiptLayout.PLAIN, manyLines()), 1));
        assertThat(text).contains("2025-01 至 2025-12", "× 12 个月", "重打 1");
        assertThat(Pdf.pages(print("year", receipt(ReceiptLayout.PLAIN, year()), 0)))
                .isEqualTo(3);
    }

    @Test
    void fillsInThePrePrintedFormOnly() {
        byte[] pdf = print("form", receipt(ReceiptLayout.PREPRINTED, story()), 0);
        assertThat(Pdf.pages(pdf)).isEqualTo(1);
        assertThat(Pdf.text(pdf)).contains("甲", "人民币伍佰元整").doesNotContain("存根联", "收款收据");
        String crowded = Pdf.text(print("form-long", receipt(ReceiptLayout.PREPRINTED, manyLines()), 0));
        assertThat(crowded).contains("其余");
    }

    @Test
    void writesVoidAcrossAVoidedReceipt() {
        Receipt voided = receipt(ReceiptLayout.PLAIN, story(), ReceiptState.VOID);
        assertThat(Pdf.text(print("void", voided, 1)).replaceAll("\\s", "")).containsPattern("作.*废");
    }

    @Test
    void storesWhatItSaysAndReadsItBack() {
        assertThat(ReceiptContent.of(manyLines().stored())).isEqualTo(manyLines());
    }

    private byte[] print(String name, Receipt receipt, int reprint) {
        byte[] pdf = till.as(
                till.collector, () -> transaction.execute(status -> paper.pdf(till.community, receipt, reprint)));
        try {
            Path folder = Files.createDirectories(Path.of("target/receipts"));
            Files.write(folder.resolve(name + ".pdf"), pdf);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return pdf;
    }

    private static Receipt receipt(ReceiptLayout layout, ReceiptContent content) {
        return receipt(layout, content, ReceiptState.ISSUED);
    }

    private static Receipt receipt(ReceiptLayout layout, ReceiptContent content, ReceiptState state) {
        @Nullable Voiding none = null;
        return new Receipt(content.number(), state, 1, 1, 1L, Till.COPIES, layout, content, 1, Instant.EPOCH, 0, none);
    }

    private static ReceiptContent story() {
        return content(
                "甲",
                List.of("1-101"),
                List.of(
                        line("1-101", "物业费", "2026-06", "89.37", "2.35", 21002),
                        line("1-101", "公摊电费", "2026-06", null, null, 2788)),
                List.of(new ReceiptContent.Prepayment("1-101", FeeClass.PROPERTY, new Money(26210), new Money(26210))),
                50000);
    }

    private static ReceiptContent year() {
        List<ReceiptContent.Line> lines = new ArrayList<>();
        for (int month = 1; month <= 12; month++) {
            lines.add(line("1-101", "物业费", "2025-%02d".formatted(month), "89.37", "2.35", 21002));
        }
        return content("甲", List.of("1-101"), lines, List.of(), 12 * 21002);
    }

    /** Thirty lines of several premises for somebody with a very long name. */
    private static ReceiptContent manyLines() {
        List<ReceiptContent.Line> lines = new ArrayList<>(year().lines());
        List<String> premises = new ArrayList<>(List.of("1-101"));
        for (int space = 1; space <= 18; space++) {
            String code = "C%04d".formatted(space);
            premises.add(code);
            lines.add(line(code, "地下车位管理服务费", "2026-06", "1", "150", 15000));
        }
        ReceiptContent.Line part = lines.remove(29);
        lines.add(new ReceiptContent.Line(
                part.premises(),
                part.item(),
                part.month(),
                part.from(),
                part.to(),
                part.quantity(),
                part.unitPrice(),
                part.charged(),
                new Money(7996),
                new Money(7004)));
        return content(
                "云停（中国）商业运营管理集团股份有限公司华东区域第一分公司暨临时项目筹备处", premises, lines, List.of(), 12 * 21002 + 17 * 15000 + 7996);
    }

    private static ReceiptContent.Line line(
            String premises, String item, String month, @Nullable String quantity, @Nullable String price, long fen) {
        Month of = Month.parse(month);
        return new ReceiptContent.Line(
                premises,
                item,
                month,
                of.firstDay(),
                of.lastDay(),
                quantity,
                price,
                new Money(fen),
                new Money(fen),
                Money.ZERO);
    }

    private static ReceiptContent content(
            String payer,
            List<String> premises,
            List<ReceiptContent.Line> lines,
            List<ReceiptContent.Prepayment> prepayments,
            long fen) {
        return new ReceiptContent(
                "0000101",
                LocalDate.of(2026, 6, 20),
                "云停物业服务有限公司",
                "云停花园",
                payer,
                premises,
                lines,
                prepayments,
                List.of(new ReceiptContent.Tender(TenderKind.CASH, new Money(fen), new Money(fen), null)),
                new Money(fen),
                AllocationRule.OLDEST_FIRST,
                new Money(7004),
                new Money(26210),
                "收费员");
    }
}
