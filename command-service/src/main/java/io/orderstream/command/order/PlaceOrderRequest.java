package io.orderstream.command.order;

import io.orderstream.command.order.domain.Limits;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a request to place an order. Only the currency, and each line's SKU, quantity and price, are required. */
record PlaceOrderRequest(
        @Nullable @Pattern(regexp = "[a-z0-9][a-z0-9_-]{0,31}", message = CHANNEL)
        String channel,

        @NotNull @CurrencyCode @Schema(description = "an ISO 4217 code", pattern = CurrencyCode.FORM)
        String currency,

        @Nullable @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9_-]{0,63}", message = REFERENCE)
        String customerId,

        @Nullable Instant placedAt,
        @Nullable Instant paymentDueAt,
        @Nullable @Valid Party party,
        @Nullable @Valid Policy policy,
        @NotEmpty @Size(max = Limits.LINES) List<@NotNull @Valid Line> lines,
        @Nullable @Size(max = Limits.ORDER_DISCOUNTS) List<@NotNull @Valid Discount> discounts,
        @Nullable @Size(max = Limits.SHIPPING_CHARGES) List<@NotNull @Valid ShippingCharge> shippingCharges,
        @Nullable @Valid Totals totals) {

    static final String CHANNEL = "must be up to 32 of a-z, 0-9, - and _";
    static final String ATTRIBUTE = "must be named by up to 40 letters, digits, - and _";
    static final String REFERENCE = "must be up to 64 letters, digits, - and _";

    record Party(
            @Nullable @Size(max = Limits.EMAIL) String email,
            @Nullable @Size(max = Limits.PHONE) String phone,
            @Nullable @Valid Address billing,
            @Nullable @Valid Address shipping) {}

    record Address(
            @NotBlank @Size(max = Limits.NAME) String name,
            @NotEmpty @Size(max = Limits.ADDRESS_LINES) List<@NotBlank @Size(max = Limits.NAME) String> lines,
            @NotBlank @Size(max = Limits.PLACE) String city,
            @Nullable @Size(max = Limits.PLACE) String region,
            @Nullable @Size(max = Limits.POSTAL_CODE) String postalCode,

            @NotNull @CountryCode @Schema(description = "an ISO 3166-1 alpha-2 code", pattern = CountryCode.FORM)
            String country) {}

    record Policy(
            @Nullable Rounding rounding,
            @Nullable TaxLevel taxLevel,
            @Nullable Boolean pricesIncludeTax) {}

    enum Rounding {
        HALF_EVEN,
        HALF_UP,
        HALF_DOWN
    }

    enum TaxLevel {
        LINE,
        UNIT
    }

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
                            @Pattern(regexp = "[A-Za-z][A-Za-z0-9_-]{0,39}", message = ATTRIBUTE) String,
                            @NotNull @Size(max = Limits.NAME) String>
                    attributes) {}

    record TaxRate(
            @NotBlank @Size(max = Limits.TAX_CODE) String code,
            @Nullable @Size(max = Limits.TAX_CODE) String jurisdiction,

            @NotNull @PositiveOrZero @DecimalMax(Limits.RATE) @Digits(integer = 2, fraction = Limits.RATE_DECIMALS)
            BigDecimal rate) {}

    record Discount(
            @Nullable @Size(max = Limits.CODE) String id,
            @Nullable @Size(max = Limits.CODE) String code,
            @Nullable Scope scope,

            @NotNull @PositiveOrZero @Digits(integer = 18, fraction = 3)
            BigDecimal amount) {}

    enum Scope {
        ORDER,
        LINE,
        SHIPPING
    }

    record ShippingCharge(
            @Nullable @Size(max = Limits.CODE) String id,
            @NotBlank @Size(max = Limits.CODE) String method,

            @NotNull @PositiveOrZero @Digits(integer = 18, fraction = 3)
            BigDecimal price,

            @Nullable @Size(max = Limits.TAX_RATES) List<@NotNull @Valid TaxRate> taxRates) {}

    record Totals(
            @Nullable @Digits(integer = 18, fraction = 3) BigDecimal subtotal,
            @Nullable @Digits(integer = 18, fraction = 3) BigDecimal discount,
            @Nullable @Digits(integer = 18, fraction = 3) BigDecimal shipping,
            @Nullable @Digits(integer = 18, fraction = 3) BigDecimal tax,
            @Nullable @Digits(integer = 18, fraction = 3) BigDecimal grand) {}
}
