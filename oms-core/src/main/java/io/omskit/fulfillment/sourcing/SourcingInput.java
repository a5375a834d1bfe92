package io.omskit.fulfillment.sourcing;

import java.util.Arrays;
import java.util.List;

/**
 * One sourcing question: which sources can ship, what a parcel from each costs, what is wanted, and what each has. Sources and
 * lines are numbered from 0 in the order given. Immutable; safe for use by many threads.
 *
 * <p>The stock of a line belongs to that line alone: add equal SKUs together before asking. Costs are in
 * thousandths of a minor unit.
 */
public final class SourcingInput {
    /** No plan may cost more; keeps every sum of the planner within 64 bits. */
    public static final long MAX_COST = 1L << 60;

    /** No more units of all lines together may be wanted: a million tons in grams. */
    public static final long MAX_UNITS = 1L << 40;

    private final List<FreightRate> rates;
    private final List<Line> lines;
    private final long[] stock;
    private final long unmetCost;

    private SourcingInput(List<FreightRate> rates, List<Line> lines, long[] stock, long unmetCost) {
        this.rates = rates;
        this.lines = lines;
        this.stock = stock;
        this.unmetCost = unmetCost;
    }

    /**
     * What is wanted of one SKU.
     *
     * @param weightGrams weight of one unit; 0 or more
     * @param quantity units wanted; 0 or more
     */
    public record Line(long weightGrams, long quantity) {
        public Line {
            if (weightGrams < 0 || quantity < 0) {
                throw new IllegalArgumentException("a line of " + quantity + " units of " + weightGrams
                        + " grams is negative.\nGive zero or more for both.");
            }
        }
    }

    /**
     * A question.
     *
     * @param rates freight of each source
     * @param stock units free, by source and then by line; more than is wanted does no harm
     * @param unmetCost cost of each unit that no source ships, in thousandths of a minor unit; a unit whose freight is not
     *     lower is left unmet
     * @throws IllegalArgumentException if the stock does not have a row for each source and a number for each line, a number
     *     is negative, a plan could cost more than {@link #MAX_COST}, or more than {@link #MAX_UNITS} are wanted
     */
    public static SourcingInput of(List<FreightRate> rates, List<Line> lines, long[][] stock, long unmetCost) {
        if (unmetCost < 0) {
            throw new IllegalArgumentException(
                    "an unmet unit costs " + unmetCost + ".\nGive zero or more thousandths of a minor unit.");
        }
        SourcingInput input = new SourcingInput(
                List.copyOf(rates), List.copyOf(lines), flat(stock, rates.size(), lines.size()), unmetCost);
        input.requirePayable();
        return input;
    }

    private static long[] flat(long[][] stock, int sources, int lines) {
        if (stock.length != sources) {
            throw new IllegalArgumentException("there is stock of " + stock.length + " sources and freight of "
                    + sources + ".\nGive one row of stock for each source.");
        }
        long[] flat = new long[Math.multiplyExact(sources, lines)];
        for (int source = 0; source < sources; source++) {
            if (stock[source].length != lines) {
                throw new IllegalArgumentException("source " + source + " has stock of " + stock[source].length
                        + " lines, wanted are " + lines + ".\nGive one number for each line, 0 where nothing is free.");
            }
            for (int line = 0; line < lines; line++) {
                long free = stock[source][line];
                if (free < 0) {
                    throw new IllegalArgumentException("source " + source + " has " + free + " units of line " + line
                            + ".\nGive 0 where nothing is free.");
                }
                flat[source * lines + line] = free;
            }
        }
        return flat;
    }

    /** The dearest plan imaginable: every source ships a parcel, every unit goes by the dearest way. */
    private void requirePayable() {
        long perKilogram = 0;
        long worst = 0;
        long units = 0;
        for (FreightRate rate : rates) {
            perKilogram = Math.max(perKilogram, rate.perKilogram());
            worst = plus(worst, times(rate.perParcel(), FreightRate.COST_UNITS_PER_MINOR));
        }
        for (Line line : lines) {
            long dearest = Math.max(unmetCost, times(perKilogram, line.weightGrams()));
            worst = plus(worst, times(dearest, line.quantity()));
            units = plus(units, line.quantity());
        }
        if (units > MAX_UNITS) {
            throw new IllegalArgumentException(units + " or more units of " + lines.size()
                    + " lines are wanted, at most " + MAX_UNITS + " can be planned.\nCheck the quantities.");
        }
        if (worst > MAX_COST) {
            throw new IllegalArgumentException("a plan could cost more than " + MAX_COST + ": fees of " + rates.size()
                    + " parcels, at most " + perKilogram + " per kilogram, " + unmetCost
                    + " for each unmet unit of " + units
                    + ".\nCheck the units: fees and rates in minor units, weights in grams.");
        }
    }

    /** Product of two numbers that are not negative, at most the largest number there is. */
    private static long times(long left, long right) {
        long product = left * right;
        return Math.multiplyHigh(left, right) != 0 || product < 0 ? Long.MAX_VALUE : product;
    }

    private static long plus(long left, long right) {
        long sum = left + right;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** Freight of each source. */
    public List<FreightRate> rates() {
        return rates;
    }

    /** What is wanted. */
    public List<Line> lines() {
        return lines;
    }

    /** Units of a line that are free at a source. */
    public long stock(int source, int line) {
        return stock[source * lines.size() + line];
    }

    /** Cost of each unit that no source ships. */
    public long unmetCost() {
        return unmetCost;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SourcingInput that
                && unmetCost == that.unmetCost
                && rates.equals(that.rates)
                && lines.equals(that.lines)
                && Arrays.equals(stock, that.stock);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rates.hashCode() + lines.hashCode()) + Arrays.hashCode(stock);
    }

    @Override
    public String toString() {
        return rates + " for " + lines + " of " + Arrays.toString(stock) + ", unmet " + unmetCost;
    }
}
