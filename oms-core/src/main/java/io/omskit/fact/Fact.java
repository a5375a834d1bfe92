package io.omskit.fact;

import java.util.List;

/**
 * Something a source says happened. Facts arrive late, twice and out of order; folding them must not care.
 *
 * <p>All facts are immutable and safe to share between threads.
 */
public sealed interface Fact
        permits OrderFact, RefundFact, PaymentFact, ShipmentFact, TrackingFact, SettlementFact, StockFact {

    /** Where the fact came from. */
    Provenance provenance();

    /** The orders that it names; none for what is not about orders. */
    default List<ChannelRef> orders() {
        return List.of();
    }
}
