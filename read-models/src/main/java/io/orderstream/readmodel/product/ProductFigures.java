package io.orderstream.readmodel.product;

import static java.lang.Math.addExact;
import static java.lang.Math.negateExact;

/**
 * What was sold of a product in one currency. Amounts are minor units, after discounts and without tax. The first three
 * are as the orders were placed and never change; the others say what happened since. Figures add up.
 *
 * @param orders how many orders had it
 * @param units how many units they had
 * @param revenue what these were worth
 * @param cancelledUnits how many were taken off
 * @param cancelled what these were worth
 * @param creditedUnits how many were credited, by returns or otherwise, less those whose credit was taken back
 * @param credited what these were worth
 * @param returnedUnits how many came back
 */
public record ProductFigures(
        long orders,
        long units,
        long revenue,
        long cancelledUnits,
        long cancelled,
        long creditedUnits,
        long credited,
        long returnedUnits) {

    static ProductFigures placed(long orders, long units, long revenue) {
        return new ProductFigures(orders, units, revenue, 0, 0, 0, 0, 0);
    }

    static ProductFigures cancelled(long units, long worth) {
        return new ProductFigures(0, 0, 0, units, worth, 0, 0, 0);
    }

    static ProductFigures credited(long units, long worth) {
        return new ProductFigures(0, 0, 0, 0, 0, units, worth, 0);
    }

    static ProductFigures creditTakenBack(long units, long worth) {
        return credited(negateExact(units), negateExact(worth));
    }

    static ProductFigures returned(long units, long credited, long worth) {
        return new ProductFigures(0, 0, 0, 0, 0, credited, worth, units);
    }

    /** Both together. */
    public ProductFigures plus(ProductFigures other) {
        return new ProductFigures(
                addExact(orders, other.orders),
                addExact(units, other.units),
                addExact(revenue, other.revenue),
                addExact(cancelledUnits, other.cancelledUnits),
                addExact(cancelled, other.cancelled),
                addExact(creditedUnits, other.creditedUnits),
                addExact(credited, other.credited),
                addExact(returnedUnits, other.returnedUnits));
    }
}
