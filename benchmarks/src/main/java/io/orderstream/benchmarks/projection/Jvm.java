package io.orderstream.benchmarks.projection;

import java.util.ArrayList;
import java.util.List;

/** With what the projector's JVM is started, and that of the work it is held against. */
final class Jvm {

    static final int HEAP_MEGABYTES = 256;

    private Jvm() {}

    /** The flags of {@code ./orderstream up} but for the heap. {@code jvm.options} holds more, for a profiler for example. */
    static List<String> options() {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx" + HEAP_MEGABYTES + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4",
                "--enable-native-access=ALL-UNNAMED"));
        String added = System.getProperty("jvm.options", "");
        options.addAll(added.isBlank() ? List.of() : List.of(added.split(" ")));
        return options;
    }
}
