package io.orderstream.query.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * Gives every answer of the API an entity tag, so that {@code If-None-Match} is answered 304 while nothing changed,
 * be it data or what is shown of it. One that is streamed has none, since it would have to be held back whole.
 */
@Component
class EntityTags extends ShallowEtagHeaderFilter {

    /** Weak, because the answer may be compressed. */
    EntityTags() {
        setWriteWeakETag(true);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !path.startsWith("/v1/") || path.endsWith(".csv") || path.equals("/v1/live");
    }
}
