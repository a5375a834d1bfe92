package io.omskit.value;

import java.util.Arrays;

/**
 * Shares an amount of whole minor units over lines or units so that the parts always add up to the whole (invariant M1).
 *
 * <p>Lines: largest remainder. Each part starts at floor(|total| * weight / sum of weights); the units left over go to the
 * largest remainders, ties to the larger weight, then to the smaller index; then the sign of the total is put on. Where
 * all weights are zero the quantities take their place, and where these are zero too the parts are equal.
 *
 * <p>Units of one line: the cumulative share C(k) = floor(|amount| * k / n) with the amount's sign; units a+1..b carry
 * C(b) - C(a), so that any sequence of partial refunds or shipments ends exactly at the amount. Largest-remainder shares
 * are <em>not</em> monotone in the total, so they are never computed again after a partial refund.
 *
 * <p>Exact for every total except {@link Long#MIN_VALUE} (an {@link ArithmeticException}) and for weights whose sum
 * exceeds 64 bits. Inputs are never changed.
 */
public final class Apportionment {
    private static final long[] NONE = {};

    private Apportionment() {}

    /** Shares by weights; equal parts where all weights are zero. */
    public static long[] share(long total, long[] weights) {
        return share(total, weights, NONE);
    }

    /**
     * Shares by weights, by quantities where all weights are zero, in equal parts where both are.
     *
     * @param total amount of either sign
     * @param weights one weight of zero or more per line
     * @param quantities one fallback weight of zero or more per line, or an empty array for none
     * @return the parts, in the order of the weights
     * @throws IllegalArgumentException if a weight is negative, the lengths differ, or there is no line for a total that
     *     is not zero
     */
    public static long[] share(long total, long[] weights, long[] quantities) {
        requireLines(total, weights);
        if (quantities.length != 0 && quantities.length != weights.length) {
            throw new IllegalArgumentException(quantities.length + " quantities for " + weights.length
                    + " weights.\nPass one quantity per weight, or none.");
        }
        requireNonNegative(weights, "weight");
        requireNonNegative(quantities, "quantity");
        if (total == 0) {
            return new long[weights.length];
        }
        if (!isAllZero(weights)) {
            return LargestRemainder.share(total, weights);
        }
        return isAllZero(quantities)
                ? LargestRemainder.equalParts(total, weights.length)
                : LargestRemainder.share(total, quantities);
    }

    /**
     * Shares by weights with an upper limit for the size of each part. What a line cannot take is shared again, by the same
     * weights, over the lines with room, until nothing is left over; lines of weight zero take part once all others are
     * full, in equal parts.
     *
     * @param caps largest size of each part, zero or more, whatever the sign of the total
     * @throws IllegalArgumentException as {@link #share(long, long[], long[])}, and if the caps together hold less than the
     *     total
     */
    public static long[] shareCapped(long total, long[] weights, long[] caps) {
        requireLines(total, weights);
        if (caps.length != weights.length) {
            throw new IllegalArgumentException(
                    caps.length + " caps for " + weights.length + " weights.\nPass one cap per weight.");
        }
        requireNonNegative(weights, "weight");
        requireNonNegative(caps, "cap");
        long left = ExactMath.abs(total);
        requireRoom(left, caps);
        long[] parts = new long[weights.length];
        while (left > 0) {
            left = pour(LargestRemainder.share(left, weightsWithRoom(weights, parts, caps)), parts, caps);
        }
        if (total < 0) {
            Arrays.setAll(parts, i -> -parts[i]);
        }
        return parts;
    }

    /**
     * What units 1..k of n carry: floor(|amount| * k / n) with the sign of the amount.
     *
     * @param k number of units from the first one, 0 to n
     * @param n number of units of the line, at least 1; weighed goods count their steps
     * @throws IllegalArgumentException if k or n is outside its range
     */
    public static long cumulative(long amount, long k, long n) {
        if (n < 1 || k < 0 || k > n) {
            throw new IllegalArgumentException("Units " + k + " of " + n
                    + " are not a part of a line.\nPass a count between 0 and the line's units, which are at least 1.");
        }
        // Integer division cuts towards zero, which is floor of the size with the sign put back.
        return amount / n * k + LargestRemainder.multiplyDivide(amount % n, k, n);
    }

    /**
     * What units fromUnit+1..toUnit of n carry: C(toUnit) - C(fromUnit).
     *
     * @throws IllegalArgumentException if not 0 &lt;= fromUnit &lt;= toUnit &lt;= n
     */
    public static long between(long amount, long fromUnit, long toUnit, long n) {
        if (fromUnit > toUnit) {
            throw new IllegalArgumentException("Units " + fromUnit + " to " + toUnit
                    + " run backwards.\nPass the units already counted first, then the units counted with this step.");
        }
        return cumulative(amount, toUnit, n) - cumulative(amount, fromUnit, n);
    }

    /** The weights of the lines with room, zero for full lines; where all of these are zero, one per line with room. */
    private static long[] weightsWithRoom(long[] weights, long[] parts, long[] caps) {
        long[] open = new long[weights.length];
        Arrays.setAll(open, i -> parts[i] < caps[i] ? weights[i] : 0);
        if (isAllZero(open)) {
            Arrays.setAll(open, i -> parts[i] < caps[i] ? 1 : 0);
        }
        return open;
    }

    /** Adds each share as far as its line has room; returns what found none. */
    private static long pour(long[] shares, long[] parts, long[] caps) {
        long overflow = 0;
        for (int i = 0; i < shares.length; i++) {
            long taken = Math.min(shares[i], caps[i] - parts[i]);
            parts[i] += taken;
            overflow += shares[i] - taken;
        }
        return overflow;
    }

    private static void requireLines(long total, long[] weights) {
        if (weights.length == 0 && total != 0) {
            throw new IllegalArgumentException(
                    "No line to share " + total + " minor units over.\nPass at least one weight, or a total of zero.");
        }
    }

    private static void requireNonNegative(long[] values, String name) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0) {
                throw new IllegalArgumentException("Negative " + name + " " + values[i] + " at index " + i
                        + ".\nPass sizes of zero or more; the sign belongs to the total.");
            }
        }
    }

    private static void requireRoom(long size, long[] caps) {
        long missing = size;
        for (int i = 0; i < caps.length && missing > 0; i++) {
            missing -= caps[i];
        }
        if (missing > 0) {
            throw new IllegalArgumentException("Caps hold " + (size - missing) + " of " + size
                    + " minor units.\nRaise a cap or share a smaller total; the rest must not be lost.");
        }
    }

    private static boolean isAllZero(long[] values) {
        for (long value : values) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
