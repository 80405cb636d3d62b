package io.orderstream.command.web;

import java.io.IOException;

/** A body that is not read on, with the answer that says why. */
final class UnacceptableBodyException extends IOException {

    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    UnacceptableBodyException(Problem problem) {
        super(problem.getBody().getDetail());
        this.problem = problem;
    }

    Problem problem() {
        return problem;
    }
}
