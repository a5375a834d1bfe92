package io.omskit.fact;

import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a refund on its channel. Money only; goods that come back are a return at a source.
 *
 * @param ref the order it belongs to, which may not be known yet
 * @param refundId the platform's refund number, unique within the order
 * @param revision how new the reading is
 * @param provenance where it was read
 * @param lineId the line it hangs on, absent where it is for the whole order
 * @param quantity units it covers; absent means by amount only
 * @param amount what the buyer gets
 * @param status neutral status
 * @param rawStatus the platform's own value
 * @param phase whether the goods had left when it was asked for
 * @param withReturn whether the buyer is to send goods back
 * @param occurredAt when the money went back, or when the request was made while it is open
 */
public record RefundFact(
        ChannelRef ref,
        String refundId,
        Revision revision,
        Provenance provenance,
        @Nullable String lineId,
        @Nullable Quantity quantity,
        @Nullable Money amount,
        Status status,
        String rawStatus,
        Phase phase,
        boolean withReturn,
        @Nullable Instant occurredAt)
        implements Fact {

    public RefundFact {
        refundId = Texts.required("refund id", refundId);
        if (amount != null && amount.isNegative()) {
            throw new IllegalArgumentException("refund " + refundId + " of order " + ref + " is " + amount
                    + ".\nA refund is positive; turn the sign of platforms that print it negative.");
        }
        revision = revision.withHash(new Revision.Fingerprint()
                .add(lineId)
                .add(quantity)
                .add(amount)
                .add(status)
                .add(rawStatus)
                .add(phase)
                .add(withReturn)
                .add(occurredAt));
    }

    /** Neutral status; the constants are ordered by finality, which decides between two readings of one moment. */
    public enum Status {
        /** A value that no mapping knows; treated as open and alerted. */
        UNKNOWN,
        REQUESTED,
        /** Refused, withdrawn or closed: no money went back. */
        CLOSED,
        SUCCEEDED;

        /** Whether it still may end in money going back. */
        public boolean isOpen() {
            return this == UNKNOWN || this == REQUESTED;
        }
    }

    /** Whether the goods had left. */
    public enum Phase {
        BEFORE_SHIPPING,
        AFTER_SHIPPING,
        UNKNOWN
    }

    @Override
    public List<ChannelRef> orders() {
        return List.of(ref);
    }
}
