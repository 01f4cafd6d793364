package io.guanjia.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;

/** Whoever opens a page of another community by its address works there from then on. */
@Component
class LastCommunity implements HandlerInterceptor {

    private final Shell shell;

    LastCommunity(Shell shell) {
        this.shell = shell;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        CommunityChoice community = shell.community();
        if (community != null && !Objects.equals(community.id(), shell.viewer().chosenCommunity())) {
            shell.viewer().chooseCommunity(community.id());
        }
        return true;
    }
}
