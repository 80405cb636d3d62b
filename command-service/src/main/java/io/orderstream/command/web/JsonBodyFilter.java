package io.orderstream.command.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the body of a JSON request whole before anything is made of it, so that what a request costs in memory while it
 * waits for its client is its bytes; all bodies together take no more than they may, and none takes longer than it may.
 * What is not {@linkplain Utf8 UTF-8} is refused.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
final class JsonBodyFilter extends OncePerRequestFilter {

    private static final int PIECE = 4 * 1024;
    private static final MediaType LIKE_JSON = new MediaType("application", "*+json");
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Semaphore bytesLeft;
    private final Duration patience;

    JsonBodyFilter(WebProperties properties) {
        this.bytesLeft =
                new Semaphore(Math.toIntExact(properties.maxBodiesInMemory().toBytes()));
        this.patience = properties.bodyDeadline();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        if (request.getContentType() == null) {
            return true;
        }
        try {
            MediaType type = MediaType.parseMediaType(request.getContentType());
            return !MediaType.APPLICATION_JSON.includes(type) && !LIKE_JSON.includes(type);
        } catch (InvalidMediaTypeException unreadable) {
            return true;
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        JsonRequest json = new JsonRequest(request);
        try {
            chain.doFilter(json, response);
        } finally {
            bytesLeft.release(json.held);
        }
    }

    private final class JsonRequest extends HttpServletRequestWrapper {
        private int held;
        private @Nullable ServletInputStream body;

        JsonRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (body == null) {
                refuse(Utf8.problemOf(MediaType.parseMediaType(getContentType())));
                byte[] bytes = readAll(super.getInputStream());
                refuse(Utf8.problemOf(bytes));
                body = new BodyInMemory(bytes);
            }
            return body;
        }

        private byte[] readAll(InputStream in) throws IOException {
            long deadline = System.nanoTime() + patience.toNanos();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] piece = new byte[PIECE];
            try {
                for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                    hold(read);
                    bytes.write(piece, 0, read);
                    if (System.nanoTime() > deadline) {
                        throw tooSlow(this);
                    }
                }
            } catch (SocketTimeoutException silent) {
                throw tooSlow(this);
            }
            return bytes.toByteArray();
        }

        private void hold(int bytes) throws UnacceptableBodyException {
            if (!bytesLeft.tryAcquire(bytes)) {
                throw new UnacceptableBodyException(new Problem(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "saturated",
                                "Too many large requests are under way. Nothing was done; send it again later.")
                        .retryAfter(SOON));
            }
            held += bytes;
        }
    }

    private static void refuse(@Nullable Problem problem) throws UnacceptableBodyException {
        if (problem != null) {
            throw new UnacceptableBodyException(problem);
        }
    }

    private static UnacceptableBodyException tooSlow(ServletRequest request) {
        LateBody.of(request);
        return new UnacceptableBodyException(
                new Problem(HttpStatus.REQUEST_TIMEOUT, "request-timeout", "The body did not come in time."));
    }
}
