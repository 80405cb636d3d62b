package io.orderstream.command.web;

import io.orderstream.command.eventstore.EventStoreSaturatedException;
import io.orderstream.command.eventstore.EventStoreUnavailableException;
import jakarta.validation.ConstraintViolation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;

/** Turns everything that goes wrong into a problem document, and never shows our inside. */
@RestControllerAdvice
final class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final Duration SOON = Duration.ofSeconds(1);

    @ExceptionHandler
    ResponseEntity<Object> unavailable(EventStoreUnavailableException away, WebRequest request) {
        LOG.warn("{}", away.getMessage());
        return answer(
                Problem.unavailable(
                        "The command could not be recorded now. Send it again with the same Idempotency-Key."),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> saturated(EventStoreSaturatedException full, WebRequest request) {
        return answer(
                Problem.saturated("Too many commands are under way. Nothing was done; send it again later."), request);
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongId(MethodArgumentTypeMismatchException wrong, WebRequest request) {
        return answer(
                new Problem(HttpStatus.BAD_REQUEST, "malformed-id", "The " + wrong.getName() + " is not a UUID."),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> failed(Exception bug, WebRequest request) {
        LOG.error("a request failed", bug);
        return answer(Problem.ofOurs(), request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        return answer(
                BodyProblems.impossible(invalid.getBindingResult().getAllErrors().stream()
                        .<ConstraintViolation<?>>map(error -> error.unwrap(ConstraintViolation.class))
                        .toList()),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException unreadable,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        if (unreadable.getRootCause() instanceof BodyTooLargeException large) {
            return answer(large.problem(), request);
        }
        if (unreadable.getRootCause() instanceof UnacceptableBodyException unacceptable) {
            return answer(unacceptable.problem(), request);
        }
        if (unreadable.getCause() instanceof JacksonException json) {
            return answer(BodyProblems.unreadable(json), request);
        }
        return answer(
                new Problem(HttpStatus.BAD_REQUEST, "malformed-body", "The request has no body that can be read."),
                request);
    }

    private @Nullable ResponseEntity<Object> answer(Problem problem, WebRequest request) {
        return handleExceptionInternal(
                problem, problem.getBody(), problem.getHeaders(), problem.getStatusCode(), request);
    }

    /** Gives Spring's own answers (unknown path, wrong method, wrong media type) a type too. */
    @Override
    protected ResponseEntity<Object> createResponseEntity(
            @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (body instanceof ProblemDetail document && isUntyped(document)) {
            document.setType(StatusProblems.type(status));
        }
        return super.createResponseEntity(body, headers, status, request);
    }

    private static boolean isUntyped(ProblemDetail document) {
        return document.getType() == null || document.getType().toString().equals("about:blank");
    }
}
