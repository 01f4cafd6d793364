package io.guanjia.residents;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guanjia.database.Scopes;
import io.guanjia.db.residents.enums.DossierKind;
import io.guanjia.estate.PremisesRegister;
import io.guanjia.identity.Staff;
import io.guanjia.kernel.InvalidInput;
import io.guanjia.residents.DossierFiles.Brought;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.web.NotFound;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/** 一户一档: what is brought is what it says, is saved and never run, and never disappears. */
@GuanjiaTest
@Tag("DEPT-02")
class DossierFilesTest {

    private static final byte[] PDF = "%PDF-1.7 合同".getBytes(StandardCharsets.UTF_8);

    @Autowired
    PremisesRegister register;

    @Autowired
    People people;

    @Autowired
    Developers developers;

    @Autowired
    DossierFiles files;

    @Autowired
    MovedClock clock;

    @Autowired
    MockMvcTester browser;

    Hamlet hamlet;
    long home;
    int keys;

    @BeforeEach
    void foundAHamlet() {
        clock.set(LocalDate.of(2026, 1, 5));
        hamlet = Hamlet.found(register, people, developers);
        home = hamlet.id("1-1-101");
    }

    @Test
    void putsALaterFileInThePlaceOfAnEarlierOneAndKeepsBoth() {
        long first = add("协议.pdf", null, PDF);
        long second = add("协议（修订）.pdf", first, PDF);
        assertThat(hamlet.asClerk(() -> files.of(hamlet.community, home)))
                .extracting(file -> file.name() + " " + file.isCurrent())
                .containsExactly("协议（修订）.pdf true", "协议.pdf false");
        assertThatThrownBy(() -> add("协议.pdf", first, PDF)).isInstanceOf(DossierFiles.FileNotCurrent.class);
        hamlet.asClerk(() -> files.withdraw(hamlet.community, home, second, "传错了"));
        assertThat(hamlet.asClerk(() -> files.of(hamlet.community, home)))
                .filteredOn(DossierFile::isCurrent)
                .isEmpty();
        assertThatThrownBy(() -> hamlet.asClerk(() -> files.withdraw(hamlet.community, home, second, "再撤一次")))
                .isInstanceOf(DossierFiles.FileNotCurrent.class);
    }

    @Test
    void takesNothingThatABrowserWouldRunOrThatLiesAboutItself() {
        byte[] page = "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> add("页面.html", null, page)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> add("图.svg", null, "<svg onload='x'/>".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> add("照片.png", null, page)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> add("合同.pdf", null, new byte[0])).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> add("大.txt", null, new byte[(int) DossierFiles.BYTES_MAX + 1]))
                .isInstanceOf(InvalidInput.class);
        assertThat(add("说明.txt", null, "水表底数 12".getBytes(StandardCharsets.UTF_8)))
                .isPositive();
    }

    @Test
    void handsItOutAsAnAttachmentThatIsNeverGuessedAndWritesItDown() {
        long id = add("协议.pdf", null, PDF);
        assertThat(browser.get().uri(path("/" + id)).with(Staff.signedIn(hamlet.clerk)))
                .hasStatusOk()
                .hasHeader("X-Content-Type-Options", "nosniff")
                .hasContentType("application/pdf")
                .headers()
                .satisfies(
                        sent -> assertThat(sent.getFirst("Content-Disposition")).startsWith("attachment;"));
        assertThat(browser.get()
                        .uri("/communities/" + hamlet.community + "/premises/" + home + "/timeline?kind=file")
                        .with(Staff.signedIn(hamlet.clerk)))
                .bodyText()
                .contains("归档文件", "协议.pdf");
    }

    @Test
    void belongsToItsHouseholdAndItsCommunity() {
        long id = add("协议.pdf", null, PDF);
        long neighbour = hamlet.id("1-1-102");
        assertThatThrownBy(() -> hamlet.asClerk(() -> files.fetch(hamlet.community, neighbour, id)))
                .isInstanceOf(NotFound.class);
        Hamlet other = Hamlet.found(register, people, developers);
        assertThat(browser.get().uri(path("/" + id)).with(Staff.signedIn(other.clerk)))
                .hasStatus(404);
        long receptionist = Staff.hire("files-reception-" + hamlet.community, hamlet.community, "receptionist");
        assertThatThrownBy(() -> Scopes.run(
                        Staff.scope(receptionist, hamlet.community),
                        () -> files.withdraw(hamlet.community, home, id, "不该能撤")))
                .isInstanceOf(AccessDeniedException.class);
    }

    @Test
    void bringsAFileOnThePageAndKeepsWhatWasTypedWhenItIsNone() {
        assertThat(browser.post()
                        .uri(path(""))
                        .multipart()
                        .file(new MockMultipartFile("file", "产权证.pdf", "text/html", PDF))
                        .param("kind", "DEED")
                        .param("idempotencyKey", "a-deed-" + home)
                        .with(Staff.signedIn(hamlet.clerk))
                        .with(csrf()))
                .hasStatus3xxRedirection();
        assertThat(browser.get().uri(path("")).with(Staff.signedIn(hamlet.clerk)))
                .bodyText()
                .contains("产权证.pdf", "产权证明", "hamlet-clerk");
        assertThat(browser.post()
                        .uri(path(""))
                        .multipart()
                        .file(new MockMultipartFile(
                                "file", "产权证.pdf", "application/pdf", "MZ".getBytes(StandardCharsets.UTF_8)))
                        .param("kind", "DEED")
                        .param("note", "复印件一份")
                        .param("idempotencyKey", "a-lie-" + home)
                        .with(Staff.signedIn(hamlet.clerk))
                        .with(csrf()))
                .hasStatus(422)
                .bodyText()
                .contains("复印件一份");
    }

    private long add(String name, @Nullable Long supersedes, byte[] bytes) {
        Brought brought = new Brought(name, DossierKind.CONTRACT, null, supersedes);
        return hamlet.asClerk(() -> files.add(hamlet.community, home, "a-file-" + ++keys + "-" + home, brought, bytes))
                .value();
    }

    private String path(String rest) {
        return "/communities/" + hamlet.community + "/premises/" + home + "/files" + rest;
    }
}
