package io.orderstream.command.web;

/** A list or map in a request has more elements than any request needs. */
final class TooManyElementsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private TooManyElementsException(int most) {
        super("must have at most " + most + " elements");
    }

    static void check(int size, int most) {
        if (size >= most) {
            throw new TooManyElementsException(most);
        }
    }
}
