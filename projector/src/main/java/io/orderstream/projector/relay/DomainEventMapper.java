package io.orderstream.projector.relay;

import io.orderstream.events.Money;
import io.orderstream.events.domain.AddressChanged;
import io.orderstream.events.domain.Cancelled;
import io.orderstream.events.domain.Completed;
import io.orderstream.events.domain.Confirmed;
import io.orderstream.events.domain.FulfillmentEvent;
import io.orderstream.events.domain.Held;
import io.orderstream.events.domain.Imported;
import io.orderstream.events.domain.OrderDomainEvent;
import io.orderstream.events.domain.OrderSnapshot;
import io.orderstream.events.domain.OrderState;
import io.orderstream.events.domain.PaymentEvent;
import io.orderstream.events.domain.Placed;
import io.orderstream.events.domain.RefundEvent;
import io.orderstream.events.domain.Released;
import io.orderstream.events.domain.ReturnEvent;
import io.orderstream.events.stored.CreditedLine;
import io.orderstream.events.stored.FulfillmentAllocated;
import io.orderstream.events.stored.FulfillmentCancelled;
import io.orderstream.events.stored.FulfillmentDelivered;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.HoldReleased;
import io.orderstream.events.stored.LinesCancelled;
import io.orderstream.events.stored.NoteAdded;
import io.orderstream.events.stored.OrderCancelled;
import io.orderstream.events.stored.OrderCompleted;
import io.orderstream.events.stored.OrderConfirmed;
import io.orderstream.events.stored.OrderEvent;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.PaymentAuthorized;
import io.orderstream.events.stored.PaymentCaptured;
import io.orderstream.events.stored.PaymentVoided;
import io.orderstream.events.stored.RefundFailed;
import io.orderstream.events.stored.RefundRequested;
import io.orderstream.events.stored.RefundSucceeded;
import io.orderstream.events.stored.ReturnApproved;
import io.orderstream.events.stored.ReturnCancelled;
import io.orderstream.events.stored.ReturnDeclined;
import io.orderstream.events.stored.ReturnReceived;
import io.orderstream.events.stored.ReturnRequested;
import io.orderstream.events.stored.ShippingAddressChanged;
import io.orderstream.readmodel.order.OrderDocument;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Context;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;
import org.mapstruct.factory.Mappers;

/** From what was stored to what other teams are told. Personal data has no place in the targets, so it cannot leave. */
@Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
abstract class DomainEventMapper {

    static final DomainEventMapper INSTANCE = Mappers.getMapper(DomainEventMapper.class);

    /** The domain event, given the order as it is after the stored one; null if that stays inside. */
    @Nullable
    OrderDomainEvent toDomainEvent(OrderEvent event, OrderDocument after) {
        OrderState state = state(after, after.currency());
        String currency = after.currency();
        return switch (event) {
            case OrderPlaced placed -> placed(placed, state, currency);
            case OrderImported imported -> imported(imported, snapshot(after, state), currency);
            case OrderConfirmed confirmed -> new Confirmed(state);
            case OrderCancelled cancelled -> cancelled(cancelled, state, currency);
            case LinesCancelled cancelled -> linesCancelled(cancelled, state, currency);
            case ShippingAddressChanged changed -> new AddressChanged(state);
            case HoldPlaced placed -> held(placed, state);
            case HoldReleased released -> new Released(state, released.holdId());
            case PaymentAuthorized authorized -> authorized(authorized, state, currency);
            case PaymentCaptured captured -> captured(captured, state, currency);
            case PaymentVoided voided -> voided(voided, state, currency);
            case RefundRequested requested -> requested(requested, state, currency);
            case RefundSucceeded succeeded -> succeeded(succeeded, state, currency);
            case RefundFailed failed -> failed(failed, state, currency);
            case OrderCompleted completed -> new Completed(state, completed.completedAt(), completed.returnsUntil());
            case FulfillmentAllocated allocated -> allocated(allocated, state);
            case FulfillmentShipped shipped -> shipped(shipped, state);
            case FulfillmentDelivered delivered -> delivered(delivered, state);
            case FulfillmentCancelled cancelled -> cancelled(cancelled, state);
            case ReturnRequested requested -> requested(requested, state);
            case ReturnApproved approved -> new ReturnEvent.Approved(state, approved.returnId());
            case ReturnDeclined declined -> declined(declined, state);
            case ReturnCancelled cancelled -> cancelled(cancelled, state);
            case ReturnReceived received -> received(received, state, currency);
            case NoteAdded inside -> null;
        };
    }

    /** All that is public of an order, given what events tell of it. */
    OrderSnapshot snapshot(OrderDocument order, OrderState state) {
        return snapshot(order, state, order.currency());
    }

    @Mapping(target = "order", source = "state")
    abstract OrderSnapshot snapshot(OrderDocument document, OrderState state, @Context String currency);

    @Mapping(target = ".", source = "amounts")
    @Mapping(target = "tax", expression = "java(money(line.amounts().tax(), currency))")
    abstract OrderSnapshot.Line line(OrderDocument.Line line, @Context String currency);

    @Mapping(target = "orderId", source = "id")
    @Mapping(target = "shipTo", source = "order")
    @Mapping(target = "fulfillmentStatus", source = "fulfilmentStatus")
    abstract OrderState state(OrderDocument order, @Context String currency);

    OrderState.@Nullable ShipTo shipTo(OrderDocument order) {
        return order.country() == null ? null : new OrderState.ShipTo(order.country(), order.region());
    }

    @Mapping(target = "order", source = "state")
    @Mapping(target = "lines", source = "placed.lines")
    abstract Placed placed(OrderPlaced placed, OrderState state, @Context String currency);

    @Mapping(target = ".", source = "amounts")
    @Mapping(target = "tax", expression = "java(money(line.amounts().tax(), currency))")
    abstract Placed.Line line(OrderPlaced.Line line, @Context String currency);

    @Mapping(target = "order", source = "after.order")
    @Mapping(target = "lines", source = "after.lines")
    @Mapping(target = "payments", source = "after.payments")
    @Mapping(target = "fulfillments", source = "after.fulfillments")
    @Mapping(target = "returns", source = "after.returns")
    abstract Imported imported(OrderImported imported, OrderSnapshot after, @Context String currency);

    @Mapping(target = "order", source = "state")
    @Mapping(target = "lines", source = "cancelled.lines")
    abstract Cancelled cancelled(OrderCancelled cancelled, OrderState state, @Context String currency);

    @Mapping(target = "order", source = "state")
    @Mapping(target = "lines", source = "cancelled.lines")
    abstract io.orderstream.events.domain.LinesCancelled linesCancelled(
            LinesCancelled cancelled, OrderState state, @Context String currency);

    @Mapping(target = "order", source = "state")
    abstract Held held(HoldPlaced placed, OrderState state);

    @Mapping(target = ".", source = "amounts")
    @Mapping(target = "tax", expression = "java(money(line.amounts().tax(), currency))")
    abstract Cancelled.Line line(OrderCancelled.CancelledLine line, @Context String currency);

    @Mapping(target = "order", source = "state")
    abstract PaymentEvent.Authorized authorized(
            PaymentAuthorized authorized, OrderState state, @Context String currency);

    @Mapping(target = "order", source = "state")
    abstract PaymentEvent.Captured captured(PaymentCaptured captured, OrderState state, @Context String currency);

    @Mapping(target = "order", source = "state")
    abstract PaymentEvent.Voided voided(PaymentVoided voided, OrderState state, @Context String currency);

    @Mapping(target = "order", source = "state")
    abstract RefundEvent.Requested requested(RefundRequested requested, OrderState state, @Context String currency);

    @Mapping(target = "order", source = "state")
    abstract RefundEvent.Succeeded succeeded(RefundSucceeded succeeded, OrderState state, @Context String currency);

    @Mapping(target = "order", source = "state")
    abstract RefundEvent.Failed failed(RefundFailed failed, OrderState state, @Context String currency);

    @Mapping(target = "net", source = "amounts.net")
    @Mapping(target = "tax", expression = "java(money(line.amounts().tax(), currency))")
    abstract io.orderstream.events.domain.CreditedLine credited(CreditedLine line, @Context String currency);

    @Mapping(target = "order", source = "state")
    abstract FulfillmentEvent.Allocated allocated(FulfillmentAllocated allocated, OrderState state);

    @Mapping(target = "order", source = "state")
    abstract FulfillmentEvent.Shipped shipped(FulfillmentShipped shipped, OrderState state);

    @Mapping(target = "order", source = "state")
    @Mapping(target = "deliveredAt", source = "delivered.at")
    abstract FulfillmentEvent.Delivered delivered(FulfillmentDelivered delivered, OrderState state);

    @Mapping(target = "order", source = "state")
    abstract FulfillmentEvent.Cancelled cancelled(FulfillmentCancelled cancelled, OrderState state);

    @Mapping(target = "order", source = "state")
    abstract ReturnEvent.Requested requested(ReturnRequested requested, OrderState state);

    @Mapping(target = "order", source = "state")
    abstract ReturnEvent.Declined declined(ReturnDeclined declined, OrderState state);

    @Mapping(target = "order", source = "state")
    abstract ReturnEvent.Cancelled cancelled(ReturnCancelled cancelled, OrderState state);

    @Mapping(target = "order", source = "state")
    abstract ReturnEvent.Received received(ReturnReceived received, OrderState state, @Context String currency);

    @Mapping(target = "creditedQuantity", source = "credited")
    @Mapping(target = "net", source = "amounts.net")
    @Mapping(target = "tax", expression = "java(money(item.amounts().tax(), currency))")
    abstract ReturnEvent.Item received(ReturnReceived.ReceivedItem item, @Context String currency);

    Money money(long minor, @Context String currency) {
        return new Money(minor, currency);
    }

    String plain(BigDecimal number) {
        return number.toPlainString();
    }
}
