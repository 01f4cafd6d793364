package io.guanjia.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.Errors;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;

/** A page that shows its form again because of what was typed answers 422, without each controller having to say so. */
class TypedWrong implements HandlerInterceptor {

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView answer) {
        boolean wrong = answer != null
                && !request.getMethod().equals("GET")
                && answer.getModel().values().stream()
                        .anyMatch(value -> value instanceof Errors errors && errors.hasErrors());
        if (wrong) {
            response.setStatus(422);
        }
    }
}
