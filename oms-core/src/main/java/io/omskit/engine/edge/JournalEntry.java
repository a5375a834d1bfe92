package io.omskit.engine.edge;

import io.omskit.decision.Reason;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one commit did to one order.
 *
 * @param position the place of the commit; read on from the last one
 * @param row id of the journal row, shared by the entries of one commit
 * @param at the engine's time of the decision
 * @param orderId the order
 * @param events what happened: {@code FOLDED, PLANNED, RELEASED, SHIPPED ...}
 * @param previous the journal row that told of this order before, 0 if there is none
 * @param payloads raw payloads that were read
 * @param book rule book and version of the review, where one was asked
 * @param reasons why, in order
 * @param plan what the plan was decided from and what it was, as stored by {@code PlanJson}; absent where nothing was
 *     planned
 */
public record JournalEntry(
        long position,
        long row,
        Instant at,
        long orderId,
        List<String> events,
        long previous,
        List<Long> payloads,
        @Nullable String book,
        List<Reason> reasons,
        @Nullable String plan) {
    public JournalEntry {
        events = List.copyOf(events);
        payloads = List.copyOf(payloads);
        reasons = List.copyOf(reasons);
    }
}
