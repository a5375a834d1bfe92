package io.omskit.fulfillment;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * A quantity of a demand.
 *
 * @param orderId the order
 * @param demand index of the demand
 * @param quantity in the smallest step
 */
public record Part(long orderId, int demand, long quantity) {
    /** By order, then demand. */
    public static final Comparator<Part> BY_DEMAND =
            Comparator.comparingLong(Part::orderId).thenComparingInt(Part::demand);

    /** The parts by order, then demand, those of one demand added together. */
    public static List<Part> merged(Collection<Part> parts) {
        TreeMap<Part, Long> sums = new TreeMap<>(BY_DEMAND);
        for (Part part : parts) {
            sums.merge(part, part.quantity(), Math::addExact);
        }
        return sums.entrySet().stream()
                .map(entry -> new Part(entry.getKey().orderId(), entry.getKey().demand(), entry.getValue()))
                .toList();
    }
}
