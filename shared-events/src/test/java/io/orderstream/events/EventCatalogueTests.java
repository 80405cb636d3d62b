package io.orderstream.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderstream.events.domain.Disposition;
import io.orderstream.events.domain.DomainEventTypes;
import io.orderstream.events.domain.FulfillmentStatus;
import io.orderstream.events.domain.HoldType;
import io.orderstream.events.domain.Lifecycle;
import io.orderstream.events.domain.OrderDomainEvent;
import io.orderstream.events.domain.OrderSnapshot;
import io.orderstream.events.domain.PaymentStatus;
import io.orderstream.events.domain.RefundKind;
import io.orderstream.events.domain.RefundStatus;
import io.orderstream.events.domain.ReturnState;
import io.orderstream.events.domain.ReturnStatus;
import io.orderstream.events.stored.EventType;
import io.orderstream.events.stored.OrderEventTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/events.md against the code. */
class EventCatalogueTests {

    private static final Path CATALOGUE = Path.of("..", "docs", "events.md");

    private final List<String> rows;

    EventCatalogueTests() throws IOException {
        rows = Files.readAllLines(CATALOGUE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();
    }

    static List<EventType> storedEvents() {
        return OrderEventTypes.TYPES;
    }

    static Stream<Class<?>> domainEvents() {
        return permitted(OrderDomainEvent.class);
    }

    @ParameterizedTest
    @MethodSource("storedEvents")
    void every_stored_event_has_a_row_with_its_version_and_fields(EventType type) {
        List<String> fields = fieldsOf(type.payload());

        assertThat(rows)
                .filteredOn(row -> row.startsWith("| `" + type.name() + "` | " + type.version() + " |"))
                .singleElement()
                .satisfies(row -> assertThat(row).contains(fields));
    }

    static Stream<Class<? extends Enum<?>>> enumerations() {
        return Stream.of(
                Lifecycle.class,
                PaymentStatus.class,
                FulfillmentStatus.class,
                ReturnStatus.class,
                HoldType.class,
                RefundKind.class,
                RefundStatus.class,
                ReturnState.class,
                Disposition.class);
    }

    @ParameterizedTest
    @MethodSource("enumerations")
    void every_enumeration_has_a_row_with_its_values(Class<? extends Enum<?>> enumeration) {
        List<String> values = Arrays.stream(enumeration.getEnumConstants())
                .map(value -> "`" + value.name() + "`")
                .toList();

        assertThat(rows)
                .filteredOn(row -> row.startsWith("| `" + enumeration.getSimpleName() + "` |"))
                .singleElement()
                .satisfies(row -> assertThat(row).contains(values));
    }

    @Test
    void the_state_has_a_row_with_its_fields() {
        assertThat(rows)
                .filteredOn(row -> row.startsWith("| `state` |"))
                .singleElement()
                .satisfies(row -> assertThat(row).contains(fieldsOf(OrderSnapshot.class)));
    }

    @ParameterizedTest
    @MethodSource("domainEvents")
    void every_domain_event_has_a_row_with_its_fields(Class<?> event) {
        String name = DomainEventTypes.names().get(event);
        List<String> fields = fieldsOf(event);

        assertThat(rows)
                .filteredOn(row -> row.startsWith("| `" + name + "` |"))
                .singleElement()
                .satisfies(row -> assertThat(row).contains(fields));
    }

    @Test
    void every_domain_event_has_its_own_name() {
        assertThat(DomainEventTypes.names().keySet().stream().<Class<?>>map(event -> event))
                .containsExactlyInAnyOrderElementsOf(domainEvents().toList());
        assertThat(DomainEventTypes.names().values()).doesNotHaveDuplicates();
    }

    private static List<String> fieldsOf(Class<?> event) {
        return Arrays.stream(event.getRecordComponents())
                .map(component -> "`" + component.getName() + "`")
                .toList();
    }

    private static Stream<Class<?>> permitted(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventCatalogueTests::permitted)
                : Stream.of(type);
    }
}
