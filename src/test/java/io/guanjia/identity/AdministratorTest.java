package io.guanjia.identity;

import static io.guanjia.testing.FormToken.csrf;
import static org.assertj.core.api.Assertions.assertThat;

import io.guanjia.testing.GuanjiaTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The administrator manages accounts and sees no business data, on no address that any room serves. */
@GuanjiaTest
class AdministratorTest {

    @Autowired
    MockMvcTester mvc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Test
    void findsNothingOfACommunityOnAnyAddressOfTheHouse() {
        long community = Staff.community("云栖");
        long administrator = Staff.administrator("administrator");
        List<String> open = new ArrayList<>();
        int asked = 0;
        for (RequestMappingInfo info : mapping.getHandlerMethods().keySet()) {
            for (String pattern : info.getPatternValues()) {
                for (HttpMethod method : methods(info, pattern)) {
                    asked++;
                    int status = ask(method, address(pattern, community), administrator);
                    boolean shut = method == HttpMethod.GET ? status == 403 || status == 404 : status >= 400;
                    if (!shut) {
                        open.add(method + " " + pattern + " answered " + status);
                    }
                }
            }
        }
        assertThat(asked).as("addresses of communities").isGreaterThan(30);
        assertThat(open).isEmpty();
    }

    @Test
    void keepsEverybodyElseOutOfTheAdministration() {
        long community = Staff.community("林海");
        long manager = Staff.hire("manager", community, "manager", "clerk", "collector", "accountant", "executive");
        for (String page : List.of(
                "/staff",
                "/staff/new",
                "/staff/1",
                "/staff/1/edit",
                "/staff/1/appointments/new",
                "/staff/stand-ins",
                "/staff/stand-ins/new",
                "/staff/posts",
                "/staff/posts/new")) {
            assertThat(mvc.get().uri(page).with(Staff.signedIn(manager)).exchange())
                    .as(page)
                    .hasStatus(403);
        }
    }

    @Test
    void servesTheAdministratorHisPages() {
        long administrator = Staff.administrator("chief");
        for (String page : List.of(
                "/staff",
                "/staff?state=ENDED&post=clerk",
                "/staff/new",
                "/staff/" + administrator,
                "/staff/" + administrator + "/edit",
                "/staff/" + administrator + "/appointments/new",
                "/staff/stand-ins",
                "/staff/stand-ins/new",
                "/staff/posts",
                "/staff/posts/new",
                "/account",
                "/audit")) {
            assertThat(mvc.get().uri(page).with(Staff.signedIn(administrator)).exchange())
                    .as(page)
                    .hasStatusOk();
        }
    }

    @Test
    void makesAnAccountAndShowsItsPasswordOnce() {
        long administrator = Staff.administrator("head");
        MvcTestResult made = mvc.post()
                .uri("/staff/new")
                .param("username", "newcomer")
                .param("name", "新人")
                .param("version", "0")
                .with(Staff.signedIn(administrator))
                .with(csrf())
                .exchange();
        assertThat(made).hasStatusOk().bodyText().contains("只显示这一次", "<code>");
        assertThat(mvc.post()
                        .uri("/staff/new")
                        .param("username", "newcomer")
                        .param("name", "新人")
                        .param("version", "0")
                        .with(Staff.signedIn(administrator))
                        .with(csrf())
                        .exchange())
                .hasStatus(422)
                .bodyText()
                .contains("已有人使用");
    }

    private int ask(HttpMethod method, String address, long administrator) {
        var request = mvc.method(method)
                .uri(address)
                .with(Staff.signedIn(administrator))
                .with(csrf());
        if (address.startsWith("/api/") && method != HttpMethod.GET) {
            request = request.contentType(MediaType.APPLICATION_JSON).content("{}");
        }
        return request.exchange().getResponse().getStatus();
    }

    private static Set<HttpMethod> methods(RequestMappingInfo info, String pattern) {
        boolean ofACommunity = pattern.startsWith("/communities/{") || pattern.startsWith("/api/v1/communities/{");
        if (!ofACommunity) {
            return Set.of();
        }
        Set<RequestMethod> declared = info.getMethodsCondition().getMethods();
        return declared.isEmpty()
                ? Set.of(HttpMethod.GET)
                : declared.stream().map(RequestMethod::asHttpMethod).collect(Collectors.toSet());
    }

    private static String address(String pattern, long community) {
        return pattern.replaceFirst("\\{[^}]+}", Long.toString(community))
                .replaceAll("\\{(month|yearMonth|m)}", "2026-01")
                .replaceAll("\\{[^}]+}", "1");
    }
}
