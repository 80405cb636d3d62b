package io.orderstream.command.order;

import io.orderstream.command.order.domain.FulfillmentCommand;
import io.orderstream.command.order.domain.FulfillmentCommand.AllocateFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.DeliverFulfillment;
import io.orderstream.command.order.domain.FulfillmentCommand.ShipFulfillment;
import io.orderstream.command.order.domain.HoldCommand.PlaceHold;
import io.orderstream.command.order.domain.Item;
import io.orderstream.command.order.domain.MoneyPolicy;
import io.orderstream.command.order.domain.Order;
import io.orderstream.command.order.domain.OrderCommand.AddNote;
import io.orderstream.command.order.domain.OrderCommand.CancelLines;
import io.orderstream.command.order.domain.PaymentCommand.RecordAuthorization;
import io.orderstream.command.order.domain.PaymentCommand.RecordCapture;
import io.orderstream.command.order.domain.PlaceOrder;
import io.orderstream.command.order.domain.PlaceOrder.DiscountScope;
import io.orderstream.command.order.domain.RefundCommand.RecordRefundResult;
import io.orderstream.command.order.domain.RefundCommand.RequestRefund;
import io.orderstream.command.order.domain.ReturnCommand;
import io.orderstream.command.order.domain.ReturnCommand.ReceiveReturn;
import io.orderstream.command.order.domain.ReturnCommand.RequestReturn;
import io.orderstream.events.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Context;
import org.mapstruct.InjectionStrategy;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.MappingConstants.ComponentModel;
import org.mapstruct.NullValueMappingStrategy;
import org.mapstruct.ReportingPolicy;

/** From requests to commands, with defaults for what was left out, and from folded orders to answers. */
@Mapper(
        componentModel = ComponentModel.SPRING,
        injectionStrategy = InjectionStrategy.CONSTRUCTOR,
        nullValueIterableMappingStrategy = NullValueMappingStrategy.RETURN_DEFAULT,
        nullValueMapMappingStrategy = NullValueMappingStrategy.RETURN_DEFAULT,
        unmappedTargetPolicy = ReportingPolicy.ERROR)
abstract class OrderCommandMapper {

    private static final PlaceOrder.Party NOBODY = new PlaceOrder.Party(null, null, null, null);

    /** The command, with ids that are the same each time for the same order and place in it. */
    PlaceOrder toCommand(PlaceOrderRequest request, String orderId, Instant receivedAt) {
        return toCommand(request, new OrderIds.Parts(orderId), OrderIds.numberOf(orderId), receivedAt);
    }

    @Mapping(target = "number", source = "number")
    @Mapping(target = "channel", source = "request.channel", defaultValue = "unspecified")
    @Mapping(target = "placedAt", expression = "java(timeOr(request.placedAt(), receivedAt))")
    @Mapping(target = "receivedAt", source = "receivedAt")
    @Mapping(target = "policy", expression = "java(policy(request.policy()))")
    @Mapping(target = "party", expression = "java(partyOrNobody(request.party()))")
    @Mapping(target = "lines", expression = "java(lines(request.lines(), parts))")
    @Mapping(
            target = "discounts",
            expression = "java(discounts(request.discounts(), PlaceOrder.DiscountScope.ORDER, \"discount\", parts))")
    @Mapping(target = "shippingCharges", expression = "java(shippingCharges(request.shippingCharges(), parts))")
    @Mapping(target = "totals", expression = "java(totalsOrNone(request.totals()))")
    abstract PlaceOrder toCommand(
            PlaceOrderRequest request, @Context OrderIds.Parts parts, String number, Instant receivedAt);

    List<PlaceOrder.Line> lines(List<PlaceOrderRequest.Line> lines, OrderIds.Parts parts) {
        List<PlaceOrder.Line> mapped = new ArrayList<>(lines.size());
        for (PlaceOrderRequest.Line line : lines) {
            String place = "line/" + mapped.size();
            String lineId =
                    line.lineId() == null ? parts.id(place) : line.lineId().toString();
            mapped.add(line(line, lineId, discounts(line.discounts(), DiscountScope.LINE, place + "/discount", parts)));
        }
        return mapped;
    }

    @Mapping(target = "lineId", source = "lineId")
    @Mapping(target = "discounts", source = "discounts")
    @Mapping(target = "requiresShipping", source = "line.requiresShipping", defaultValue = "true")
    @Mapping(target = "taxRates", source = "line.taxRates")
    abstract PlaceOrder.Line line(PlaceOrderRequest.Line line, String lineId, List<PlaceOrder.Discount> discounts);

    List<PlaceOrder.Discount> discounts(
            @Nullable List<PlaceOrderRequest.Discount> discounts,
            DiscountScope scope,
            String place,
            OrderIds.Parts parts) {
        List<PlaceOrder.Discount> mapped = new ArrayList<>();
        for (PlaceOrderRequest.Discount discount :
                Objects.requireNonNullElse(discounts, List.<PlaceOrderRequest.Discount>of())) {
            String id = discount.id() == null ? parts.id(place + "/" + mapped.size()) : discount.id();
            mapped.add(discount(discount, id, discount.scope() == null ? scope : scope(discount.scope())));
        }
        return mapped;
    }

    @Mapping(target = "id", source = "id")
    @Mapping(target = "scope", source = "scope")
    abstract PlaceOrder.Discount discount(PlaceOrderRequest.Discount discount, String id, DiscountScope scope);

    abstract DiscountScope scope(PlaceOrderRequest.Scope scope);

    List<PlaceOrder.ShippingCharge> shippingCharges(
            @Nullable List<PlaceOrderRequest.ShippingCharge> charges, OrderIds.Parts parts) {
        List<PlaceOrder.ShippingCharge> mapped = new ArrayList<>();
        for (PlaceOrderRequest.ShippingCharge charge :
                Objects.requireNonNullElse(charges, List.<PlaceOrderRequest.ShippingCharge>of())) {
            String id = charge.id() == null ? parts.id("shipping/" + mapped.size()) : charge.id();
            mapped.add(shippingCharge(charge, id));
        }
        return mapped;
    }

    @Mapping(target = "id", source = "id")
    @Mapping(target = "taxRates", source = "charge.taxRates")
    abstract PlaceOrder.ShippingCharge shippingCharge(PlaceOrderRequest.ShippingCharge charge, String id);

    abstract List<PlaceOrder.TaxRate> taxRates(List<PlaceOrderRequest.TaxRate> rates);

    abstract Map<String, String> attributes(Map<String, String> attributes);

    PlaceOrder.Party partyOrNobody(PlaceOrderRequest.@Nullable Party party) {
        return party == null ? NOBODY : party(party);
    }

    abstract PlaceOrder.Party party(PlaceOrderRequest.Party party);

    PlaceOrder.ExpectedTotals totalsOrNone(PlaceOrderRequest.@Nullable Totals totals) {
        return totals == null ? PlaceOrder.ExpectedTotals.NONE : totals(totals);
    }

    abstract PlaceOrder.ExpectedTotals totals(PlaceOrderRequest.Totals totals);

    MoneyPolicy policy(PlaceOrderRequest.@Nullable Policy policy) {
        return policyWithDefaults(policy == null ? new PlaceOrderRequest.Policy(null, null, null) : policy);
    }

    @Mapping(target = "rounding", defaultValue = "HALF_EVEN")
    @Mapping(target = "taxLevel", defaultValue = "LINE")
    @Mapping(target = "pricesIncludeTax", defaultValue = "false")
    abstract MoneyPolicy policyWithDefaults(PlaceOrderRequest.Policy policy);

    Instant timeOr(@Nullable Instant given, Instant receivedAt) {
        return given == null ? receivedAt : given.truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }

    @Mapping(target = "reason", source = "reason", defaultValue = "")
    abstract CancelLines toCommand(CancelLinesRequest request);

    @Mapping(target = "holdId", source = "holdId")
    @Mapping(target = "reason", source = "request.reason", defaultValue = "")
    @Mapping(target = "lineIds", source = "request.lineIds")
    abstract PlaceHold toCommand(HoldRequest request, String holdId);

    @Mapping(target = "fulfillmentId", source = "fulfillmentId")
    @Mapping(target = "items", source = "request.items")
    abstract AllocateFulfillment toCommand(FulfillmentRequest request, String fulfillmentId);

    @Mapping(target = "items", source = "request.items")
    @Mapping(target = "parcels", source = "request.parcels")
    abstract ShipFulfillment toCommand(ShipmentRequest request, UUID fulfillmentId);

    abstract List<FulfillmentCommand.Parcel> parcels(List<ShipmentRequest.Parcel> parcels);

    @Mapping(target = "items", source = "request.items")
    @Mapping(target = "at", expression = "java(timeOr(request.at(), receivedAt))")
    abstract DeliverFulfillment toCommand(DeliveryRequest request, UUID fulfillmentId, Instant receivedAt);

    @Mapping(target = "returnId", source = "returnId")
    @Mapping(target = "items", source = "request.items")
    abstract RequestReturn toCommand(ReturnRequest request, String returnId, Instant receivedAt);

    @Mapping(target = "reason", source = "reason", defaultValue = "")
    abstract ReturnCommand.RequestedItem requested(ReturnRequest.Item item);

    @Mapping(target = "items", source = "request.items")
    @Mapping(target = "fees", source = "request.fees")
    abstract ReceiveReturn toCommand(ReceiptRequest request, UUID returnId);

    abstract List<ReturnCommand.Fee> fees(List<ReceiptRequest.Fee> fees);

    @Mapping(target = "paymentId", source = "paymentId")
    abstract RecordAuthorization toCommand(AuthorizationRequest request, String paymentId);

    @Mapping(target = "captureId", source = "captureId")
    abstract RecordCapture toCommand(CaptureRequest request, UUID paymentId, String captureId);

    @Mapping(target = "refundId", source = "refundId")
    @Mapping(target = "lines", source = "request.lines")
    @Mapping(target = "shipping", source = "request.shipping", defaultValue = "0")
    @Mapping(target = "adjustment", source = "request.adjustment", defaultValue = "0")
    @Mapping(target = "reason", source = "request.reason", defaultValue = "")
    abstract RequestRefund toCommand(RefundRequest request, String refundId);

    abstract List<Item> items(List<ItemRequest> items);

    @Mapping(target = "reason", source = "request.reason", defaultValue = "")
    abstract RecordRefundResult toCommand(RefundResultRequest request, UUID refundId);

    @Mapping(target = "visibility", source = "visibility", defaultValue = "INTERNAL")
    abstract AddNote toCommand(NoteRequest request);

    abstract PlaceOrder.Address address(PlaceOrderRequest.Address address);

    abstract List<String> ids(List<UUID> ids);

    String id(UUID id) {
        return id.toString();
    }

    @Mapping(target = "number", source = "order.context.number")
    @Mapping(target = "lifecycle", source = "order.lifecycle")
    @Mapping(target = "totals", expression = "java(totals(order.totals(), order.context().currency()))")
    @Mapping(target = "id", source = "id")
    abstract OrderSummary toSummary(String orderId, long revision, Order.Existing order, @Nullable String id);

    abstract OrderSummary.Totals totals(io.orderstream.events.stored.Totals totals, @Context String currency);

    Money money(long minor, @Context String currency) {
        return new Money(minor, currency);
    }
}
