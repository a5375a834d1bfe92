package io.omskit.fact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Something a source says happened. Facts arrive late, twice and out of order; folding them must not care.
 *
 * <p>All facts are immutable and safe to share between threads.
 */
public sealed interface Fact
        permits OrderFact,
                RefundFact,
                PaymentFact,
                ShipmentFact,
                TrackingFact,
                SettlementFact,
                StockFact,
                Fact.SameReceiver {

    /** Where the fact came from. */
    Provenance provenance();

    /** The orders that it names; none for what is not about orders. */
    default List<ChannelRef> orders() {
        return List.of();
    }

    /**
     * A platform's answer to the question which of some orders go to one receiver, where it shows receivers as opaque ids
     * only that differ for the same person. Source: domain rules.
     *
     * @param shop the shop that asked
     * @param askedAt when; of two answers for one order the later question counts
     * @param provenance where it was read
     * @param groups orders in one list may travel together, orders in different lists may not
     */
    record SameReceiver(ShopRef shop, Instant askedAt, Provenance provenance, List<List<Asked>> groups)
            implements Fact {
        public SameReceiver {
            groups = groups.stream().map(List::copyOf).toList();
            Set<String> numbers = new HashSet<>();
            for (List<Asked> group : groups) {
                for (Asked asked : group) {
                    if (!numbers.add(asked.number())) {
                        throw new IllegalArgumentException("order " + shop.order(asked.number())
                                + " is in the answer twice.\nGive each order one receiver; drop the answer otherwise.");
                    }
                }
            }
        }

        /**
         * An order that was asked about.
         *
         * @param number its platform number
         * @param addressId the opaque id under which it was asked; an answer for an id that the order has no more is void
         */
        public record Asked(String number, String addressId) {
            @Override
            public String toString() {
                return "Asked[" + number + "]";
            }
        }

        @Override
        public List<ChannelRef> orders() {
            List<ChannelRef> refs = new ArrayList<>();
            groups.forEach(group -> group.forEach(asked -> refs.add(shop.order(asked.number()))));
            return refs;
        }
    }
}
