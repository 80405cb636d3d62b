package io.orderstream.cli.demo;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares what was sent with the domain events on the topic: each order has just the events that its commands must have
 * made, in this order, numbered from 1 without gap or repeat, and the last one says where the order must stand. Events of
 * orders that were not sent here do not count.
 */
final class TopicComparison {

    private final Map<UUID, Told> orders;
    private final Map<String, Count> types = new TreeMap<>();
    private final Findings findings = new Findings();
    private final long expected;
    private long complete;
    private long events;

    TopicComparison(Collection<SentOrder> sent) {
        this.orders = sent.stream()
                .map(Told::new)
                .collect(Collectors.toMap(told -> told.order.orderId(), Function.identity()));
        this.expected = sent.stream().mapToLong(order -> order.events().size()).sum();
        sent.forEach(order -> order.events().forEach(type -> count(type).expected++));
    }

    private static final class Told {
        private final SentOrder order;
        private int events;
        private boolean wrong;

        private Told(SentOrder order) {
            this.order = order;
        }
    }

    private static final class Count {
        private long expected;
        private long told;
    }

    /** How many events of a type there must be, and how many there are. */
    record TypeRow(String type, long expected, long told) {}

    /**
     * Takes the next event of the topic.
     *
     * @param standing where it says that the order stands; asked for once per order
     */
    void tell(UUID orderId, String type, long sequence, Supplier<Standing> standing) {
        var told = orders.get(orderId);
        if (told == null) {
            return;
        }
        events++;
        count(type).told++;
        var expectedEvents = told.order.events();
        if (sequence != told.events + 1) {
            wrong(told, "sequence with a gap or a repeat", "has " + sequence + " after " + told.events);
        } else if (sequence > expectedEvents.size()) {
            wrong(told, "event that nothing was sent for", "has " + type);
        } else if (!type.equals(expectedEvents.get(told.events))) {
            wrong(
                    told,
                    "event of another type",
                    "should have " + expectedEvents.get(told.events) + " and has " + type + " as number " + sequence);
        }
        told.events++;
        if (told.events == expectedEvents.size()) {
            complete++;
            compareLast(told, standing);
        }
    }

    private void compareLast(Told told, Supplier<Standing> last) {
        var should = told.order.standing();
        var is = last.get();
        if (!should.equals(is)) {
            wrong(told, "last event with other figures", "should be " + should + " and is " + is);
        }
    }

    /** Whether as many events came for each order as there must be. */
    boolean isComplete() {
        return complete == orders.size();
    }

    /** How many events came for orders of the demo. */
    long events() {
        return events;
    }

    /** How many events there must be. */
    long expectedEvents() {
        return expected;
    }

    /** A line for each type of event. */
    Stream<TypeRow> types() {
        return types.entrySet().stream()
                .map(type -> new TypeRow(type.getKey(), type.getValue().expected, type.getValue().told));
    }

    /** Says that nothing more will be told. */
    void end() {
        orders.values().stream()
                .filter(told -> told.events < told.order.events().size())
                .sorted(Comparator.comparing(told -> told.order.key()))
                .forEach(told -> findings.add(
                        "order with missing events",
                        told.order.name() + " has " + told.events + " of "
                                + told.order.events().size()));
    }

    /** What differs. */
    Findings differences() {
        return findings;
    }

    private Count count(String type) {
        return types.computeIfAbsent(type, name -> new Count());
    }

    /** An order is found fault with once; what follows from the first fault says nothing new. */
    private void wrong(Told told, String kind, String detail) {
        if (!told.wrong) {
            told.wrong = true;
            findings.add(kind, told.order.name() + " " + detail);
        }
    }
}
