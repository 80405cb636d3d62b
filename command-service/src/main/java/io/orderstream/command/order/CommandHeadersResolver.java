package io.orderstream.command.order;

import io.orderstream.command.web.Problem;
import io.orderstream.events.stored.Actor;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads {@link CommandHeaders} in one way for every endpoint. */
final class CommandHeadersResolver implements HandlerMethodArgumentResolver {

    private static final Actor ANYBODY = new Actor(Actor.Type.USER, "anonymous");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
    private static final Pattern CORRELATION_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
    private static final Pattern ENTITY_TAG = Pattern.compile("\"(0|[1-9][0-9]{0,17})\"");

    /** W3C Trace Context, version 00. */
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == CommandHeaders.class;
    }

    @Override
    public CommandHeaders resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        String key = wellFormed("Idempotency-Key", KEY, single("Idempotency-Key", request));
        UUID commandId = key == null ? OrderIds.fresh() : OrderIds.commandOf(ANYBODY, key);
        String correlationId = wellFormed("X-Correlation-Id", CORRELATION_ID, single("X-Correlation-Id", request));
        String traceparent = single("traceparent", request);
        String ifMatch = single(HttpHeaders.IF_MATCH, request);
        return new CommandHeaders(
                commandId,
                key,
                expectedRevision(ifMatch),
                ifMatch != null,
                ANYBODY,
                Objects.requireNonNullElse(correlationId, commandId.toString()),
                traceparent != null && TRACEPARENT.matcher(traceparent).matches() ? traceparent : null);
    }

    private static @Nullable String single(String header, NativeWebRequest request) {
        String[] values = request.getHeaderValues(header);
        if (values == null || values.length == 0) {
            return null;
        }
        if (values.length > 1) {
            throw malformed(header, "was given more than once");
        }
        return values[0].strip();
    }

    private static @Nullable String wellFormed(String header, Pattern pattern, @Nullable String value) {
        if (value != null && !pattern.matcher(value).matches()) {
            throw malformed(header, "must match " + pattern.pattern());
        }
        return value;
    }

    private static @Nullable Long expectedRevision(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        Matcher tag = ENTITY_TAG.matcher(ifMatch);
        if (!tag.matches()) {
            throw malformed(HttpHeaders.IF_MATCH, "must be * or one strong entity tag as ETag gave it, like \"3\"");
        }
        return Long.valueOf(tag.group(1));
    }

    private static Problem malformed(String header, String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "malformed-header", "The header " + header + " " + detail + ".");
    }
}
