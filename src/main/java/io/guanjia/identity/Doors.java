package io.guanjia.identity;

import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.CompositeSessionAuthenticationStrategy;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.jdbc.PostgreSqlJdbcIndexedSessionRepositoryCustomizer;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.LocaleResolver;

/**
 * Three doors: static files and health for everybody, the API for tokens, the pages for sessions. Whoever is inside may reach
 * every address; the rooms decide what he may do there.
 */
@Configuration(proxyBeanMethods = false)
class Doors {

    @Bean
    @Order(1)
    SecurityFilterChain everybody(HttpSecurity http) {
        return http.securityMatcher("/assets/**", "/webjars/**", "/_static/**", "/favicon.ico", "/actuator/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .headers(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .securityContext(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain api(
            HttpSecurity http,
            Tokens tokens,
            Visits visits,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver errors,
            LocaleResolver languages) {
        ProblemAnswers answers = new ProblemAnswers(errors, languages);
        return http.securityMatcher("/api/**")
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, "/api/v1/tokens")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(
                        errorsOf -> errorsOf.authenticationEntryPoint(answers).accessDeniedHandler(answers))
                .addFilterBefore(new BearerFilter(tokens, answers), UsernamePasswordAuthenticationFilter.class)
                .addFilterAfter(new ScopeFilter(visits), ExceptionTranslationFilter.class)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(
            HttpSecurity http,
            Visits visits,
            SignOut signOut,
            CsrfTokenRepository csrfTokens,
            SecurityContextRepository contexts) {
        return http.authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.FORWARD)
                                .permitAll()
                                .requestMatchers("/sign-in", "/setup/*", "/preferences/language", "/error")
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .csrf(csrf -> csrf.csrfTokenRepository(csrfTokens))
                .securityContext(context -> context.securityContextRepository(contexts))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .logout(logout ->
                        logout.logoutUrl("/sign-out").addLogoutHandler(signOut).logoutSuccessUrl("/sign-in"))
                .exceptionHandling(errors -> errors.authenticationEntryPoint(new ToSignIn())
                        .accessDeniedHandler(new OldPages(new ToSignIn())))
                .addFilterAfter(new ScopeFilter(visits), ExceptionTranslationFilter.class)
                .build();
    }

    @Bean
    SecurityContextRepository securityContexts() {
        return new HttpSessionSecurityContextRepository();
    }

    /** In a cookie of its own, so that looking at the sign-in page makes no session in the database. */
    @Bean
    CsrfTokenRepository csrfTokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("guanjia-csrf");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Lax").httpOnly(true));
        return tokens;
    }

    /** Whoever signs in gets a new session id and a new token against forged requests. */
    @Bean
    SessionAuthenticationStrategy onSignIn(CsrfTokenRepository csrfTokens) {
        return new CompositeSessionAuthenticationStrategy(
                List.of(new ChangeSessionIdAuthenticationStrategy(), new CsrfAuthenticationStrategy(csrfTokens)));
    }

    /** Around the framework's own sessions, so that all its settings stay in force. */
    @Bean
    static BeanPostProcessor unhurriedSessions() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof JdbcIndexedSessionRepository rows ? new Sessions(rows) : bean;
            }
        };
    }

    @Bean
    PostgreSqlJdbcIndexedSessionRepositoryCustomizer sessionsOnPostgres() {
        return new PostgreSqlJdbcIndexedSessionRepositoryCustomizer();
    }
}
