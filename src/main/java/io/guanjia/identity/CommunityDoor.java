package io.guanjia.identity;

import io.guanjia.database.Scopes;
import io.guanjia.web.NotFound;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Not yours = not found, on every address of a community and before anything of it is read or any parameter looked at. The rooms
 * still ask for the permission themselves; a page that forgets shows a stranger nothing all the same.
 */
@Component
class CommunityDoor implements HandlerInterceptor, WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns("/communities/*/**", "/api/v1/communities/*/**")
                .order(Ordered.HIGHEST_PRECEDENCE);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        Object community = variables instanceof Map<?, ?> map ? map.get("c") : null;
        if (community instanceof String id && !inScope(id)) {
            throw new NotFound("community", id);
        }
        return true;
    }

    private static boolean inScope(String id) {
        return id.matches("\\d{1,18}")
                && Scopes.current()
                        .map(scope -> scope.covers(Long.parseLong(id)))
                        .orElse(false);
    }
}
