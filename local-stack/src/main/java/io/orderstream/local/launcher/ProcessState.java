package io.orderstream.local.launcher;

enum ProcessState {
    WAITING,
    STARTING,
    UP,
    RESTARTING,
    STOPPING,
    STOPPED;

    String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
