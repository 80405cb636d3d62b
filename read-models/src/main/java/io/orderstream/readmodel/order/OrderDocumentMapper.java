package io.orderstream.readmodel.order;

import io.orderstream.events.stored.OrderPlaced;
import io.orderstream.events.stored.StoredEvent;
import io.orderstream.events.stored.Totals;
import java.math.BigDecimal;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;
import org.mapstruct.factory.Mappers;

@Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
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
    @Mapping(target = "cancelReason", ignore = true)
    OrderDocument placed(StoredEvent event, OrderPlaced placed);

    @Mapping(target = "quantities", source = "quantity")
    OrderDocument.Line line(OrderPlaced.Line line);

    OrderDocument.Totals totals(Totals totals);

    default OrderDocument.Quantities quantities(long ordered) {
        return OrderDocument.Quantities.ordered(ordered);
    }

    default String plain(BigDecimal number) {
        return number.toPlainString();
    }
}
