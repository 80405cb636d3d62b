package io.orderstream.query.product;

import io.orderstream.events.Money;
import io.orderstream.readmodel.product.ProductDocument;
import org.jspecify.annotations.Nullable;
import org.mapstruct.Context;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.ReportingPolicy;
import org.mapstruct.factory.Mappers;

@Mapper(unmappedTargetPolicy = ReportingPolicy.ERROR)
interface TopProductMapper {

    TopProductMapper INSTANCE = Mappers.getMapper(TopProductMapper.class);

    /** An item with the amounts in their currency. */
    @Mapping(target = "sku", source = "id")
    TopProductsView.Item item(TopProduct product, @Context String currency);

    /** An item without amounts, which are of several currencies. */
    @Mapping(target = "sku", source = "id")
    @Mapping(target = "revenue", ignore = true)
    @Mapping(target = "cancelled", ignore = true)
    @Mapping(target = "credited", ignore = true)
    TopProductsView.Item item(TopProduct product);

    default Money money(long minor, @Context String currency) {
        return new Money(minor, currency);
    }

    default @Nullable String name(ProductDocument.@Nullable Name name) {
        return name == null ? null : name.text();
    }
}
