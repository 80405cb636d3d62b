package io.orderstream.query.product;

import io.orderstream.readmodel.product.ProductDocument;
import org.jspecify.annotations.Nullable;

/** A product with its figures, as MongoDB adds them up; amounts mean something only if all are of one currency. */
record TopProduct(
        String id,
        ProductDocument.@Nullable Name name,
        long orders,
        long units,
        long revenue,
        long cancelledUnits,
        long cancelled,
        long creditedUnits,
        long credited,
        long returnedUnits) {}
