package io.orderstream.events.domain;

import io.orderstream.events.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code imported}: an order of another system was taken over as it stood there.
 *
 * @param source the other system
 * @param externalId what the order is called there
 * @param differences where the totals, which are the other system's, are not what ours would be; empty if nowhere
 */
public record Imported(
        OrderState order, String source, String externalId, List<Line> lines, List<Difference> differences)
        implements OrderDomainEvent {

    public Imported {
        lines = List.copyOf(lines);
        differences = List.copyOf(differences);
    }

    /**
     * One line of the order. Its amounts are those of the whole quantity ordered.
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
            Money tax,
            long cancelled,
            long shipped,
            long delivered,
            long received,
            long credited) {}

    /** A total by its name, as the other system states it and as we would. */
    public record Difference(String total, Money stated, Money computed) {}
}
