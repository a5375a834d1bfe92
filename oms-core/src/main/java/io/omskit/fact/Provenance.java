package io.omskit.fact;

import java.time.Instant;

/**
 * Where a fact came from.
 *
 * @param source the interface that told it, for example {@code taobao.trades.sold.increment.get}; no secrets, no query
 * @param receivedAt when we learned of it, which is not when it happened
 */
public record Provenance(String source, Instant receivedAt) {
    public Provenance {
        source = Texts.required("source", source);
    }
}
