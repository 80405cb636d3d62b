package io.orderstream.cli.demo;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares what was sent with the domain events on the topic: each acknowledged command made one event, in this order,
 * numbered from 1 without gap or repeat. Events of orders that were not sent here do not count.
 */
final class TopicComparison {

    private final Map<UUID, Told> orders;
    private final Findings findings = new Findings();
    private long complete;
    private long events;

    TopicComparison(Collection<SentOrder> sent) {
        this.orders = sent.stream()
                .map(Told::new)
                .collect(Collectors.toMap(told -> told.order.orderId(), Function.identity()));
    }

    private static final class Told {
        private final SentOrder order;
        private int events;
        private boolean wrong;

        private Told(SentOrder order) {
            this.order = order;
        }

        private List<Step> steps() {
            return order.steps();
        }
    }

    /** Takes the next event of the topic. */
    void tell(UUID orderId, String type, long sequence) {
        var told = orders.get(orderId);
        if (told == null) {
            return;
        }
        events++;
        if (sequence != told.events + 1) {
            wrong(told, "sequence with a gap or a repeat", "has " + sequence + " after " + told.events);
        } else if (sequence > told.steps().size()) {
            wrong(told, "event that nothing was sent for", "has " + type);
        } else if (!type.equals(told.steps().get(told.events).eventType())) {
            var expected = told.steps().get(told.events).eventType();
            wrong(told, "event of another type", "should have " + expected + " and has " + type);
        }
        told.events++;
        if (told.events == told.steps().size()) {
            complete++;
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
        return orders.values().stream().mapToLong(told -> told.steps().size()).sum();
    }

    /** Says that nothing more will be told. */
    void end() {
        orders.values().stream()
                .filter(told -> told.events < told.steps().size())
                .sorted(Comparator.comparing(told -> told.order.key()))
                .forEach(told -> findings.add(
                        "order with missing events",
                        name(told) + " has " + told.events + " of "
                                + told.steps().size()));
    }

    /** What differs. */
    Findings differences() {
        return findings;
    }

    /** An order is found fault with once; what follows from the first fault says nothing new. */
    private void wrong(Told told, String kind, String detail) {
        if (!told.wrong) {
            told.wrong = true;
            findings.add(kind, name(told) + " " + detail);
        }
    }

    private static String name(Told told) {
        return told.order.orderId() + " (TPC-H order " + told.order.key() + ")";
    }
}
