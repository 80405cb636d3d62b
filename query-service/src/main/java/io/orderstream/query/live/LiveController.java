package io.orderstream.query.live;

import io.orderstream.query.consistency.ConsistencyToken;
import io.orderstream.query.web.QueryParameters;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Live updates as server-sent events. Each connection is written to by the virtual thread of its request, and by nobody
 * else, so a client that does not read holds up only itself; the server's write timeout ends such a connection at last.
 */
@RestController
class LiveController {

    private static final Logger LOG = LoggerFactory.getLogger(LiveController.class);

    private final LiveHub hub;
    private final LiveProperties properties;

    LiveController(LiveHub hub, LiveProperties properties) {
        this.hub = hub;
        this.properties = properties;
    }

    @GetMapping(path = "/v1/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void live(
            @RequestParam MultiValueMap<String, String> parameters,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            ConsistencyToken token,
            HttpServletResponse response)
            throws InterruptedException {
        new QueryParameters(parameters).refuseOthers();
        var connection = hub.connect(token);
        try {
            var start = connection.start().join();
            var missed = missed(lastEventId, start);
            response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
            response.setCharacterEncoding("UTF-8");
            response.setHeader("X-Accel-Buffering", "no");
            var out = response.getOutputStream();
            write(out, missed);
            write(out, List.of(LiveMessage.connected(start, properties.retry())));
            stream(connection, out);
        } catch (IOException e) {
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof SocketTimeoutException) {
                connection.end(LiveConnection.End.TOO_SLOW);
            }
            LOG.debug("A client of live updates went away: {}", e.toString());
        } finally {
            hub.disconnect(connection);
        }
    }

    private List<LiveMessage> missed(@Nullable String lastEventId, LivePosition start) throws InterruptedException {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return List.of();
        }
        var last = LivePosition.decode(lastEventId, hub.feedNames());
        return last.isPresent() ? hub.missed(last.get(), start) : List.of(LiveMessage.reset(start));
    }

    private void stream(LiveConnection connection, ServletOutputStream out) throws IOException, InterruptedException {
        while (true) {
            var messages = connection.take(properties.heartbeat());
            var end = connection.ended();
            if (end != null) {
                out.write(LiveMessage.end(end, backOff()));
                // A web server that stops may close the connection as soon as this request is over.
                out.flush();
                return;
            }
            if (messages.isEmpty()) {
                out.write(LiveMessage.HEARTBEAT);
            }
            write(out, messages);
        }
    }

    private static void write(ServletOutputStream out, List<LiveMessage> messages) throws IOException {
        for (var message : messages) {
            out.write(message.frame());
        }
        out.flush();
    }

    /** Spread out, so that not all clients come back at the same moment. */
    private Duration backOff() {
        var retry = properties.retry().toMillis();
        return Duration.ofMillis(retry + ThreadLocalRandom.current().nextLong(2 * retry + 1));
    }
}
