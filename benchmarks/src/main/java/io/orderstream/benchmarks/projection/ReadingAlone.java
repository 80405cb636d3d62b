package io.orderstream.benchmarks.projection;

import io.orderstream.benchmarks.measure.Measured;
import java.io.IOException;

/** Reads the log, a stretch after the other. */
final class ReadingAlone {

    private final AloneProcess alone;
    private final int stretch;
    private long read;

    ReadingAlone(AloneProcess alone, long after, int stretch) {
        this.alone = alone;
        this.read = after;
        this.stretch = stretch;
    }

    Measured next() throws IOException {
        AloneProcess.Stretch done = alone.read(read, stretch);
        read = done.end();
        return Measured.of(done.perSecond());
    }
}
