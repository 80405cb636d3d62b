package io.orderstream.benchmarks.measure;

import java.io.IOException;
import java.nio.file.Path;

/** A service as it is delivered: one jar that holds all its libraries. */
public record ExecutableJar(Path file) {

    /** Unpacks it into a folder, and answers with the jar in there that is started by its class path. */
    public Path unpacked(Path folder) throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process extraction = new ProcessBuilder(
                        java.toString(),
                        "-Djarmode=tools",
                        "-jar",
                        file.toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString())
                .inheritIO()
                .start();
        if (extraction.waitFor() != 0) {
            throw new IOException("cannot unpack " + file);
        }
        return folder.resolve(file.getFileName());
    }
}
