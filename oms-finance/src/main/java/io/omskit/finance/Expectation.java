package io.omskit.finance;

import io.omskit.fact.Bearer;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.SettlementFact.Kind;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money that an order lets us expect: one per order, kind and payer. Derived from the order, never written by hand.
 *
 * @param order the order on its channel
 * @param kind SALE, or REFUND for what goes back
 * @param payer who pays, or gets it back
 * @param items what it is made of, each to be settled on its own: one for a sale, one per refund
 */
public record Expectation(ChannelRef order, Kind kind, Payer payer, List<Item> items) {
    public Expectation {
        items = List.copyOf(items);
        if ((kind != Kind.SALE && kind != Kind.REFUND) || items.isEmpty()) {
            throw new IllegalArgumentException("expectation of order " + order + " has the kind " + kind + " and "
                    + items.size() + " items.\nA sale or a refund with at least one item is expected.");
        }
    }

    /** Who pays. The shop itself pays nothing to itself. */
    public enum Payer {
        BUYER,
        PLATFORM,
        INFLUENCER,
        BANK;

        /** The payer of discounts of a bearer; absent where the shop bears them or nobody is known to. */
        public static @Nullable Payer of(Bearer bearer) {
            return switch (bearer) {
                case PLATFORM -> PLATFORM;
                case INFLUENCER -> INFLUENCER;
                case BANK -> BANK;
                case SELLER, UNKNOWN -> null;
            };
        }
    }

    /**
     * One amount that is settled on its own.
     *
     * @param reference {@code sale}, or the platform's refund number
     * @param amount signed from the shop's view: a refund is negative
     * @param fee expected fee, positive when charged and negative when given back; absent where no contract is known
     * @param at when it happened
     */
    public record Item(
            String reference, Money amount, @Nullable Money fee, Instant at) {}

    /** All items together. */
    public Money amount() {
        Money sum = Money.zero(items.get(0).amount().currency());
        for (Item item : items) {
            sum = sum.plus(item.amount());
        }
        return sum;
    }
}
