package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.SETUP_LINK;
import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.TestDatabases;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** From an empty house to the first sign-in; the steps stand on one another. */
@GuanjiaTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SetupTest {

    private static String link = "";

    @Autowired
    MockMvcTester mvc;

    @Autowired
    SetupLinks links;

    @Test
    @Order(1)
    void opensAnEmptyHouseWithTheLatestLinkOnly() {
        int before = TestDatabases.current().owner().fetchCount(SETUP_LINK); // the start of the house may have made one
        String first = links.create().orElseThrow();
        link = links.create().orElseThrow();
        assertThat(mvc.get().uri(first).exchange()).hasStatus(404);
        assertThat(mvc.get().uri("/setup/guessed").exchange()).hasStatus(404);
        assertThat(mvc.get().uri(link).exchange()).hasStatusOk();
        assertThat(TestDatabases.current().owner().selectFrom(SETUP_LINK).fetch(SETUP_LINK.TOKEN_SHA256))
                .hasSize(before + 2)
                .noneMatch(hash -> new String(hash, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .contains(link.substring("/setup/".length())));
    }

    @Test
    @Order(2)
    void keepsWhatWasTypedWhenSomethingIsWrong() {
        assertThat(send("boss", "short", "clerk")).hasStatus(422).bodyText().contains("10", "云栖花园");
        assertThat(send("boss", "a long password", "boss"))
                .hasStatus(422)
                .bodyText()
                .contains("两个人");
        assertThat(links.create()).as("nothing was made").isPresent().get().satisfies(fresh -> link = fresh);
    }

    @Test
    @Order(3)
    void makesTheAdministratorTheCommunityAndItsClerkOnce() {
        assertThat(send("boss", "a long password", "clerk")).redirectedUrl().isEqualTo("/sign-in");
        assertThat(send("other", "a long password", "another")).hasStatus(404);
        assertThat(links.create()).isEmpty();
        assertThat(mvc.post()
                        .uri("/sign-in")
                        .param("username", "clerk")
                        .param("password", "a long password")
                        .with(csrf())
                        .exchange())
                .hasStatus3xxRedirection();
    }

    private MvcTestResult send(String administrator, String password, String clerk) {
        return mvc.post()
                .uri(link)
                .param("community", "云栖花园")
                .param("administratorUsername", administrator)
                .param("administratorName", "赵管理")
                .param("administratorPassword", password)
                .param("clerkUsername", clerk)
                .param("clerkName", "钱内勤")
                .param("clerkPassword", "a long password")
                .with(csrf())
                .exchange();
    }
}
