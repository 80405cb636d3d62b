package io.orderstream.command.order;

import io.orderstream.command.order.PlaceOrderRequest.Discount;
import io.orderstream.command.order.PlaceOrderRequest.Party;
import io.orderstream.command.order.PlaceOrderRequest.Policy;
import io.orderstream.command.order.PlaceOrderRequest.ShippingCharge;
import io.orderstream.command.order.PlaceOrderRequest.TaxRate;
import io.orderstream.command.order.domain.Limits;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of an import: an order as it stands in another system. Only source, external id, lifecycle, the time it was
 * placed, currency and lines are required.
 *
 * @param number what people call the order; its external id unless given
 * @param allocatedAt when what is set aside was; with {@code location}, {@code shippedAt} and {@code deliveredAt} for
 *     all of it
 */
record ImportOrderRequest(
        @NotNull @Pattern(regexp = "[a-z0-9][a-z0-9_.-]{0,63}", message = SOURCE)
        String source,

        @NotBlank @Size(max = Limits.REFERENCE) String externalId,
        @Nullable @Size(min = 1, max = Limits.CODE) String number,
        @NotNull Stage lifecycle,

        @Nullable @Pattern(regexp = "[a-z0-9][a-z0-9_-]{0,31}", message = PlaceOrderRequest.CHANNEL)
        String channel,

        @NotNull @CurrencyCode @Schema(description = "an ISO 4217 code", pattern = CurrencyCode.FORM)
        String currency,

        @Nullable @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}", message = PlaceOrderRequest.REFERENCE)
        String customerId,

        @NotNull Instant placedAt,
        @Nullable Instant completedAt,
        @Nullable Instant returnsUntil,
        @Nullable @Valid Party party,
        @Nullable @Valid Policy policy,
        @NotEmpty @Size(max = Limits.LINES) List<@NotNull @Valid Line> lines,
        @Nullable @Size(max = Limits.ORDER_DISCOUNTS) List<@NotNull @Valid Discount> discounts,
        @Nullable @Size(max = Limits.SHIPPING_CHARGES) List<@NotNull @Valid ShippingCharge> shippingCharges,
        @Nullable @Size(max = Limits.PAYMENTS) List<@NotNull @Valid Payment> payments,
        @Nullable @Size(min = 1, max = Limits.CODE) String location,
        @Nullable Instant allocatedAt,
        @Nullable Instant shippedAt,
        @Nullable Instant deliveredAt,
        @Nullable @Valid Totals totals) {

    private static final String SOURCE = "must be up to 64 of a-z, 0-9, -, _ and .";

    /** How far the order is. */
    enum Stage {
        PLACED,
        CONFIRMED,
        COMPLETED,
        CANCELLED
    }

    /** A line as it is placed, and how far it is; that is as the lifecycle says unless given. */
    record Line(
            @Nullable UUID lineId,
            @NotBlank @Size(max = Limits.CODE) String sku,
            @Nullable @Size(max = Limits.NAME) String name,
            @NotNull @Min(1) @Max(Limits.UNITS) Long quantity,

            @NotNull @PositiveOrZero @Digits(integer = 26, fraction = Limits.UNIT_PRICE_DECIMALS)
            BigDecimal unitPrice,

            @Nullable @Size(max = Limits.TAX_RATES) List<@NotNull @Valid TaxRate> taxRates,
            @Nullable @Size(max = Limits.LINE_DISCOUNTS) List<@NotNull @Valid Discount> discounts,
            @Nullable Boolean requiresShipping,

            @Nullable @Size(max = Limits.ATTRIBUTES)
            Map<
                            @Pattern(regexp = "[A-Za-z][A-Za-z0-9_-]{0,39}", message = PlaceOrderRequest.ATTRIBUTE)
                            String,
                            @NotNull @Size(max = Limits.NAME) String>
                    attributes,

            @Nullable @Valid Quantities quantities) {

        PlaceOrderRequest.Line ordered() {
            return new PlaceOrderRequest.Line(
                    lineId, sku, name, quantity, unitPrice, taxRates, discounts, requiresShipping, attributes);
        }
    }

    /**
     * How far a line is. What is left out follows: what is delivered was shipped, what is shipped was allocated, what
     * came back was credited, and everything else is none.
     */
    record Quantities(
            @Nullable @PositiveOrZero @Max(Limits.UNITS) Long cancelled,
            @Nullable @PositiveOrZero @Max(Limits.UNITS) Long allocated,
            @Nullable @PositiveOrZero @Max(Limits.UNITS) Long shipped,
            @Nullable @PositiveOrZero @Max(Limits.UNITS) Long delivered,
            @Nullable @PositiveOrZero @Max(Limits.UNITS) Long returnRequested,
            @Nullable @PositiveOrZero @Max(Limits.UNITS) Long restocked,
            @Nullable @PositiveOrZero @Max(Limits.UNITS) Long writtenOff,
            @Nullable @PositiveOrZero @Max(Limits.UNITS) Long credited) {}

    /** A payment as its provider reported it; it is known by its reference if it has no id. */
    record Payment(
            @Nullable UUID paymentId,

            @NotNull @Pattern(regexp = "[\\x21-\\x7e]{1,100}", message = AuthorizationRequest.REFERENCE)
            String reference,

            @NotNull @Positive @Digits(integer = 18, fraction = 3)
            BigDecimal authorized,

            @Nullable Boolean voided,
            @Nullable @Size(max = Limits.CAPTURES) List<@NotNull @Valid Capture> captures,

            @Nullable @PositiveOrZero @Digits(integer = 18, fraction = 3)
            BigDecimal refunded,

            @Nullable Instant authorizedAt) {}

    /** Money that came in; it is known by its reference if it has no id. */
    record Capture(
            @Nullable UUID captureId,

            @Nullable @Pattern(regexp = "[\\x21-\\x7e]{1,100}", message = AuthorizationRequest.REFERENCE)
            String reference,

            @NotNull @Positive @Digits(integer = 18, fraction = 3)
            BigDecimal amount,

            @Nullable Instant capturedAt) {}

    /** Totals as the other system states them; one that is left out is ours. */
    record Totals(
            @Nullable @PositiveOrZero @Digits(integer = 18, fraction = 3)
            BigDecimal subtotal,

            @Nullable @PositiveOrZero @Digits(integer = 18, fraction = 3)
            BigDecimal discount,

            @Nullable @PositiveOrZero @Digits(integer = 18, fraction = 3)
            BigDecimal shipping,

            @Nullable @PositiveOrZero @Digits(integer = 18, fraction = 3)
            BigDecimal fees,

            @Nullable @PositiveOrZero @Digits(integer = 18, fraction = 3)
            BigDecimal tax,

            @Nullable @PositiveOrZero @Digits(integer = 18, fraction = 3)
            BigDecimal grand,

            @Nullable @PositiveOrZero @Digits(integer = 18, fraction = 3)
            BigDecimal credits) {}

    /** What was ordered, as it would have been placed here. */
    PlaceOrderRequest ordered() {
        return new PlaceOrderRequest(
                channel,
                currency,
                customerId,
                placedAt,
                null,
                party,
                policy,
                lines.stream().map(Line::ordered).toList(),
                discounts,
                shippingCharges,
                null);
    }
}
