package io.orderstream.cli.demo;

import java.net.http.HttpResponse;

/** A service answered with a problem, and asking again would not help or did not. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String type;

    RefusedException(HttpResponse<String> answer) {
        super(Json.problemDetail(answer));
        this.type = Json.problemType(answer);
    }

    /** The stable type of the problem. */
    String type() {
        return type;
    }
}
