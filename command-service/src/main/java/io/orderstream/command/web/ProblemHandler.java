package io.orderstream.command.web;

import io.orderstream.command.eventstore.EventStoreSaturatedException;
import io.orderstream.command.eventstore.EventStoreUnavailableException;
import io.orderstream.command.web.Problem.FieldError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns everything that goes wrong into a problem document, and never shows our inside. */
@RestControllerAdvice
final class ProblemHandler extends ResponseEntityExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);
    private static final int MAX_ERRORS = 100;
    private static final Duration SOON = Duration.ofSeconds(1);

    @ExceptionHandler
    ResponseEntity<Object> unavailable(EventStoreUnavailableException away, WebRequest request) {
        LOG.warn("{}", away.getMessage());
        return answer(
                new Problem(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "event-store-unavailable",
                                "The command could not be recorded now. Send it again with the same Idempotency-Key.")
                        .retryAfter(SOON),
                request);
    }

    @ExceptionHandler
    ResponseEntity<Object> saturated(EventStoreSaturatedException full, WebRequest request) {
        return answer(
                new Problem(
                                HttpStatus.TOO_MANY_REQUESTS,
                                "saturated",
                                "Too many commands are under way. Nothing was done; send it again later.")
                        .retryAfter(SOON),
                request);
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
        return answer(
                new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "Something went wrong on our side."),
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        List<FieldError> errors = invalid.getBindingResult().getFieldErrors().stream()
                .map(error -> new FieldError(pointer(error.getField()), String.valueOf(error.getDefaultMessage())))
                .sorted(Comparator.comparing(FieldError::pointer))
                .limit(MAX_ERRORS)
                .toList();
        return answer(impossible(errors), request);
    }

    private static Problem impossible(List<FieldError> errors) {
        return new Problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "impossible-values",
                        "The command is well-formed, but some of its values are not possible.")
                .errors(errors);
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
            return answer(unreadable(json), request);
        }
        return answer(
                new Problem(HttpStatus.BAD_REQUEST, "malformed-body", "The request has no body that can be read."),
                request);
    }

    private static Problem unreadable(JacksonException json) {
        if (json.getCause() instanceof TooManyElementsException tooMany && json instanceof DatabindException misfit) {
            return impossible(List.of(new FieldError(parent(pointer(misfit)), tooMany.getMessage())));
        }
        if (json instanceof DatabindException misfit) {
            String pointer = pointer(misfit);
            String detail = switch (misfit) {
                case UnrecognizedPropertyException unknown -> "is not a field of this request";
                case InvalidFormatException format ->
                    format.getTargetType().isEnum()
                            ? "must be one of " + List.of(format.getTargetType().getEnumConstants())
                            : "is not a valid " + format.getTargetType().getSimpleName();
                default -> "does not fit";
            };
            return new Problem(
                            HttpStatus.BAD_REQUEST,
                            "malformed-body",
                            "The body does not have the form of this request.")
                    .errors(List.of(new FieldError(pointer, detail)));
        }
        String detail = json instanceof StreamReadException && json.getLocation() != null
                ? "The body is not valid JSON at line " + json.getLocation().getLineNr() + ", column "
                        + json.getLocation().getColumnNr() + "."
                : "The body is not valid JSON.";
        return new Problem(HttpStatus.BAD_REQUEST, "malformed-body", detail);
    }

    private static String pointer(DatabindException misfit) {
        List<String> steps = new ArrayList<>();
        for (JacksonException.Reference step : misfit.getPath()) {
            String name = step.getPropertyName();
            steps.add(
                    name == null
                            ? Integer.toString(step.getIndex())
                            : name.replace("~", "~0").replace("/", "~1"));
        }
        return steps.isEmpty() ? "" : "/" + String.join("/", steps);
    }

    private static String parent(String pointer) {
        return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
    }

    /** From a bean path like {@code lines[0].quantity} to a JSON pointer like {@code /lines/0/quantity}. */
    private static String pointer(String path) {
        return "/" + path.replace("]", "").replace('[', '/').replace('.', '/');
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
