package io.omskit.order;

import io.omskit.fact.PaymentFact;
import io.omskit.fact.Revision;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The part of a payment that pays this order.
 *
 * @param tradeNo the payment's own number
 * @param revision how new our reading of it is
 * @param amount what of it goes to this order
 * @param method the tender as the channel names it
 * @param instalments number of instalments, 1 where there is no plan
 * @param status whether the money is there
 * @param paidAt when it was paid
 */
public record Payment(
        String tradeNo,
        Revision revision,
        Money amount,
        String method,
        int instalments,
        PaymentFact.Status status,
        @Nullable Instant paidAt) {

    /** The newer reading wins; ties go to the higher mapper, the more final one, then the greater fingerprint. */
    static final Comparator<Payment> NEWER = Comparator.comparing(Payment::revision)
            .thenComparing(payment -> payment.revision().mapper())
            .thenComparing(Payment::status)
            .thenComparing(payment -> payment.revision().hash());

    static Payment of(PaymentFact fact, Money amount) {
        return new Payment(
                fact.tradeNo(),
                fact.revision(),
                amount,
                fact.method(),
                fact.instalments(),
                fact.status(),
                fact.paidAt());
    }
}
