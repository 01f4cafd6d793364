package io.guanjia.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads an {@link IdempotencyKey} from the header or the form. */
class IdempotencyKeyArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IdempotencyKey.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String header = request.getHeader(IdempotencyKey.HEADER);
        String value = header == null ? request.getParameter(IdempotencyKey.FIELD) : header;
        if (value == null || value.isBlank()) {
            throw new IdempotencyKeyRequired();
        }
        return new IdempotencyKey(value.strip());
    }
}
