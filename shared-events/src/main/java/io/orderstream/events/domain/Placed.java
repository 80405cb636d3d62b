package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.orderstream.events.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code placed}: a customer placed the order. */
@JsonClassDescription("A customer placed the order.")
public record Placed(OrderState order, List<Line> lines) implements OrderDomainEvent {

    public Placed {
        lines = List.copyOf(lines);
    }

    /** One line of the order. */
    public record Line(
            String lineId,
            String sku,

            @JsonPropertyDescription("The product's.") @Nullable
            String name,

            @JsonPropertyDescription("Units, at least 1.") long quantity,

            @JsonPropertyDescription("A decimal number in the order's currency, with up to 12 decimals.")
            String unitPrice,

            boolean requiresShipping,
            @JsonPropertyDescription("Before discounts.") Money gross,

            @JsonPropertyDescription("Of the line, and its share of the order's.")
            Money discount,

            @JsonPropertyDescription("After discounts, without tax.")
            Money net,

            @JsonPropertyDescription("All taxes together.") Money tax) {}
}
