package io.orderstream.local.launcher;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;

/**
 * Runs another main class and ends the process when its standard input ends, which the system sees to when the parent
 * is gone, however it went.
 */
final class TiedToParent {

    private static final int TERMINATED = 143;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TiedToParent() {}

    /** The first argument is the main class, the others are its arguments. */
    public static void main(String[] arguments) throws Throwable {
        Thread.ofPlatform().daemon().name("parent-watch").start(TiedToParent::endWithParent);
        var rest = new String[arguments.length - 1];
        System.arraycopy(arguments, 1, rest, 0, rest.length);
        var main = Class.forName(arguments[0]).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void endWithParent() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            System.err.println("The launcher's pipe broke: " + e.getMessage());
        }
        Thread.ofPlatform().daemon().name("parent-gone").start(TiedToParent::haltLater);
        System.exit(TERMINATED);
    }

    private static void haltLater() {
        try {
            Thread.sleep(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(TERMINATED);
    }
}
