package io.orderstream.readmodel.order;

/** How far an order is paid, derived from its money alone. */
public enum PaymentStatus {
    NOT_REQUIRED,
    REFUNDED,
    OVERPAID,
    PARTIALLY_PAID,
    PARTIALLY_REFUNDED,
    PAID,
    AUTHORIZED,
    UNPAID;

    /**
     * The first status whose condition holds, in the order the constants stand in.
     *
     * @param authorized what payments promise to cover, in minor units
     */
    static PaymentStatus of(OrderDocument.Totals totals, long authorized) {
        if (totals.net() == 0 && totals.captured() == 0) {
            return NOT_REQUIRED;
        }
        if (totals.refunded() > 0 && totals.captured() == totals.refunded()) {
            return REFUNDED;
        }
        if (totals.balance() < 0) {
            return OVERPAID;
        }
        if (totals.captured() > 0 && totals.balance() > 0) {
            return PARTIALLY_PAID;
        }
        if (totals.refunded() > 0) {
            return PARTIALLY_REFUNDED;
        }
        if (totals.captured() > 0) {
            return PAID;
        }
        return authorized >= totals.net() ? AUTHORIZED : UNPAID;
    }
}
