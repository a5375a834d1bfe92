package io.omskit.engine.edge;

import io.omskit.decision.Reason;
import io.omskit.fulfillment.plan.Grouping.Group;
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
 * @param plannedWith the orders in whose entries of the same row the plan of this order is kept, because it was planned
 *     together with them; a history of the order looks them up
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
        @Nullable String plan,
        List<Long> plannedWith) {
    public JournalEntry {
        events = List.copyOf(events);
        payloads = List.copyOf(payloads);
        reasons = List.copyOf(reasons);
        plannedWith = List.copyOf(plannedWith);
    }

    /**
     * What one commit did to the grouping of an order and of those that it shared work with, as far as that could move.
     *
     * @param position the place of the commit; names the regrouping when it is to be undone
     * @param at the engine's time of it
     * @param by who asked for it by name; absent where nobody did
     * @param events what happened to the order in the same commit
     * @param reasons why, in order
     * @param before the groups before
     * @param after the groups that were planned
     */
    public record Regrouping(
            long position,
            Instant at,
            @Nullable String by,
            List<String> events,
            List<Reason> reasons,
            List<Group> before,
            List<Group> after) {
        public Regrouping {
            events = List.copyOf(events);
            reasons = List.copyOf(reasons);
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }
}
