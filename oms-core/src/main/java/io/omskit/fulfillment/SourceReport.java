package io.omskit.fulfillment;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a source, a carrier or the return desk tells about one fulfillment order. A report is a fact: it may come late and
 * it implies what must have happened before it; it is refused only where it tells of more units than there are.
 *
 * <p>Parts name demands and quantities in the smallest step. Empty parts mean everything that the step is still open for.
 * Quantities are additions, so a report must reach {@link SourceFold} once; only {@link Shipped} is known by its parcel.
 */
public sealed interface SourceReport {
    /** The fulfillment order it tells about. */
    long fulfillmentOrder();

    /** When it happened. */
    Instant at();

    /**
     * Units are packed.
     *
     * @param parts what was packed, nominal
     * @param weights what weighed goods of the parts really weighed
     */
    record Packed(long fulfillmentOrder, Instant at, List<Part> parts, List<Weight> weights) implements SourceReport {
        public Packed {
            Objects.requireNonNull(at, "at");
            parts = List.copyOf(parts);
            weights = List.copyOf(weights);
        }
    }

    /**
     * What weighed goods weighed at packing.
     *
     * @param part the goods and their nominal quantity
     * @param packed what they weighed, in the smallest step
     */
    record Weight(Part part, long packed) {
        public Weight {
            if (packed < 0) {
                throw new IllegalArgumentException("packed weight of demand " + part.demand() + " of order "
                        + part.orderId() + " is " + packed + ".\nGive what the scale showed, zero or more.");
            }
        }
    }

    /**
     * Units were not found at the source and go back to planning; the books are corrected there.
     *
     * @param parts what was not found; never empty
     */
    record ShortPick(long fulfillmentOrder, Instant at, List<Part> parts) implements SourceReport {
        public ShortPick {
            Objects.requireNonNull(at, "at");
            parts = List.copyOf(parts);
            if (parts.isEmpty()) {
                throw new IllegalArgumentException("short pick of fulfillment order " + fulfillmentOrder
                        + " names no units.\nName what was not found.");
            }
        }
    }

    /**
     * Units left in a parcel.
     *
     * @param carrier the carrier id
     * @param number the tracking number
     * @param discriminator tells two uses of one number apart, else empty
     * @param parts what is inside
     */
    record Shipped(
            long fulfillmentOrder, Instant at, String carrier, String number, String discriminator, List<Part> parts)
            implements SourceReport {
        public Shipped {
            Objects.requireNonNull(at, "at");
            parts = List.copyOf(parts);
            if (carrier.isBlank() || number.isBlank()) {
                throw new IllegalArgumentException("shipped parcel of fulfillment order " + fulfillmentOrder
                        + " has carrier \"" + carrier + "\" and number \"" + number + "\".\nGive both.");
            }
        }
    }

    /** Units arrived, told by somebody other than the parcel's own tracking. */
    record Delivered(long fulfillmentOrder, Instant at, List<Part> parts) implements SourceReport {
        public Delivered {
            Objects.requireNonNull(at, "at");
            parts = List.copyOf(parts);
        }
    }

    /** Units were lost on the way. */
    record Lost(long fulfillmentOrder, Instant at, List<Part> parts) implements SourceReport {
        public Lost {
            Objects.requireNonNull(at, "at");
            parts = List.copyOf(parts);
        }
    }

    /** Units are coming back, or the buyer said so. */
    record ReturnAnnounced(long fulfillmentOrder, Instant at, List<Part> parts) implements SourceReport {
        public ReturnAnnounced {
            Objects.requireNonNull(at, "at");
            parts = List.copyOf(parts);
        }
    }

    /**
     * Units came back. Without parts everything that was announced came back good.
     *
     * @param good fit for sale
     * @param damaged not fit for sale
     * @param source where they arrived; absent for the source that had sent them
     */
    record ReturnReceived(
            long fulfillmentOrder,
            Instant at,
            List<Part> good,
            List<Part> damaged,
            @Nullable String source) implements SourceReport {
        public ReturnReceived {
            Objects.requireNonNull(at, "at");
            good = List.copyOf(good);
            damaged = List.copyOf(damaged);
        }
    }
}
