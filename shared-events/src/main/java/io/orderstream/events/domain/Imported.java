package io.orderstream.events.domain;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.orderstream.events.Money;
import java.util.List;

/** {@code imported}: an order of another system was taken over as it stood there, which its state tells in the same words. */
@JsonClassDescription("An order of another system was taken over as it stood there.")
public record Imported(
        OrderState order,
        @JsonPropertyDescription("The other system.") String source,

        @JsonPropertyDescription("What the order is called there.")
        String externalId,

        List<OrderSnapshot.Line> lines,
        List<OrderSnapshot.Payment> payments,
        List<OrderSnapshot.Fulfillment> fulfillments,
        @JsonPropertyDescription("Returns that were open.") List<OrderSnapshot.Return> returns,

        @JsonPropertyDescription("Where the totals, which are the other system's, are not what ours would be.")
        List<Difference> differences)
        implements OrderDomainEvent {

    public Imported {
        lines = List.copyOf(lines);
        payments = List.copyOf(payments);
        fulfillments = List.copyOf(fulfillments);
        returns = List.copyOf(returns);
        differences = List.copyOf(differences);
    }

    /** A total that the other system states otherwise. */
    public record Difference(
            @JsonPropertyDescription("Its name in order.totals.")
            String total,

            Money stated,
            Money computed) {}
}
