package io.orderstream.events.domain;

import io.orderstream.events.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code placed}: a customer placed the order. */
public record Placed(OrderState order, List<Line> lines) implements OrderDomainEvent {

    public Placed {
        lines = List.copyOf(lines);
    }

    /**
     * One line of the order.
     *
     * @param unitPrice a decimal number in the order's currency
     * @param net what the line is worth after discounts and without tax
     */
    public record Line(
            String lineId,
            String sku,
            @Nullable String name,
            long quantity,
            String unitPrice,
            boolean requiresShipping,
            Money gross,
            Money discount,
            Money net,
            Money tax) {}
}
