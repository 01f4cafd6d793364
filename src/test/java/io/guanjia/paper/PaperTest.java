package io.guanjia.paper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.guanjia.kernel.AmountInWords;
import io.guanjia.kernel.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaperTest {

    private static final Paper PAPER = new Paper("");

    @Test
    void saysInThePdfWhatStandsInTheDocument() {
        List<String> lines = List.of(
                "收款收据 №0100001",
                "今收到 欧阳若英 交来 1-1-101 物业费（2026年3月）",
                "人民币壹仟陆佰捌拾元零叁角贰分",
                "￥1,680.32 Receipt ABC xyz 0123456789",
                "囧喆堃淼䶮犇龘镕",
                "金、立、人、山、龙、门、见、车、青、非");
        String body = lines.stream().map(line -> "<p>" + line + "</p>").collect(Collectors.joining());
        assertThat(text(PAPER.pdf(page("A5", body))).lines().filter(line -> !line.isBlank()))
                .containsExactlyElementsOf(lines);
    }

    @Test
    void printsEveryCharacterOfAnAmountInWords() {
        String words = AmountInWords.withPrefix(Money.parse("-1234567890123.45")) + "零整";
        assertThat(text(PAPER.pdf(page("A4", "<p>" + words + "</p>"))))
                .contains(words)
                .doesNotContain("〓");
    }

    @ParameterizedTest
    @CsvSource({
        "A4, 595.28, 841.89",
        "A5, 419.53, 595.28",
        "A5 landscape, 595.28, 419.53",
        "A4 landscape, 841.89, 595.28"
    })
    void takesThePageThatTheDocumentAsksFor(String page, float width, float height) {
        PDRectangle box =
                read(PAPER.pdf(page(page, "<p>一</p>")), file -> file.getPage(0).getMediaBox());
        assertThat(box.getWidth()).isCloseTo(width, within(1f));
        assertThat(box.getHeight()).isCloseTo(height, within(1f));
    }

    @Test
    void embedsOnlyTheCharactersThatItPrints() {
        byte[] pdf = PAPER.pdf(page("A5", "<p>细</p><p><b>粗</b></p>"));
        assertThat(pdf.length).isLessThan(30_000);
        List<String> fonts = read(pdf, file -> {
            PDResources resources = file.getPage(0).getResources();
            List<String> names = new ArrayList<>();
            for (COSName name : resources.getFontNames()) {
                names.add(resources.getFont(name).getName());
            }
            return names;
        });
        assertThat(fonts).hasSize(2).allMatch(name -> name.matches("[A-Z]{6}\\+NotoSansSC-(Regular|Bold)"));
    }

    @Test
    void usesTheSameFontWhateverFamilyTheStyleNames() {
        byte[] pdf = PAPER.pdf(
                page("A5", "<p style=\"font-family: serif\">宋体 Song</p><p style=\"font-family: Arial\">黑体</p>"));
        assertThat(text(pdf)).contains("宋体 Song").contains("黑体");
    }

    @Test
    void marksACharacterThatNoFontHas() {
        assertThat(text(PAPER.pdf(page("A5", "<p>𠮷田</p>")))).isEqualToIgnoringWhitespace("〓田");
    }

    @Test
    void asksTheFontOfTheSettingLast(@TempDir Path folder) throws IOException {
        Path font = folder.resolve("rare.ttf");
        try (InputStream thin = PaperTest.class.getResourceAsStream("/fonts/ttf/NotoSansSC/NotoSansSC-Thin.ttf")) {
            Files.copy(thin, font);
        }
        assertThat(text(new Paper(font.toString()).pdf(page("A5", "<p>吉𠮷</p>"))))
                .isEqualToIgnoringWhitespace("吉〓");
    }

    @Test
    void refusesToStartWithoutTheFontThatTheSettingNames() {
        assertThatThrownBy(() -> new Paper("/nowhere/rare.ttf"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("guanjia.paper.rare-font");
    }

    @Test
    void printsManyDocumentsIntoOneFileInTheirOrder() {
        int count = 60;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PAPER.pdf(
                IntStream.rangeClosed(1, count)
                        .mapToObj(number -> page(number % 2 == 0 ? "A4" : "A5", "<p>通知单第" + number + "号</p>"))
                        .iterator(),
                out);
        List<PDRectangle> pages = read(
                out.toByteArray(),
                file -> IntStream.range(0, file.getNumberOfPages())
                        .mapToObj(number -> file.getPage(number).getMediaBox())
                        .toList());
        assertThat(pages).hasSize(count);
        assertThat(pages.get(0).getHeight()).isLessThan(600);
        assertThat(pages.get(1).getHeight()).isGreaterThan(800);
        assertThat(out.size()).isLessThan(count * 3_000);
        assertThat(text(out.toByteArray()).lines().filter(line -> !line.isBlank()))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, count)
                        .mapToObj(number -> "通知单第" + number + "号")
                        .toList());
    }

    @Test
    void givesTheSameBytesForTheSameDocument() {
        String document = page("A5", "<p>重打 <b>收据</b></p>");
        assertThat(PAPER.pdf(document)).isEqualTo(PAPER.pdf(document)).isEqualTo(new Paper("").pdf(document));
        PDDocumentInformation information = read(PAPER.pdf(document), PDDocument::getDocumentInformation);
        assertThat(information.getTitle()).isEqualTo("试印");
        assertThat(information.getCreationDate()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9/a.png",
                "https://127.0.0.1:9/a.css",
                "file:///etc/passwd",
                "jar:file:///a.jar!/a.png",
                "//127.0.0.1/a",
                "/etc/passwd",
                "../application.properties",
                "classpath:application.properties",
                "classpath:paper/../application.properties",
                "classpath:/paper/paper.css",
                "paper/paper.css",
                "data:text/css,p{}",
                "data:image/svg+xml;base64,AAAA",
                "a b.png",
                ""
            })
    void reachesNothingOutsideItsFolder(String address) {
        assertThat(Resources.resolve(Resources.BASE, address)).isNull();
        String body = "<link rel=\"stylesheet\" href=\"" + address + "\"/><img src=\"" + address + "\"/><p>在</p>";
        assertThat(text(PAPER.pdf(page("A5", body)))).contains("在");
    }

    @Test
    void reachesItsOwnFolderAndWhatTheDocumentCarries() {
        assertThat(Resources.resolve(Resources.BASE, "paper.css")).isEqualTo("classpath:paper/paper.css");
        assertThat(Resources.resolve(null, "classpath:paper/paper.css")).isEqualTo("classpath:paper/paper.css");
        assertThat(Resources.resolve(null, "data:image/png;base64,iVBORw0KGgo="))
                .startsWith("data:image/png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><body><p>未关</body></html>",
                "<html><body>&nbsp;</body></html>",
                "<!DOCTYPE html [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><html><body>&e;</body></html>",
                "<!DOCTYPE html><!DOCTYPE html SYSTEM \"http://127.0.0.1:9/\"><html/>",
                ""
            })
    void refusesWhatIsNoWellFormedDocument(String xhtml) {
        assertThatThrownBy(() -> PAPER.pdf(xhtml)).isInstanceOf(IllegalArgumentException.class);
        assertThat(text(PAPER.pdf(page("A5", "<p>好</p>")))).contains("好");
    }

    @Test
    void printsForManyAtOnce() throws Exception {
        ExecutorService tills = Executors.newFixedThreadPool(6);
        try {
            List<Callable<String>> receipts = IntStream.range(0, 24)
                    .<Callable<String>>mapToObj(
                            number -> () -> text(PAPER.pdf(page("A5", "<p>收据<b>" + number + "</b>号</p>"))))
                    .toList();
            List<Future<String>> printed = tills.invokeAll(receipts);
            for (int number = 0; number < printed.size(); number++) {
                assertThat(printed.get(number).get()).isEqualToIgnoringWhitespace("收据" + number + "号");
            }
        } finally {
            tills.shutdownNow();
        }
    }

    private static String page(String size, String body) {
        return "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>试印</title>"
                + "<link rel=\"stylesheet\" href=\"paper.css\"/><style>@page { size: " + size
                + "; margin: 10mm }</style></head><body>"
                + body + "</body></html>";
    }

    private static String text(byte[] pdf) {
        return read(pdf, file -> {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            return stripper.getText(file);
        });
    }

    private interface Look<T> {
        T at(PDDocument file) throws IOException;
    }

    private static <T> T read(byte[] pdf, Look<T> look) {
        try (PDDocument file = Loader.loadPDF(pdf)) {
            return look.at(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
