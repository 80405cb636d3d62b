package io.orderstream.projector.relay;

import io.orderstream.events.domain.DomainEventTypes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** What a proof does to the producer of a relay. */
enum Sabotage {
    /** Each fourth transaction breaks off after all of its records reached the broker. */
    ABORTING,
    /** The process ends in its third batch, when the broker has all of its records but the checkpoint. */
    DYING,
    /** The same records, and no transactions. */
    WITHOUT_TRANSACTIONS,
    /** States are not in the transactions. */
    STATES_OUTSIDE;

    private static final Set<String> TRANSACTIONS =
            Set.of("initTransactions", "beginTransaction", "commitTransaction", "abortTransaction");

    static RelayProducers producers(Set<Sabotage> how) {
        return how.isEmpty() ? KafkaProducer::new : settings -> new Sabotaged(how, settings).producer();
    }

    private static Map<String, Object> withoutTransactions(Map<String, Object> settings) {
        Map<String, Object> without = new HashMap<>(settings);
        without.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        return without;
    }

    /** A producer, and what is done to its calls. */
    private static final class Sabotaged {

        private final Set<Sabotage> how;
        private final Producer<String, byte[]> real;
        private final Producer<String, byte[]> states;
        private int batches;

        Sabotaged(Set<Sabotage> how, Map<String, Object> settings) {
            this.how = how;
            this.real =
                    new KafkaProducer<>(how.contains(WITHOUT_TRANSACTIONS) ? withoutTransactions(settings) : settings);
            this.states = how.contains(STATES_OUTSIDE) ? new KafkaProducer<>(withoutTransactions(settings)) : this.real;
        }

        @SuppressWarnings("unchecked")
        Producer<String, byte[]> producer() {
            return (Producer<String, byte[]>) Proxy.newProxyInstance(
                    Sabotage.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                        Producer<String, byte[]> to = real;
                        switch (method.getName()) {
                            case "send" -> to = receiverOf((ProducerRecord<?, ?>) arguments[0]);
                            case "commitTransaction" -> beforeCommit();
                            default -> {}
                        }
                        if (how.contains(WITHOUT_TRANSACTIONS) && TRANSACTIONS.contains(method.getName())) {
                            return null;
                        }
                        try {
                            return method.invoke(to, arguments);
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause();
                        }
                    });
        }

        private Producer<String, byte[]> receiverOf(ProducerRecord<?, ?> record) {
            if (record.topic().equals(RelayTopics.CHECKPOINTS)) {
                batches++;
                if (how.contains(DYING) && batches == 3) {
                    flush();
                    Runtime.getRuntime().halt(1);
                }
            }
            return record.topic().equals(DomainEventTypes.STATE_TOPIC) ? states : real;
        }

        private void beforeCommit() {
            flush();
            if (how.contains(ABORTING) && batches % 4 == 0) {
                throw new KafkaException("broken off on purpose");
            }
        }

        private void flush() {
            states.flush();
            real.flush();
        }
    }
}
