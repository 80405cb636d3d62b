package io.orderstream.projector.relay;

import io.orderstream.local.kafka.LocalKafka;
import java.io.IOException;
import java.nio.file.Path;

/** A broker in a process of its own. */
final class KafkaProcess {

    private KafkaProcess() {}

    public static void main(String[] arguments) throws IOException {
        try (LocalKafka kafka = LocalKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
            System.out.println("Kafka serves " + kafka.bootstrapServers());
            RelayProcess.untilParentEnds();
        }
    }
}
