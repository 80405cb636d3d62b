package io.orderstream.readmodel.customer;

import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.readmodel.Projection;
import io.orderstream.readmodel.customer.CustomerDocument.OrderReference;
import io.orderstream.readmodel.figures.Figures;
import io.orderstream.readmodel.figures.Keys;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One document a customer, of the events of orders that have one. */
public final class CustomerProjection implements Projection<CustomerDocument> {

    @Override
    public String name() {
        return "customers";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public Class<CustomerDocument> documentType() {
        return CustomerDocument.class;
    }

    @Override
    public List<String> keys(StoredEvent event) {
        String customer = event.event().order().customerId();
        return customer == null || Figures.of(event.event()).equals(Figures.NONE)
                ? List.of()
                : List.of(keyOf(customer));
    }

    @Override
    public CustomerDocument fold(String key, @Nullable CustomerDocument current, StoredEvent event) {
        OrderContext order = event.event().order();
        Figures change = Figures.of(event.event());
        OrderReference placed =
                change.orders() == 0 ? null : new OrderReference(event.orderId(), order.number(), order.placedAt());
        CustomerDocument added = new CustomerDocument(
                key,
                event.position(),
                String.valueOf(order.customerId()),
                placed,
                placed,
                Map.of(order.currency(), change));
        return current == null ? added : current.plus(added);
    }

    /** The key of a customer's document. */
    public static String keyOf(String customerId) {
        return Keys.of(customerId);
    }
}
