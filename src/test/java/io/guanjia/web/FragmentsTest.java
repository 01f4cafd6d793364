package io.guanjia.web;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.testing.GuanjiaTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** The fragments as they arrive in the browser. */
@GuanjiaTest
class FragmentsTest {

    @Autowired
    MockMvcTester mvc;

    @Test
    void showsEveryFragment() {
        MvcTestResult result = mvc.get().uri("/test/components").exchange();
        assertThat(result).hasStatusOk();
    }

    @Test
    void keepsWhatWasTypedAndSaysWhatIsWrong() {
        MvcTestResult result = mvc.post()
                .uri("/test/components")
                .with(csrf())
                .param("idempotencyKey", "12345678-abc")
                .param("name", " ")
                .param("amount", "12.345")
                .param("on", "2026年2月30日")
                .param("month", "2026-13")
                .param("kind", "SHOP")
                .param("note", "不要丢")
                .exchange();
        assertThat(result).hasStatus(422);
        assertThat(result)
                .bodyText()
                .contains(
                        "12.345", "2026年2月30日", "2026-13", "不要丢", "金额应写成 1234.50", "12345678-abc", "id=\"name-error\"");
    }

    /** A value that could be read, and that the room does not take, is shown again as it was typed. */
    @Test
    void keepsWhatTheRoomRefusedBesideFieldsOfEveryType() {
        MvcTestResult result = mvc.post()
                .uri("/test/components")
                .with(csrf())
                .param("idempotencyKey", "12345678-abc")
                .param("name", "refused by the room")
                .param("amount", "1,234.50")
                .param("on", "2026-01-31")
                .param("month", "2026-01")
                .param("_urgent", "on")
                .param("kind", "SHOP")
                .exchange();
        assertThat(result).hasStatus(422);
        assertThat(result).bodyText().contains("1,234.50", "2026-01-31", "id=\"amount-error\"", "id=\"on-error\"");
    }
}
