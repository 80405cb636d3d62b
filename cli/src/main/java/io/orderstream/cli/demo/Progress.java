package io.orderstream.cli.demo;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far something has come. Thread-safe; closing it ends the display. */
interface Progress extends AutoCloseable {

    /** Some more is done. */
    void add(long done);

    @Override
    void close();

    /**
     * Shows progress as it suits the place it is shown in.
     *
     * @param terminal whether lines can be written over
     * @param task what is being done
     * @param total how much there is to do
     */
    static Progress of(boolean terminal, PrintWriter out, String task, long total) {
        return terminal ? new Bar(task, total) : new PlainProgress(out, task, total);
    }

    /** A bar that is written over. */
    final class Bar implements Progress {

        private final ProgressBar bar;

        private Bar(String task, long total) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .showSpeed()
                    .build();
        }

        @Override
        public void add(long done) {
            bar.stepBy(done);
        }

        @Override
        public void close() {
            bar.close();
        }
    }
}
