package io.orderstream.query.live;

import io.orderstream.query.web.ServiceUnavailableException;
import java.time.Duration;

/** No further client can be told live updates by this instance now. */
final class LiveUnavailableException extends ServiceUnavailableException {

    private static final long serialVersionUID = 1L;

    LiveUnavailableException(String detail) {
        super("live-unavailable", "Live updates are not available now", detail, Duration.ofSeconds(5), null);
    }
}
