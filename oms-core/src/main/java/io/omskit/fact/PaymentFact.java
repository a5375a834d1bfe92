package io.omskit.fact;

import io.omskit.value.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money that a buyer paid, by one tender. One payment may cover several orders, one order may have several payments.
 *
 * @param shop the shop that was paid
 * @param tradeNo the payment's own number, unique within the shop; a made-up one names the order and a position
 * @param revision how new the reading is
 * @param provenance where it was read
 * @param covers what it pays, order by order; the amounts add up to the payment
 * @param method the tender as the channel names it (card, voucher, balance); free text, not personal
 * @param instalments number of instalments, 1 where there is no plan
 * @param status whether the money is there
 * @param paidAt when it was paid
 */
public record PaymentFact(
        ShopRef shop,
        String tradeNo,
        Revision revision,
        Provenance provenance,
        List<Cover> covers,
        String method,
        int instalments,
        Status status,
        @Nullable Instant paidAt)
        implements Fact {

    public PaymentFact {
        tradeNo = Texts.required("trade number", tradeNo);
        covers = List.copyOf(covers);
        if (covers.isEmpty()) {
            throw new IllegalArgumentException("payment " + tradeNo + " of shop " + shop
                    + " covers no order.\nName the order that it pays; money without an order is a settlement row.");
        }
        if (instalments < 1) {
            throw new IllegalArgumentException(
                    "payment " + tradeNo + " has " + instalments + " instalments.\nUse 1 where there is no plan.");
        }
        revision = revision.withHash(new Revision.Fingerprint()
                .addAll(covers)
                .add(method)
                .add(Long.valueOf(instalments))
                .add(status)
                .add(paidAt));
    }

    /**
     * The part of a payment that goes to one order.
     *
     * @param number the platform's order number within the shop
     * @param amount that part
     */
    public record Cover(String number, Money amount) {
        public Cover {
            number = Texts.required("number", number);
        }
    }

    /** Whether the money is there; ordered by finality. */
    public enum Status {
        UNKNOWN,
        AUTHORIZED,
        PAID,
        FAILED
    }

    @Override
    public List<ChannelRef> orders() {
        return covers.stream().map(cover -> shop.order(cover.number())).toList();
    }
}
