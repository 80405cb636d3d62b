package io.orderstream.readmodel.order;

import io.orderstream.events.stored.FulfillmentAllocated;
import io.orderstream.events.stored.FulfillmentShipped;
import io.orderstream.events.stored.HoldPlaced;
import io.orderstream.events.stored.LineQuantity;
import io.orderstream.events.stored.NoteAdded;
import io.orderstream.events.stored.OrderImported;
import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.PaymentAuthorized;
import io.orderstream.events.stored.PaymentCaptured;
import io.orderstream.events.stored.RefundRequested;
import io.orderstream.events.stored.ReturnReceived;
import io.orderstream.events.stored.ReturnRequested;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;
import org.mapstruct.factory.Mappers;

@Mapper(
        imports = {List.class, OrderImported.class},
        unmappedTargetPolicy = ReportingPolicy.ERROR)
interface OrderDocumentMapper {

    OrderDocumentMapper INSTANCE = Mappers.getMapper(OrderDocumentMapper.class);

    @Mapping(target = ".", source = "placed.order")
    @Mapping(target = "id", source = "event.orderId")
    @Mapping(target = "position", source = "event.position")
    @Mapping(target = "revision", source = "event.revision")
    @Mapping(target = "updatedAt", source = "event.metadata.occurredAt")
    @Mapping(target = "lifecycle", constant = "PLACED")
    @Mapping(target = "paymentStatus", constant = "UNPAID")
    @Mapping(target = "fulfilmentStatus", constant = "UNFULFILLED")
    @Mapping(target = "returnStatus", constant = "NONE")
    @Mapping(target = "holds", expression = "java(List.of())")
    @Mapping(target = "payments", expression = "java(List.of())")
    @Mapping(target = "refunds", expression = "java(List.of())")
    @Mapping(target = "fulfillments", expression = "java(List.of())")
    @Mapping(target = "returns", expression = "java(List.of())")
    @Mapping(target = "completedAt", ignore = true)
    @Mapping(target = "returnsUntil", ignore = true)
    @Mapping(target = "notes", expression = "java(List.of())")
    @Mapping(target = "cancelReason", ignore = true)
    @Mapping(target = "imported", ignore = true)
    @Mapping(target = "timeline", expression = "java(List.of())")
    OrderDocument placed(StoredEvent event, OrderPlaced placed);

    @Mapping(target = ".", source = "imported.order")
    @Mapping(target = "id", source = "event.orderId")
    @Mapping(target = "position", source = "event.position")
    @Mapping(target = "revision", source = "event.revision")
    @Mapping(target = "updatedAt", source = "event.metadata.occurredAt")
    @Mapping(target = "paymentStatus", constant = "UNPAID")
    @Mapping(target = "fulfilmentStatus", constant = "UNFULFILLED")
    @Mapping(target = "returnStatus", constant = "NONE")
    @Mapping(target = "holds", expression = "java(List.of())")
    @Mapping(target = "refunds", expression = "java(List.of())")
    @Mapping(target = "notes", expression = "java(List.of())")
    @Mapping(target = "paymentDueAt", ignore = true)
    @Mapping(target = "cancelReason", ignore = true)
    @Mapping(target = "imported", expression = "java(origin(imported, event.metadata().occurredAt()))")
    @Mapping(target = "returns", expression = "java(returns(imported.returns(), event.metadata().occurredAt()))")
    @Mapping(target = "timeline", expression = "java(List.of())")
    OrderDocument imported(StoredEvent event, OrderImported imported);

    @Mapping(target = "importedAt", source = "at")
    OrderDocument.Imported origin(OrderImported imported, Instant at);

    @Mapping(target = ".", source = "ordered")
    @Mapping(target = "quantities", expression = "java(quantities(line.quantities(), line.ordered().quantity()))")
    OrderDocument.Line line(OrderImported.ImportedLine line);

    @Mapping(target = "ordered", source = "ordered")
    OrderDocument.Quantities quantities(OrderImported.Quantities quantities, long ordered);

    @Mapping(
            target = "captured",
            expression = "java(payment.captures().stream().mapToLong(OrderImported.ImportedCapture::amount).sum())")
    @Mapping(target = "pendingRefunds", constant = "0L")
    @Mapping(target = "voidedAt", ignore = true)
    OrderDocument.Payment payment(OrderImported.ImportedPayment payment);

    @Mapping(target = "parcels", expression = "java(List.of())")
    @Mapping(target = "cancelledAt", ignore = true)
    OrderDocument.Fulfillment fulfillment(OrderImported.ImportedFulfillment fulfillment);

    default List<OrderDocument.Return> returns(List<OrderImported.ImportedReturn> open, Instant at) {
        return open.stream().map(asked -> returned(asked, at)).toList();
    }

    @Mapping(target = "status", constant = "REQUESTED")
    @Mapping(target = "received", expression = "java(List.of())")
    @Mapping(target = "fees", expression = "java(List.of())")
    @Mapping(target = "credit", constant = "0L")
    @Mapping(target = "requestedAt", source = "at")
    @Mapping(target = "updatedAt", source = "at")
    OrderDocument.Return returned(OrderImported.ImportedReturn open, Instant at);

    @Mapping(target = "quantities", source = "quantity")
    OrderDocument.Line line(OrderPlaced.Line line);

    OrderDocument.Totals totals(Totals totals);

    OrderDocument.Address address(OrderPlaced.Address address);

    @Mapping(target = "placedAt", source = "at")
    @Mapping(target = "releasedAt", ignore = true)
    OrderDocument.Hold hold(HoldPlaced placed, Instant at);

    @Mapping(target = "authorized", source = "authorized.amount")
    @Mapping(target = "released", constant = "0L")
    @Mapping(target = "captured", constant = "0L")
    @Mapping(target = "refunded", constant = "0L")
    @Mapping(target = "pendingRefunds", constant = "0L")
    @Mapping(target = "captures", expression = "java(List.of())")
    @Mapping(target = "authorizedAt", source = "at")
    @Mapping(target = "voidedAt", ignore = true)
    OrderDocument.Payment payment(PaymentAuthorized authorized, Instant at);

    @Mapping(target = "capturedAt", source = "at")
    OrderDocument.Capture capture(PaymentCaptured captured, Instant at);

    @Mapping(target = "status", constant = "PENDING")
    @Mapping(target = "requestedAt", source = "at")
    @Mapping(target = "decidedAt", ignore = true)
    @Mapping(target = "failure", ignore = true)
    OrderDocument.Refund refund(RefundRequested requested, Instant at);

    @Mapping(target = "parcels", expression = "java(List.of())")
    @Mapping(target = "allocatedAt", source = "at")
    @Mapping(target = "shippedAt", ignore = true)
    @Mapping(target = "deliveredAt", ignore = true)
    @Mapping(target = "cancelledAt", ignore = true)
    OrderDocument.Fulfillment fulfillment(FulfillmentAllocated allocated, Instant at);

    @Mapping(target = "allocated", source = "quantity")
    @Mapping(target = "shipped", constant = "0L")
    @Mapping(target = "delivered", constant = "0L")
    OrderDocument.FulfillmentItem fulfillmentItem(LineQuantity item);

    @Mapping(target = "shippedAt", source = "at")
    OrderDocument.Parcel parcel(FulfillmentShipped.Parcel parcel, Instant at);

    @Mapping(target = "status", constant = "REQUESTED")
    @Mapping(target = "received", expression = "java(List.of())")
    @Mapping(target = "fees", expression = "java(List.of())")
    @Mapping(target = "credit", constant = "0L")
    @Mapping(target = "requestedAt", source = "at")
    @Mapping(target = "updatedAt", source = "at")
    OrderDocument.Return returned(ReturnRequested requested, Instant at);

    List<OrderDocument.ReceivedItem> received(List<ReturnReceived.ReceivedItem> items);

    List<OrderDocument.Fee> fees(List<ReturnReceived.Fee> fees);

    @Mapping(target = "author", source = "author")
    @Mapping(target = "writtenAt", source = "at")
    OrderDocument.Note note(NoteAdded note, String author, Instant at);

    default OrderDocument.Quantities quantities(long ordered) {
        return OrderDocument.Quantities.ordered(ordered);
    }

    default String plain(BigDecimal number) {
        return number.toPlainString();
    }
}
