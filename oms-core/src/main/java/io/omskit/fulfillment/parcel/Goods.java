package io.omskit.fulfillment.parcel;

import io.omskit.catalog.Item;
import io.omskit.fulfillment.sourcing.ParcelInput.Load;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.value.Measure;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a parcel plan must know of the goods of one demand.
 *
 * @param known whether the catalog has the item; what is not known weighs nothing, which is told where a limit applies
 * @param weightGrams gross weight of one piece, kilogram, liter or meter
 * @param volume outer volume of one, in cubic millimeters
 * @param classes handling classes
 * @param worth what everything that the demand needs was sold for, in minor units
 */
public record Goods(boolean known, long weightGrams, long volume, SortedSet<String> classes, long worth) {
    /** Goods of which nothing is known. */
    public static final Goods UNKNOWN = new Goods(false, 0, 0, Collections.emptySortedSet(), 0);

    /** Loads of one step are counted in this part of a gram, cubic millimeter and piece. */
    public static final int LOAD_UNITS = 1000;

    /** The worth of one step is counted in this part of a minor unit. */
    public static final int WORTH_UNITS = 100_000;

    /** No load of one step is counted as more; keeps every sum of a plan within 64 bits. */
    private static final long MOST = 1L << 50;

    public Goods {
        if (weightGrams < 0 || volume < 0) {
            throw new IllegalArgumentException("goods of " + weightGrams + " g and " + volume
                    + " cubic millimeters are negative.\nGive zero or more, 0 where it is not known.");
        }
        classes = classes.isEmpty()
                ? Collections.emptySortedSet()
                : Collections.unmodifiableSortedSet(new TreeSet<>(classes));
        worth = Math.max(0, worth);
    }

    /** Goods with these handling classes. */
    public static Goods of(long weightGrams, long volume, Collection<String> classes, long worth) {
        return new Goods(true, weightGrams, volume, new TreeSet<>(classes), worth);
    }

    /** What is known of a demand's goods. */
    public static Goods of(Order order, Demand demand, @Nullable Item item) {
        long worth = worth(order, demand);
        if (item == null) {
            return new Goods(false, 0, 0, Collections.emptySortedSet(), worth);
        }
        Item.Dimensions size = item.size();
        return of(item.weightGrams(), size == null ? 0 : size.volume(), item.classes(), worth);
    }

    /** The line's amount, shared over its demands by their weight; gifts and replacements are worth nothing. */
    private static long worth(Order order, Demand demand) {
        if (!isSold(demand) || order.sale().basis() == null) {
            return 0;
        }
        long weights = 0;
        long needs = 0;
        for (Demand other : order.demands()) {
            if (isSold(other) && other.lineId().equals(demand.lineId())) {
                weights = Math.addExact(weights, other.shareWeight());
                needs = Math.addExact(needs, other.needed());
            }
        }
        long own = weights > 0 ? demand.shareWeight() : demand.needed();
        long all = Math.max(1, weights > 0 ? weights : needs);
        BigInteger amount =
                BigInteger.valueOf(order.line(demand.lineId()).amount().minor());
        return amount.multiply(BigInteger.valueOf(own))
                .divide(BigInteger.valueOf(all))
                .longValue();
    }

    private static boolean isSold(Demand demand) {
        return demand.origin() == Demand.Origin.SOLD || demand.origin() == Demand.Origin.COMPONENT;
    }

    /**
     * What so many steps of a demand add to a parcel, in parts of {@value #LOAD_UNITS}; a kilogram counts as a piece.
     *
     * <p>Every step of a demand adds the same, so that sums are exact wherever the steps are. What a step weighs and fills is
     * rounded up. What it is worth is rounded down, in parts of {@value #WORTH_UNITS}: the steps of a whole line stay within
     * one minor unit below its amount, and goods worth exactly a limit keep to it.
     */
    public Load load(Measure measure, long needed, long steps) {
        long perUnit = 1;
        for (int i = 0; i < measure.digits(); i++) {
            perUnit *= 10;
        }
        BigInteger worthOfStep = BigInteger.valueOf(worth)
                .multiply(BigInteger.valueOf(WORTH_UNITS))
                .divide(BigInteger.valueOf(Math.max(1, needed)));
        return new Load(
                share(weightGrams, perUnit, steps),
                share(volume, perUnit, steps),
                share(1, perUnit, steps),
                times(worthOfStep, steps));
    }

    /** A step's share, rounded up, times the steps. */
    private static long share(long whole, long steps, long times) {
        BigInteger of = BigInteger.valueOf(steps);
        BigInteger step = BigInteger.valueOf(whole)
                .multiply(BigInteger.valueOf(LOAD_UNITS))
                .add(of.subtract(BigInteger.ONE))
                .divide(of);
        return times(step, times);
    }

    private static long times(BigInteger step, long times) {
        return step.multiply(BigInteger.valueOf(times))
                .min(BigInteger.valueOf(MOST))
                .longValue();
    }
}
