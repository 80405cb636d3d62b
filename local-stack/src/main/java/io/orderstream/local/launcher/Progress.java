package io.orderstream.local.launcher;

/** Where a supervisor tells how it goes. */
interface Progress {

    /** The process is in this state now; the detail is empty or a few words. */
    void changed(String process, ProcessState state, String detail);

    /** A moment passed; a display that shows time may redraw. */
    void tick();

    /** Something to keep on the screen. */
    void say(String message);
}
