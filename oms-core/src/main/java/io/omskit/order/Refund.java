package io.omskit.order;

import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A refund of this order, as its channel tells it.
 *
 * @param refundId the platform's refund number, unique within the order
 * @param revision how new our reading of it is
 * @param lineId the line it hangs on, absent where it is for the whole order
 * @param quantity units it covers; absent means by amount only
 * @param amount what the buyer gets; absent means all that is left to refund for its line or units
 * @param status neutral status
 * @param phase whether the goods had left when it was asked for
 * @param withReturn whether the buyer is to send goods back
 * @param occurredAt when the money went back or the request was made
 */
public record Refund(
        String refundId,
        Revision revision,
        @Nullable String lineId,
        @Nullable Quantity quantity,
        @Nullable Money amount,
        RefundFact.Status status,
        RefundFact.Phase phase,
        boolean withReturn,
        @Nullable Instant occurredAt) {

    /** The newer reading wins; ties go to the higher mapper, the more final one, then the greater fingerprint. */
    static final Comparator<Refund> NEWER = Comparator.comparing(Refund::revision)
            .thenComparing(refund -> refund.revision().mapper())
            .thenComparing(Refund::status)
            .thenComparing(refund -> refund.revision().hash());

    /** The order in which refunds consume what a line has left: by time, then by number. */
    static final Comparator<Refund> CONSUMING = Comparator.comparing(
                    (Refund refund) -> refund.occurredAt() == null ? Instant.MAX : refund.occurredAt())
            .thenComparing(Refund::refundId);

    static Refund of(RefundFact fact) {
        return new Refund(
                fact.refundId(),
                fact.revision(),
                fact.lineId(),
                fact.quantity(),
                fact.amount(),
                fact.status(),
                fact.phase(),
                fact.withReturn(),
                fact.occurredAt());
    }

    /** The same refund by amount only; one without an amount stays open until somebody tells it. */
    Refund withoutQuantity() {
        RefundFact.Status known =
                amount == null && status == RefundFact.Status.SUCCEEDED ? RefundFact.Status.UNKNOWN : status;
        return new Refund(refundId, revision, lineId, null, amount, known, phase, withReturn, occurredAt);
    }

    /** Whether money went back. */
    public boolean isDone() {
        return status == RefundFact.Status.SUCCEEDED;
    }
}
