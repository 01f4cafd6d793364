package io.guanjia.web;

import io.guanjia.kernel.InvalidInput;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads a {@link Paging} from the query. */
class PagingArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Paging.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String after = request.getParameter("after");
        return new Paging(
                limit(request.getParameter("limit")), after == null || after.isEmpty() ? null : Cursor.decode(after));
    }

    private static int limit(@Nullable String typed) {
        if (typed == null || typed.isEmpty()) {
            return Paging.LIMIT_DEFAULT;
        }
        if (!typed.matches("[1-9]\\d{0,2}") || Integer.parseInt(typed) > Paging.LIMIT_MAX) {
            throw new InvalidInput("limit", "limit-out-of-range", Paging.LIMIT_MAX);
        }
        return Integer.parseInt(typed);
    }
}
