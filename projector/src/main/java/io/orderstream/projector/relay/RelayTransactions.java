package io.orderstream.projector.relay;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of one producer. Opening it fences whoever used its transactional id before, and ends their
 * transaction. For one thread.
 */
final class RelayTransactions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RelayTransactions.class);

    private final Producer<String, byte[]> producer;
    private final RelayMetrics metrics;
    private final Duration timeout;

    private RelayTransactions(Producer<String, byte[]> producer, RelayMetrics metrics, Duration timeout) {
        this.producer = producer;
        this.metrics = metrics;
        this.timeout = timeout;
    }

    /**
     * Opens a producer and fences.
     *
     * @throws RelayException if the broker does not answer in time
     */
    static RelayTransactions open(
            RelayProducers producers, Map<String, Object> settings, RelayMetrics metrics, Duration timeout) {
        var transactions = new RelayTransactions(producers.open(settings), metrics, timeout);
        try {
            transactions.producer.initTransactions();
            return transactions;
        } catch (KafkaException failed) {
            transactions.close();
            throw new RelayException("whoever relayed before cannot be fenced", failed);
        }
    }

    /**
     * Commits all that {@code work} sends, or none of it.
     *
     * @param events how many events that is, for the record
     * @throws RelayException if it is not known to be committed; then this is to be closed and opened anew
     */
    void commit(int events, Consumer<Producer<String, byte[]>> work) {
        long began = System.nanoTime();
        try {
            producer.beginTransaction();
            work.accept(producer);
            producer.commitTransaction();
            metrics.committed(events, System.nanoTime() - began);
        } catch (KafkaException failed) {
            metrics.failed(failed, System.nanoTime() - began);
            throw new RelayException("a batch of " + events + " events was not committed", failed);
        } catch (RuntimeException unfit) {
            metrics.failed(unfit, System.nanoTime() - began);
            abort();
            throw unfit;
        }
    }

    /** A producer that is closed with a transaction under way takes all the time it is given. */
    private void abort() {
        try {
            producer.abortTransaction();
        } catch (KafkaException left) {
            LOG.debug("whoever relays next ends it", left);
        }
    }

    /** Ends a transaction under way without committing it. */
    @Override
    public void close() {
        producer.close(timeout);
    }
}
