package io.orderstream.command.web;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Problem documents that say no more than a status; their type is the status in words. */
final class StatusProblems {

    private StatusProblems() {}

    static ProblemDetail of(HttpStatusCode status) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setType(type(status));
        return problem;
    }

    static URI type(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        String name;
        if (known == null) {
            name = "error";
        } else if (known == HttpStatus.INTERNAL_SERVER_ERROR) {
            name = "internal-error";
        } else {
            name = known.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        return URI.create("urn:orderstream:problem:" + name);
    }
}
