package io.orderstream.local.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for the Java that runs us. */
final class Java {

    private static final int FIRST_THAT_WARNS_OF_UNSAFE = 24;

    private Java() {}

    static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The flags that every process of the stack gets; what the user adds comes last and wins. */
    static List<String> flags(int heapMegabytes) {
        var flags = new ArrayList<>(List.of(
                "-Xmx" + heapMegabytes + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=4",
                "-Dfile.encoding=UTF-8"));
        if (Runtime.version().feature() >= FIRST_THAT_WARNS_OF_UNSAFE) {
            flags.add("--enable-native-access=ALL-UNNAMED");
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        var added = System.getenv("ORDERSTREAM_JAVA_OPTS");
        if (added != null && !added.isBlank()) {
            flags.addAll(List.of(added.strip().split("\\s+")));
        }
        return flags;
    }
}
