package io.guanjia.web;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** 王小明, who is signed in on every page below /test and may do what is not called "secret". */
@Component
class TestViewer implements Viewer {

    private static final List<CommunityChoice> COMMUNITIES =
            List.of(new CommunityChoice(901, "云溪花园"), new CommunityChoice(902, "松涛里"));

    private @Nullable Long chosen;

    @Override
    public boolean signedIn() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                && Address.path(attributes.getRequest()).startsWith("/test/");
    }

    @Override
    public String displayName() {
        return "王小明";
    }

    @Override
    public boolean may(String permission, @Nullable Long communityId) {
        return !permission.equals("secret");
    }

    @Override
    public List<CommunityChoice> communities() {
        return COMMUNITIES;
    }

    @Override
    public @Nullable Long chosenCommunity() {
        return chosen;
    }

    @Override
    public void chooseCommunity(long communityId) {
        chosen = communityId;
    }

    @Override
    public @Nullable Locale language() {
        return null;
    }

    @Override
    public void chooseLanguage(Locale language) {}

    @Configuration(proxyBeanMethods = false)
    static class OpenDoors {

        /** The pages of the tests need no sign-in; everything else about security holds for them too. */
        @Bean
        @Order(0)
        SecurityFilterChain testPages(HttpSecurity http, CsrfTokenRepository csrfTokens) throws Exception {
            return http.securityMatcher(
                            "/test/**", "/api/test/**", "/assets/**", "/webjars/**", "/preferences/community", "/error")
                    .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                    .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens).ignoringRequestMatchers("/api/test/**"))
                    .build();
        }
    }
}
