package io.orderstream.query.web;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;

/** The {@code type} of problem documents: {@code urn:orderstream:problem:<name>}. */
final class ProblemTypes {

    private ProblemTypes() {}

    static URI named(String name) {
        return URI.create("urn:orderstream:problem:" + name);
    }

    /** The type of a problem that says no more than its status, for instance {@code method-not-allowed}. */
    static URI of(HttpStatusCode code) {
        if (code.isSameCodeAs(HttpStatus.INTERNAL_SERVER_ERROR)) {
            return named("internal-error");
        }
        var status = HttpStatus.resolve(code.value());
        return named(
                status == null
                        ? "status-" + code.value()
                        : status.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
