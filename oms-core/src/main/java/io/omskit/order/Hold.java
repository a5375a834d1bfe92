package io.omskit.order;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A reason that blocks steps of an order. Several holds coexist; the order moves when none blocks. Source: domain rules
 *
 *
 * @param type what sort of hold it is, such as {@code REFUND_OPEN}; also the name of the gate that made it
 * @param owner who set it: {@code flow}, {@code rules}, {@code channel}, or the host's own word
 * @param handle unique per owner and line; adding a known handle changes nothing
 * @param lineId the line it is about, absent for the whole order
 * @param reason why, for people; no personal data
 * @param createdAt when it was set
 * @param expiresAt when it ends by itself
 * @param blocks the steps it blocks
 */
public record Hold(
        String type,
        String owner,
        String handle,
        @Nullable String lineId,
        String reason,
        Instant createdAt,
        @Nullable Instant expiresAt,
        Set<Step> blocks) {
    /** Owner of every hold that a gate of a flow sets. */
    public static final String FLOW = "flow";

    /** Owner of every hold that a review rule sets. */
    public static final String RULES = "rules";

    /** The type of the gate that a review opens. */
    public static final String REVIEW = "REVIEW";

    public Hold {
        blocks = Set.copyOf(blocks);
    }

    /** What a hold can block. */
    public enum Step {
        /** Making or changing a plan. */
        PLAN,
        /** Joining a group with other orders. */
        MERGE,
        /** Handing work to the source. */
        RELEASE,
        /** Handing the parcel to the carrier. */
        HAND_OVER,
        /** The parcel's arrival: one that is on its way is asked back. */
        DELIVERY
    }

    /** Whether this hold keeps the step from happening at the given time. */
    public boolean blocks(Step step, Instant now) {
        return blocks.contains(step) && (expiresAt == null || now.isBefore(expiresAt));
    }

    /**
     * Whether it is about the units of a demand: of the order as a whole, of the demand's line, or of a line that has earned
     * the gift, for the gift must not leave while nobody knows whether it stays earned.
     *
     * @param orderId the order that has both
     */
    public boolean isAbout(long orderId, Demand demand) {
        return lineId == null
                || lineId.equals(demand.lineId())
                || (demand.origin() == Demand.Origin.GIFT
                        && demand.triggers().contains(new Demand.Trigger(orderId, lineId)));
    }

    /** Whether both are the same hold: same owner, handle and line. */
    public boolean isSame(Hold other) {
        return owner.equals(other.owner) && handle.equals(other.handle) && Objects.equals(lineId, other.lineId);
    }
}
