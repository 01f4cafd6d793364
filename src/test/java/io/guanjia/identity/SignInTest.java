package io.guanjia.identity;

import static io.guanjia.db.identity.Tables.ACCOUNT;
import static io.guanjia.db.identity.Tables.SESSION;
import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.database.Scopes;
import io.guanjia.testing.GuanjiaTest;
import io.guanjia.testing.MovedClock;
import io.guanjia.testing.TestDatabases;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@GuanjiaTest
class SignInTest {

    private static final String SESSION_COOKIE = "guanjia";
    private static int count;

    @Autowired
    MockMvcTester mvc;

    @Autowired
    MovedClock clock;

    @Autowired
    Accounts accounts;

    @Autowired
    SignIn signIn;

    @Autowired
    CsrfTokenRepository csrfTokens;

    String username;
    long account;
    long community;
    String address;

    @BeforeEach
    void hireSomebody() {
        username = "receptionist" + ++count;
        community = Staff.community("云栖 " + count);
        account = Staff.hire(username, community, "receptionist");
        address = "10.0.0." + count;
    }

    @Test
    void opensTheDoorAndLeadsBackToWhereOneWantedToGo() {
        MvcTestResult asked = mvc.get().uri("/account?x=1").exchange();
        assertThat(asked).hasStatus3xxRedirection().redirectedUrl().isEqualTo("/sign-in?to=%2Faccount%3Fx%3D1");
        MvcTestResult entered = enter(username, Staff.PASSWORD, "/account?x=1");
        assertThat(entered).hasStatus3xxRedirection().redirectedUrl().isEqualTo("/account?x=1");
        Cookie session = entered.getResponse().getCookie(SESSION_COOKIE);
        assertThat(session).isNotNull();
        assertThat(session.isHttpOnly()).isTrue();
        assertThat(session.getAttribute("SameSite")).isEqualTo("Lax");
        assertThat(mvc.get().uri("/account").cookie(session).exchange())
                .hasStatusOk()
                .bodyText()
                .contains(username);
    }

    @Test
    void neverLeadsToAnotherSite() {
        for (String to : List.of("//evil.example", "https://evil.example", "/\\evil.example", "/search?q={a}", "")) {
            assertThat(enter(username, Staff.PASSWORD, to)).redirectedUrl().isEqualTo("/");
        }
    }

    @Test
    void locksTheAccountAfterFiveFailuresForAQuarterOfAnHour() {
        for (int failure = 1; failure <= 4; failure++) {
            assertThat(enter(username, "wrong password", "/"))
                    .hasStatus(422)
                    .bodyText()
                    .contains("用户名或密码不对", username);
        }
        assertThat(enter(username, "wrong password", "/"))
                .hasStatus(422)
                .bodyText()
                .contains("已暂停登录");
        clock.advance(Duration.ofMinutes(14));
        assertThat(enter(username, Staff.PASSWORD, "/"))
                .hasStatus(422)
                .bodyText()
                .contains("已暂停登录");
        clock.advance(Duration.ofMinutes(1));
        assertThat(enter(username, Staff.PASSWORD, "/")).hasStatus3xxRedirection();
        assertThat(failedAttempts()).isZero();
    }

    @Test
    void countsFailuresAnewAfterALock() {
        for (int failure = 1; failure <= 5; failure++) {
            enter(username, "wrong password", "/");
        }
        clock.advance(Duration.ofMinutes(16));
        assertThat(enter(username, "wrong password", "/")).bodyText().contains("用户名或密码不对");
        assertThat(enter(username, Staff.PASSWORD, "/")).hasStatus3xxRedirection();
    }

    @Test
    void locksANameThatNobodyHasJustTheSame() {
        for (int failure = 1; failure <= 4; failure++) {
            assertThat(enter("nobody" + count, "wrong password", "/"))
                    .bodyText()
                    .contains("用户名或密码不对");
        }
        assertThat(enter("nobody" + count, "wrong password", "/")).bodyText().contains("已暂停登录");
    }

    @Test
    void hearsOnlyFiveOfManyGuessesSentAtOnce() throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(12);
        Callable<SignIn.Outcome> guess = () -> signIn.attempt(username, "wrong password", address);
        List<SignIn.Outcome> outcomes = new ArrayList<>();
        for (Future<SignIn.Outcome> answer : crowd.invokeAll(Collections.nCopies(12, guess))) {
            outcomes.add(answer.get());
        }
        crowd.shutdown();
        assertThat(outcomes).filteredOn(SignIn.Wrong.class::isInstance).hasSize(4);
        assertThat(outcomes).filteredOn(SignIn.Locked.class::isInstance).hasSize(8);
    }

    @Test
    void barsAnAddressThatTriesManyNames() {
        for (int failure = 0; failure < FailedSignIns.LOCKS_ADDRESS_AT; failure++) {
            signIn.attempt("somebody" + count + "-" + failure, "wrong password", "2001:db8::" + count);
        }
        assertThat(signIn.attempt(username, Staff.PASSWORD, "2001:db8::ffff")).isInstanceOf(SignIn.Locked.class);
        assertThat(signIn.attempt(username, Staff.PASSWORD, "2001:db8:1::1")).isInstanceOf(SignIn.Welcome.class);
        clock.advance(FailedSignIns.LOCK);
        assertThat(signIn.attempt(username, Staff.PASSWORD, "2001:db8::1")).isInstanceOf(SignIn.Welcome.class);
    }

    @Test
    void givesANewSessionToWhoeverSignsIn() {
        Cookie planted = sessionOf(enter(username, Staff.PASSWORD, "/"));
        MvcTestResult again = mvc.post()
                .uri("/sign-in")
                .cookie(planted)
                .param("username", username)
                .param("password", Staff.PASSWORD)
                .with(csrf())
                .exchange();
        Cookie own = sessionOf(again);
        assertThat(own.getValue()).isNotEqualTo(planted.getValue());
        assertThat(mvc.get().uri("/account").cookie(planted).exchange()).hasStatus3xxRedirection();
        assertThat(mvc.get().uri("/account").cookie(own).exchange()).hasStatusOk();
    }

    @Test
    void endsTheSessionOnSignOut() {
        Cookie session = sessionOf(enter(username, Staff.PASSWORD, "/"));
        assertThat(mvc.post().uri("/sign-out").cookie(session).with(csrf()).exchange())
                .redirectedUrl()
                .isEqualTo("/sign-in");
        assertThat(mvc.get().uri("/account").cookie(session).exchange()).hasStatus3xxRedirection();
    }

    @Test
    void refusesAFormThatAnotherSiteSent() {
        Cookie session = sessionOf(enter(username, Staff.PASSWORD, "/"));
        assertThat(mvc.post()
                        .uri("/account")
                        .cookie(session)
                        .param("language", "en")
                        .param("theme", "dark")
                        .exchange())
                .hasStatus(403);
    }

    @Test
    void keepsTheTokenAgainstForgedFormsInACookieAndMakesNoSessionForIt() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        MockHttpServletResponse response = new MockHttpServletResponse();
        csrfTokens.saveToken(csrfTokens.generateToken(request), request, response);
        Cookie cookie = response.getCookie("guanjia-csrf");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getAttribute("SameSite")).isEqualTo("Lax");
        assertThat(request.getSession(false)).isNull();
    }

    @Test
    void shutsOutAnEndedAccountAtOnce() {
        Cookie session = sessionOf(enter(username, Staff.PASSWORD, "/"));
        String bearer = Staff.bearer(account);
        long administrator = Staff.administrator("administrator" + count);
        Scopes.run(Staff.scope(administrator), () -> accounts.end(account, "离职"));
        assertThat(mvc.get().uri("/account").cookie(session).exchange()).hasStatus3xxRedirection();
        assertThat(mvc.get()
                        .uri("/api/v1/tokens")
                        .header("Authorization", bearer)
                        .exchange())
                .hasStatus(401);
        assertThat(enter(username, Staff.PASSWORD, "/"))
                .hasStatus(422)
                .bodyText()
                .contains("用户名或密码不对");
        assertThat(TestDatabases.current().owner().fetchCount(SESSION, SESSION.PRINCIPAL_NAME.eq(username)))
                .isZero();
    }

    @Test
    void opensOnlyThePasswordPageToAnInitialPassword() {
        long administrator = Staff.administrator("administrator" + count);
        Accounts.Created created = Scopes.call(
                Staff.scope(administrator),
                () -> accounts.create(new Accounts.NewAccount("newcomer" + count, "新人", null)));
        Cookie session = sessionOf(enter(created.username(), created.initialPassword(), "/"));
        assertThat(mvc.get().uri("/account").cookie(session).exchange())
                .redirectedUrl()
                .isEqualTo("/account/password");
        assertThat(changePassword(session, created.initialPassword(), "short")).hasStatus(422);
        assertThat(changePassword(session, "not the old one", "a much longer one"))
                .hasStatus(422);
        assertThat(changePassword(session, created.initialPassword(), "a much longer one"))
                .redirectedUrl()
                .isEqualTo("/account");
        assertThat(mvc.get().uri("/account").cookie(session).exchange()).hasStatusOk();
        assertThat(enter(created.username(), "a much longer one", "/")).hasStatus3xxRedirection();
    }

    @Test
    void hearsOnlyFiveGuessesOfTheOldPasswordFromAnOpenScreen() {
        Cookie session = sessionOf(enter(username, Staff.PASSWORD, "/"));
        for (int failure = 1; failure <= 4; failure++) {
            assertThat(changePassword(session, "guess " + failure, "a much longer one"))
                    .hasStatus(422)
                    .bodyText()
                    .contains("现在的密码不对");
        }
        assertThat(changePassword(session, "guess 5", "a much longer one"))
                .hasStatus(422)
                .bodyText()
                .contains("已暂停修改密码和登录");
        assertThat(changePassword(session, Staff.PASSWORD, "a much longer one")).hasStatus(422);
        assertThat(enter(username, Staff.PASSWORD, "/")).hasStatus(422);
        clock.advance(FailedSignIns.LOCK);
        assertThat(changePassword(session, Staff.PASSWORD, "a much longer one")).hasStatus3xxRedirection();
        assertThat(failedAttempts()).isZero();
    }

    @Test
    void leavesProgramsTheirTokensUnlessThePersonEndsThemWithThePassword() {
        String bearer = Staff.bearer(account);
        Cookie session = sessionOf(enter(username, Staff.PASSWORD, "/"));
        assertThat(mvc.get().uri("/account/password").cookie(session).exchange())
                .bodyText()
                .contains("以下程序令牌在改密码后照常可用");
        assertThat(changePassword(session, Staff.PASSWORD, "a much longer one")).hasStatus3xxRedirection();
        assertThat(statusOf(bearer)).isEqualTo(200);
        assertThat(mvc.post()
                        .uri("/account/password")
                        .cookie(session)
                        .param("old", "a much longer one")
                        .param("chosen", "another long one")
                        .param("again", "another long one")
                        .param("tokensToo", "true")
                        .with(csrf())
                        .exchange())
                .hasStatus3xxRedirection();
        assertThat(statusOf(bearer)).isEqualTo(401);
    }

    @Test
    void endsSessionsAndTokensWhenAnAdministratorResetsThePassword() {
        Cookie session = sessionOf(enter(username, Staff.PASSWORD, "/"));
        String bearer = Staff.bearer(account);
        long administrator = Staff.administrator("administrator" + count);
        Scopes.run(Staff.scope(administrator), () -> accounts.resetPassword(account));
        assertThat(mvc.get().uri("/account").cookie(session).exchange()).hasStatus3xxRedirection();
        assertThat(statusOf(bearer)).isEqualTo(401);
    }

    private int statusOf(String bearer) {
        return mvc.get()
                .uri("/api/v1/tokens")
                .header("Authorization", bearer)
                .exchange()
                .getResponse()
                .getStatus();
    }

    private MvcTestResult changePassword(Cookie session, String old, String chosen) {
        return mvc.post()
                .uri("/account/password")
                .cookie(session)
                .param("old", old)
                .param("chosen", chosen)
                .param("again", chosen)
                .with(csrf())
                .exchange();
    }

    private MvcTestResult enter(String name, String password, String to) {
        return mvc.post()
                .uri("/sign-in")
                .param("username", name)
                .param("password", password)
                .param("to", to)
                .with(csrf())
                .with(request -> {
                    request.setRemoteAddr(address);
                    return request;
                })
                .exchange();
    }

    private int failedAttempts() {
        return TestDatabases.current()
                .owner()
                .select(ACCOUNT.FAILED_ATTEMPTS)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(account))
                .fetchSingle(ACCOUNT.FAILED_ATTEMPTS);
    }

    private static Cookie sessionOf(MvcTestResult result) {
        Cookie cookie = result.getResponse().getCookie(SESSION_COOKIE);
        assertThat(cookie).isNotNull();
        return cookie;
    }
}
