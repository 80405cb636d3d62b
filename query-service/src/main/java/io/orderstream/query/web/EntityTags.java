package io.orderstream.query.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Gives every answer of the API an entity tag, so that {@code If-None-Match} is answered 304 while nothing changed,
 * be it data or what is shown of it. One that is streamed has none, since it would have to be held back whole.
 *
 * <p>What is held back stays in memory until its client has taken it, however slowly. So only so many answers are made
 * at a time; who comes beyond waits a second, and is told to come again then.
 */
@Component
class EntityTags extends ShallowEtagHeaderFilter {

    private static final long PATIENCE_SECONDS = 1;

    private final Semaphore free;

    /** Weak, because the answer may be compressed. */
    EntityTags(AnswerProperties properties) {
        this.free = new Semaphore(properties.maxAnswers(), true);
        setWriteWeakETag(true);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/v1/") || path.endsWith(".csv") || path.equals("/v1/live");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!mayEnter()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(PATIENCE_SECONDS));
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            super.doFilterInternal(request, response, chain);
        } finally {
            free.release();
        }
    }

    private boolean mayEnter() {
        try {
            return free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
