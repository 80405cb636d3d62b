package io.orderstream.query.consistency;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives a controller the request's token, {@link ConsistencyToken#NONE} if it has none. */
class ConsistencyTokenResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ConsistencyToken.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var values = request.getHeaderValues(ConsistencyToken.HEADER);
        if (values == null || values.length == 0) {
            return ConsistencyToken.NONE;
        }
        if (values.length > 1) {
            throw new InvalidConsistencyTokenException();
        }
        try {
            return ConsistencyToken.parse(values[0]);
        } catch (IllegalArgumentException e) {
            throw new InvalidConsistencyTokenException();
        }
    }
}
