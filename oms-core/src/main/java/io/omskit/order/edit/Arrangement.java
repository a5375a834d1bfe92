package io.omskit.order.edit;

import java.util.List;
import java.util.Set;

/**
 * What somebody has said by hand about how units are to travel. Plans keep it as long as nothing stands against it.
 *
 * @param sort what is to be done with the units
 * @param value the source for {@link Sort#AT}, the answer for {@link Sort#PRESALE}, else empty
 * @param units which units; empty for {@link Sort#PRESALE}, which is about the whole order
 */
public record Arrangement(Sort sort, String value, List<Units> units) {
    /** What a person may answer about presale goods; to ask again is no answer. */
    private static final Set<String> ANSWERS = Set.of("SPLIT", "WAIT_ALL");

    public Arrangement {
        units = List.copyOf(units);
        boolean named = sort == Sort.AT || sort == Sort.PRESALE;
        if (named == value.isBlank() || (sort == Sort.PRESALE) != units.isEmpty()) {
            throw new IllegalArgumentException("arrangement " + sort + " has the value '" + value + "' and "
                    + units.size()
                    + " units.\nName a source for AT, an answer for PRESALE, and units for all but PRESALE.");
        }
        if (sort == Sort.PRESALE && !ANSWERS.contains(value)) {
            throw new IllegalArgumentException(
                    "arrangement PRESALE has the answer '" + value + "'.\nAnswer with SPLIT or WAIT_ALL.");
        }
    }

    /** What is to be done. */
    public enum Sort {
        /** They come from that source. */
        AT,
        /** They share no parcel with any other. */
        APART,
        /** They leave in one parcel. */
        TOGETHER,
        /** Whether presale goods leave apart from spot goods: {@code SPLIT} or {@code WAIT_ALL}. */
        PRESALE
    }

    /**
     * Units of one demand.
     *
     * @param orderId the order
     * @param demand index of the demand
     * @param quantity in steps
     */
    public record Units(long orderId, int demand, long quantity) {}
}
