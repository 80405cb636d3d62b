package io.orderstream.command.web;

import jakarta.servlet.ServletRequest;

/**
 * A body that did not come in time. Its rest is not waited for: as soon as the request is answered, its connection is
 * closed.
 */
public final class LateBody {

    private static final String ATTRIBUTE = LateBody.class.getName();

    private LateBody() {}

    /** Says that the body of this request is one. */
    public static void of(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, true);
    }

    static boolean has(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }
}
