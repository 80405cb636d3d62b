package io.orderstream.command.web;

import io.orderstream.command.web.Problem.FieldError;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** How it is told what is wrong with a request's body, value by value, with JSON pointers. */
public final class BodyProblems {

    private static final int MAX_ERRORS = 100;

    private BodyProblems() {}

    /** The body is not JSON, or not of the form that is read. */
    public static Problem unreadable(JacksonException json) {
        if (json.getCause() instanceof TooManyElementsException tooMany && json instanceof DatabindException misfit) {
            return impossible(Stream.of(new FieldError(parent(pointer(misfit)), tooMany.getMessage())));
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
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : misfit.getPath()) {
            Object name = step.getPropertyName();
            append(pointer, name == null ? step.getIndex() : name);
        }
        return pointer.toString();
    }

    /** A step of a JSON pointer, in which a slash and a tilde are escaped (RFC 6901). */
    private static void append(StringBuilder pointer, Object step) {
        pointer.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
    }

    private static String parent(String pointer) {
        return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
    }

    /** Values that the request's form allows and that are impossible all the same; not more than a hundred of them. */
    private static Problem impossible(Stream<FieldError> errors) {
        return new Problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "impossible-values",
                        "The command is well-formed, but some of its values are not possible.")
                .errors(errors.sorted(Comparator.comparing(FieldError::pointer))
                        .limit(MAX_ERRORS)
                        .toList());
    }

    /** The body was read, and some of its values break the constraints of the request. */
    public static Problem impossible(Collection<? extends ConstraintViolation<?>> violations) {
        return impossible(
                violations.stream().map(each -> new FieldError(pointer(each.getPropertyPath()), each.getMessage())));
    }

    /** Elements of lists and maps come as steps of their own, or with the property of theirs that is wrong. */
    private static String pointer(Path path) {
        StringBuilder pointer = new StringBuilder();
        for (Path.Node step : path) {
            if (step.getIndex() != null) {
                append(pointer, step.getIndex());
            } else if (step.getKey() != null) {
                append(pointer, step.getKey());
            }
            if (step.getKind() == ElementKind.PROPERTY) {
                append(pointer, step.getName());
            }
        }
        return pointer.toString();
    }
}
