package io.orderstream.events.domain;

import java.util.List;

/**
 * {@code held}: something keeps lines back; why, in words, stays inside.
 *
 * @param type {@code FRAUD}, {@code PAYMENT}, {@code ADDRESS} or {@code MANUAL}
 * @param lineIds the lines it covers; none for the whole order
 */
public record Held(OrderState order, String holdId, String type, List<String> lineIds) implements OrderDomainEvent {

    public Held {
        lineIds = List.copyOf(lineIds);
    }
}
