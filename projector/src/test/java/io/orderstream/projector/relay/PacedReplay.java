package io.orderstream.projector.relay;

import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Lets a replay commit only as often as it is let. Not annotated, so that scanning does not find it. */
public class PacedReplay {

    private final Semaphore commits = new Semaphore(0);

    /** Lets it commit once more. */
    public void letCommit() {
        commits.release();
    }

    @Bean
    @Primary
    RelayProducers pacedProducers() {
        return settings ->
                settings.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG).toString().contains("-replay-")
                        ? new KafkaProducer<>(settings) {
                            @Override
                            public void commitTransaction() {
                                commits.acquireUninterruptibly();
                                super.commitTransaction();
                            }
                        }
                        : new KafkaProducer<>(settings);
    }
}
