package io.orderstream.benchmarks.projection;

import io.orderstream.benchmarks.measure.Measured;
import io.orderstream.readmodel.Projection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One read model catching up over the log, a stretch at a time; it is paused while others are measured. A stretch counts
 * from its first batch on, so that taking the lease and subscribing do not count. What it does before it is seen to be
 * paused is not measured, so the log has to be somewhat longer than all stretches.
 */
final class CatchUp {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int LOOKS_BETWEEN_HEAPS = 100;

    private final Projection<?> readModel;
    private final ProjectorProcess process;
    private final Progress progress;
    private final AloneProcess alone;
    private final int stretch;
    private long written;
    private long mostResident;
    private long mostHeap;

    CatchUp(
            Projection<?> readModel,
            ProjectorProcess process,
            Progress progress,
            AloneProcess alone,
            long after,
            int stretch) {
        this.readModel = readModel;
        this.process = process;
        this.progress = progress;
        this.alone = alone;
        this.written = after;
        this.stretch = stretch;
    }

    /** How fast the projector does the next stretch. */
    Measured project() throws Exception {
        long before = progress.of(readModel).position();
        process.resume(readModel.name());
        Patience.until(() -> progress.of(readModel).position() > before);
        Progress.Done first = progress.of(readModel);
        long began = System.nanoTime();
        Progress.Done done = first;
        for (int look = 0; done.events() < first.events() + stretch; look++) {
            LockSupport.parkNanos(LOOK_NANOS);
            weigh(look % LOOKS_BETWEEN_HEAPS == 0);
            done = progress.of(readModel);
            Patience.within(began);
        }
        double perSecond = (done.events() - first.events()) * 1e9 / (System.nanoTime() - began);
        process.pause(readModel.name());
        Patience.until(() -> !progress.isOwned(readModel));
        return told(readModel.name(), perSecond);
    }

    /** How fast the documents of the next stretch are written by themselves. */
    Measured writeAlone() throws Exception {
        AloneProcess.Stretch done = alone.write(readModel.name(), written, stretch);
        written = done.end();
        return told(readModel.name() + ", written alone", done.perSecond());
    }

    private static Measured told(String what, double perSecond) {
        System.out.printf("%,10.0f %s%n", perSecond, what);
        return Measured.of(perSecond);
    }

    private void weigh(boolean heapToo) throws Exception {
        mostResident = Math.max(mostResident, process.residentMegabytes());
        if (heapToo) {
            mostHeap = Math.max(mostHeap, process.heapMegabytes());
        }
    }

    long mostResidentMegabytes() {
        return mostResident;
    }

    long mostHeapMegabytes() {
        return mostHeap;
    }
}
