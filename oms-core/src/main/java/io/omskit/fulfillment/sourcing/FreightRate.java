package io.omskit.fulfillment.sourcing;

/**
 * What a parcel from one source to this consignee costs: a fee for the parcel and a price of each kilogram in it. Rates are
 * in minor units (fen, cents), costs in thousandths of a minor unit, so that a gram is priced without rounding.
 *
 * @param perParcel fee of a parcel, whatever it holds; 0 or more
 * @param perKilogram price of a kilogram; 0 or more
 */
public record FreightRate(long perParcel, long perKilogram) {
    /** Costs are counted in this part of a minor unit. */
    public static final int COST_UNITS_PER_MINOR = 1000;

    public FreightRate {
        if (perParcel < 0 || perKilogram < 0) {
            throw new IllegalArgumentException("freight of " + perParcel + " per parcel and " + perKilogram
                    + " per kilogram is negative.\nGive zero or more minor units for both.");
        }
    }

    /**
     * Cost of opening a parcel, in thousandths of a minor unit.
     *
     * @throws ArithmeticException if it does not fit into 64 bits
     */
    public long parcelCost() {
        return Math.multiplyExact(perParcel, COST_UNITS_PER_MINOR);
    }

    /**
     * Cost of one unit of this weight in an open parcel, in thousandths of a minor unit.
     *
     * @throws ArithmeticException if it does not fit into 64 bits
     */
    public long unitCost(long weightGrams) {
        return Math.multiplyExact(perKilogram, weightGrams);
    }
}
