package io.orderstream.command.order.domain;

import io.orderstream.command.order.domain.OrderPricing.Priced;
import io.orderstream.command.order.domain.OrderPricing.ShippingAmounts;
import io.orderstream.events.Money;
import io.orderstream.events.stored.LineAmounts;
import io.orderstream.events.stored.OrderContext;
import io.orderstream.events.stored.OrderPlaced;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Context;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.Named;
import org.mapstruct.ReportingPolicy;
import org.mapstruct.factory.Mappers;

/** From the command to place an order and its amounts to the event. */
@Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
abstract class OrderPlacedMapper {

    static final OrderPlacedMapper INSTANCE = Mappers.getMapper(OrderPlacedMapper.class);

    OrderPlaced toEvent(PlaceOrder order, Priced priced) {
        return toEvent(order, priced, order.currency());
    }

    @Mapping(target = "order", expression = "java(context(order))")
    @Mapping(target = "policy", source = "order.policy")
    @Mapping(target = "party", expression = "java(party(order.party(), order.customerId()))")
    @Mapping(target = "lines", expression = "java(lines(order.lines(), priced.lines(), currency))")
    @Mapping(target = "discounts", source = "order.discounts")
    @Mapping(
            target = "shippingCharges",
            expression = "java(shippingCharges(order.shippingCharges(), priced.shipping()))")
    @Mapping(target = "totals", source = "priced.totals")
    @Mapping(target = "paymentDueAt", source = "order.paymentDueAt")
    abstract OrderPlaced toEvent(PlaceOrder order, Priced priced, @Context String currency);

    @Mapping(target = "country", source = "party.shipping.country")
    @Mapping(target = "region", source = "party.shipping.region")
    abstract OrderContext context(PlaceOrder order);

    @Mapping(target = "customerId", source = "customerId")
    abstract OrderPlaced.Party party(PlaceOrder.Party party, @Nullable String customerId);

    List<OrderPlaced.Line> lines(List<PlaceOrder.Line> lines, List<LineAmounts> amounts, String currency) {
        return IntStream.range(0, lines.size())
                .mapToObj(i -> line(lines.get(i), amounts.get(i), currency))
                .toList();
    }

    @Mapping(target = "amounts", source = "amounts")
    @Mapping(target = "discounts", source = "line.discounts")
    abstract OrderPlaced.Line line(PlaceOrder.Line line, LineAmounts amounts, @Context String currency);

    List<OrderPlaced.ShippingCharge> shippingCharges(
            List<PlaceOrder.ShippingCharge> charges, List<ShippingAmounts> amounts) {
        return IntStream.range(0, charges.size())
                .mapToObj(i -> shippingCharge(charges.get(i), amounts.get(i)))
                .toList();
    }

    @Mapping(target = "price", source = "amounts.price")
    abstract OrderPlaced.ShippingCharge shippingCharge(PlaceOrder.ShippingCharge charge, ShippingAmounts amounts);

    abstract OrderPlaced.Address address(PlaceOrder.Address address);

    @Mapping(target = "amount", source = "amount", qualifiedByName = "minor")
    abstract OrderPlaced.Discount discount(PlaceOrder.Discount discount, @Context String currency);

    @Named("minor")
    long minor(BigDecimal amount, @Context String currency) {
        return Money.of(amount, currency).minor();
    }
}
