package io.omskit.catalog;

import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a SKU to plan its way to a buyer.
 *
 * @param sku the host's code
 * @param title name for people, and for finding near candidates of unmapped lines
 * @param measure how its stock is counted; quantities of the SKU are whole steps of it
 * @param weightGrams gross weight of one piece, or of one kilogram, liter or meter; 0 when not known
 * @param size outer size of one unit, absent when not known
 * @param classes handling classes such as {@code cold}, {@code liquid}, {@code standalone}; sorted
 * @param category the host's own category, empty when there is none
 */
public record Item(
        Sku sku,
        String title,
        Measure measure,
        long weightGrams,
        @Nullable Dimensions size,
        Set<String> classes,
        String category) {

    public Item {
        if (weightGrams < 0) {
            throw new IllegalArgumentException("item " + sku + " has a weight of " + weightGrams
                    + " g.\nGive the gross weight of one unit in grams, or 0 when it is not known.");
        }
        // sorted, so that equal items print and iterate alike in every process
        TreeSet<String> sorted = new TreeSet<>();
        classes.forEach(name -> sorted.add(Codes.required("class of item " + sku, name)));
        classes = Collections.unmodifiableSortedSet(sorted);
    }

    /** An item of which only the name and the measure are known. */
    public static Item of(Sku sku, String title, Measure measure) {
        return new Item(sku, title, measure, 0, null, Set.of(), "");
    }

    /** An item counted in pieces, with its weight. */
    public static Item of(String sku, String title, long weightGrams) {
        return new Item(new Sku(sku), title, Measure.PIECE, weightGrams, null, Set.of(), "");
    }

    /** One whole piece, kilogram, liter or meter. */
    public Quantity oneUnit() {
        return Quantity.of(Units.stepsPerUnit(measure), measure);
    }

    /**
     * Gross weight of this much of the item in grams, rounded up.
     *
     * @throws IllegalArgumentException if the quantity is negative or in another measure
     * @throws ArithmeticException if the weight does not fit into 64 bits
     */
    public long weightGrams(Quantity quantity) {
        quantity.requireNonNegative("quantity of item " + sku);
        if (quantity.measure() != measure) {
            throw new IllegalArgumentException("item " + sku + " is counted in " + measure + ", the quantity is "
                    + quantity + ".\nUse the measure of the item for its demands and its stock.");
        }
        BigInteger unit = BigInteger.valueOf(Units.stepsPerUnit(measure));
        return BigInteger.valueOf(weightGrams)
                .multiply(BigInteger.valueOf(quantity.steps()))
                .add(unit.subtract(BigInteger.ONE))
                .divide(unit)
                .longValueExact();
    }

    /**
     * Outer size of one unit in millimeters.
     *
     * @param length longest side as packed, positive
     * @param width second side, positive
     * @param height third side, positive
     */
    public record Dimensions(long length, long width, long height) {
        private static final long MAX = 1_000_000;

        public Dimensions {
            if (Math.min(length, Math.min(width, height)) <= 0 || Math.max(length, Math.max(width, height)) > MAX) {
                throw new IllegalArgumentException("dimensions " + length + " x " + width + " x " + height
                        + " mm are out of range.\nGive three sides from 1 to " + MAX + " millimeters.");
            }
        }

        /** Volume in cubic millimeters. */
        public long volume() {
            return length * width * height;
        }
    }
}
