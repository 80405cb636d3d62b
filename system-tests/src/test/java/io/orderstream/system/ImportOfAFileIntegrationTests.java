package io.orderstream.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.Position;
import com.eventstore.dbclient.ReadAllOptions;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.ResolvedEvent;
import io.orderstream.local.eventstore.LocalEventStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./orderstream import} of a file that is larger than the service's heap, with a service that crashes. */
@Tag("proof")
class ImportOfAFileIntegrationTests {

    private static final int HEAP_MEGABYTES = 56;
    private static final int LINES = 3_200;
    private static final int PAGE = 250;

    @TempDir
    private Path folder;

    @Test
    void a_file_larger_than_the_heap_is_imported_once_though_the_service_is_killed_in_the_middle() throws Exception {
        Path file = file();
        assertThat(Files.size(file) * 7 / 8).isGreaterThan(HEAP_MEGABYTES * 1024L * 1024);
        try (LocalEventStore store = LocalEventStore.open(folder.resolve("events"), 0)) {
            ServiceProcess first = service(store, Map.of());
            Process command = Stack.script(folder.resolve("home"))
                    .start("import", file.toString(), "--url-command=" + first.base());
            try {
                CompletableFuture<Stack.Ended> importing =
                        CompletableFuture.supplyAsync(() -> Stack.await(command, "import"), Thread::startVirtualThread);
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> importing.isDone() || size(folder.resolve("events")) > Files.size(file) / 8);
                first.kill();
                assertThat(importing).as("killed in the middle").isNotDone();

                finishes(
                        importing,
                        service(store, Map.of("server.port", "" + first.base().getPort())));
            } finally {
                command.destroyForcibly();
                first.close();
            }
            assertThat(eventsByOrder(store))
                    .hasSize(LINES)
                    .allSatisfy((order, count) -> assertThat(count).isEqualTo(1));
        }
    }

    private static void finishes(CompletableFuture<Stack.Ended> importing, ServiceProcess service) {
        try (service) {
            Stack.Ended ended = importing.join();

            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(ended.output())
                    .contains("Importing", "%,d lines, 0 not imported".formatted(LINES))
                    .containsPattern("imported otherwise +0\n")
                    .containsPattern("rejected +0\n");
            assertThat(count("imported", ended) + count("there already", ended)).isEqualTo(LINES);
            assertThat(service.isAlive()).isTrue();
            assertThat(service.log()).doesNotContain("OutOfMemoryError");
        }
    }

    private ServiceProcess service(LocalEventStore store, Map<String, String> settings) {
        return ServiceProcess.start(
                folder.resolve("service-" + settings.size() + ".log"),
                store.connectionString(),
                HEAP_MEGABYTES,
                settings);
    }

    /** Orders with much text, no two alike. */
    private Path file() throws IOException {
        Path file = folder.resolve("orders.ndjson");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int order = 1; order <= LINES; order++) {
                out.write("""
                        {"source":"old-shop","externalId":"%d","lifecycle":"CONFIRMED","placedAt":"2026-01-02T10:00:00Z",\
                        "currency":"EUR","lines":[%s]}
                        """.formatted(order, lines(order)));
            }
        }
        return file;
    }

    private static String lines(int order) {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            attributes
                    .append(attributes.isEmpty() ? "" : ",")
                    .append("\"a%d\":\"%0200d\"".formatted(i, order * 31L + i));
        }
        String line = "{\"sku\":\"A%d\",\"quantity\":%d,\"unitPrice\":\"10.00\",\"attributes\":{%s}}"
                .formatted(order, order, attributes);
        return String.join(",", List.of(line, line, line, line, line));
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long count(String what, Stack.Ended ended) {
        Matcher counted = Pattern.compile(" " + what + " +([\\d,]+)\n").matcher(ended.output());
        assertThat(counted.find()).as(ended.output()).isTrue();
        return Long.parseLong(counted.group(1).replace(",", ""));
    }

    private static Map<String, Integer> eventsByOrder(LocalEventStore store) throws Exception {
        EventStoreDBClient log =
                EventStoreDBClient.create(EventStoreDBConnectionString.parseOrThrow(store.connectionString()));
        try {
            Map<String, Integer> counts = new HashMap<>();
            Position from = new Position(0, 0);
            int read = PAGE;
            while (read == PAGE) {
                List<ResolvedEvent> page = log.readAll(
                                ReadAllOptions.get().fromPosition(from).maxCount(PAGE))
                        .get()
                        .getEvents();
                for (ResolvedEvent each : page) {
                    RecordedEvent event = each.getEvent();
                    if (event.getPosition().compareTo(from) > 0
                            && event.getStreamId().startsWith("order-")) {
                        counts.merge(event.getStreamId(), 1, Integer::sum);
                    }
                }
                from = page.isEmpty() ? from : page.getLast().getEvent().getPosition();
                read = page.size();
            }
            return counts;
        } finally {
            log.shutdown();
        }
    }
}
