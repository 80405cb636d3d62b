package io.orderstream.cli.importing;

import java.io.IOException;

/** The server answered something else than results. */
final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;
    private final boolean mayHelpToRepeat;

    RefusedException(int status, String body, boolean saysWhenToRepeat) {
        super("The import was refused with status " + status + (body.isEmpty() ? "" : ": " + body));
        this.mayHelpToRepeat = saysWhenToRepeat || status == 429 || status == 502 || status == 503 || status == 504;
    }

    boolean mayHelpToRepeat() {
        return mayHelpToRepeat;
    }
}
