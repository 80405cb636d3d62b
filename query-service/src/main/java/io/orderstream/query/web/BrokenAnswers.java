package io.orderstream.query.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * An answer of which some was sent when something goes wrong is not ended as if it were whole: the failure goes on to the
 * server, which breaks the connection off, so that the client knows.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class BrokenAnswers implements HandlerExceptionResolver {

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (response.isCommitted() && failure instanceof RuntimeException) {
            throw new BrokenAnswerException(request.getRequestURI(), failure);
        }
        return null;
    }

    static final class BrokenAnswerException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        BrokenAnswerException(String path, Exception cause) {
            super("the answer to " + path + " broke off", cause);
        }
    }
}
