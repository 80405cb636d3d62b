package io.orderstream.command.order;

import io.orderstream.command.order.domain.Rejection;
import io.orderstream.command.order.domain.Rejection.ImpossibleValues;
import io.orderstream.command.order.domain.Rejection.NotFound;
import io.orderstream.command.order.domain.Rejection.RuleBroken;
import io.orderstream.command.web.Problem;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** How rejections and conflicts are told to clients. */
final class OrderProblems {

    private OrderProblems() {}

    static Problem of(Rejection rejection) {
        return switch (rejection) {
            case NotFound unknown -> new Problem(HttpStatus.NOT_FOUND, unknown.code(), unknown.detail());
            case RuleBroken broken -> new Problem(HttpStatus.CONFLICT, broken.code(), broken.detail());
            case ImpossibleValues impossible ->
                new Problem(HttpStatus.UNPROCESSABLE_CONTENT, impossible.code(), impossible.detail())
                        .errors(impossible.values().stream()
                                .map(value -> new Problem.FieldError(value.pointer(), value.detail()))
                                .toList());
        };
    }

    static Problem stale(long revision) {
        String current = revision < 0 ? "There is no such order yet." : "The order is at revision " + revision + ".";
        return new Problem(HttpStatus.PRECONDITION_FAILED, "stale-revision", current);
    }

    static Problem keyReused() {
        return new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "idempotency-key-reused",
                "This Idempotency-Key was used before for another request.");
    }

    static Problem contended() {
        return new Problem(
                        HttpStatus.CONFLICT,
                        "concurrent-changes",
                        "Others kept changing the order meanwhile. Nothing was done; trying again may succeed.")
                .retryAfter(Duration.ofSeconds(1));
    }
}
