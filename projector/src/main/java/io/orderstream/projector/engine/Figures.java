package io.orderstream.projector.engine;

/**
 * What the owner of a shard measured of its work.
 *
 * @param batchEvents events in a batch
 * @param loadMillis how long loading the documents of a batch, or of a part of it that is worked on by itself, takes
 * @param foldMillis the same for folding
 * @param writeMillis the same for writing
 */
public record Figures(Spread batchEvents, Spread loadMillis, Spread foldMillis, Spread writeMillis) {

    /**
     * Of many measurements.
     *
     * @param mean of all since the projector started
     * @param most of those of the last minutes
     */
    public record Spread(double mean, double most) {

        static Spread of(double mean, double most) {
            return new Spread(rounded(mean), rounded(most));
        }

        private static double rounded(double value) {
            return Math.round(value * 1_000) / 1_000.0;
        }
    }
}
