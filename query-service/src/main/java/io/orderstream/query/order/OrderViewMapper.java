package io.orderstream.query.order;

import io.orderstream.events.Money;
import io.orderstream.readmodel.history.HistoryDocument;
import io.orderstream.readmodel.order.OrderDocument;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Context;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;
import org.mapstruct.factory.Mappers;

/** Documents to views; amounts get the currency that the document as a whole has. */
@Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
interface OrderViewMapper {

    OrderViewMapper INSTANCE = Mappers.getMapper(OrderViewMapper.class);

    default OrderView view(OrderDocument order) {
        return view(order, order.currency());
    }

    default OrderListView list(OrderPage page, @Nullable String next) {
        return new OrderListView(page.entries().stream().map(this::item).toList(), next);
    }

    HistoryView.Item event(HistoryDocument event);

    default OrderListView.Item item(OrderEntry entry) {
        return item(entry, entry.currency());
    }

    @Mapping(target = "orderId", source = "id")
    OrderView view(OrderDocument order, @Context String currency);

    @Mapping(target = "orderId", source = "id")
    OrderListView.Item item(OrderEntry entry, @Context String currency);

    @Mapping(target = "tax", expression = "java(money(amounts.tax(), currency))")
    OrderView.LineAmounts amounts(OrderDocument.LineAmounts amounts, @Context String currency);

    @Mapping(target = "active", expression = "java(quantities.active())")
    OrderView.Quantities quantities(OrderDocument.Quantities quantities);

    default Money money(long minor, @Context String currency) {
        return new Money(minor, currency);
    }
}
