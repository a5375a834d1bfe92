package io.omskit.engine.edge;

import io.omskit.catalog.Sku;
import io.omskit.decision.Explanation;
import io.omskit.decision.Reason;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Hold;
import io.omskit.order.edit.Arrangement;
import io.omskit.stock.StockMovement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something the host wants done now and whose answer it needs. Goes straight through Process, in a commit of its own or in
 * the host's transaction.
 */
public sealed interface Command {
    /**
     * Opens a gate of an order by hand.
     *
     * @param orderId the order
     * @param gate type of the gate, for example {@code REVIEW}, or of a hold that a review rule has set
     * @param by who opens it; a gate that needs several approvals needs several people
     * @param role in which he does; one of those that the gate names
     */
    record OpenGate(long orderId, String gate, String by, String role) implements Command {
        /** By a reviewer. */
        public OpenGate(long orderId, String gate, String by) {
            this(orderId, gate, by, "reviewer");
        }
    }

    /**
     * The customer's answer to a question that a gate or a rule has asked.
     *
     * @param orderId the order
     * @param gate the gate or hold that waits for it
     * @param answer one of the possible answers
     */
    record Answer(long orderId, String gate, String answer) implements Command {}

    /**
     * Sets a hold; one that is there already changes nothing. Refused for a line that the order does not have, an owner that the engine uses
     * itself, an owner or a handle that is blank, and an end that is over.
     *
     * @param orderId the order
     * @param hold what it blocks and why
     */
    record PlaceHold(long orderId, Hold hold) implements Command {}

    /**
     * Lifts a hold; the engine's own gates, and what review rules hold, are opened with {@link OpenGate}.
     *
     * @param orderId the order
     * @param owner who set it
     * @param handle its handle
     * @param everywhere whether that of the order and those of all its lines are lifted
     * @param lineId the one line, absent for the order as a whole; counts unless everywhere
     */
    record LiftHold(
            long orderId,
            String owner,
            String handle,
            boolean everywhere,
            @Nullable String lineId) implements Command {
        /** On the order and on all its lines. */
        public LiftHold(long orderId, String owner, String handle) {
            this(orderId, owner, handle, true, null);
        }
    }

    /**
     * Cancels units of a line without a refund; money is another command. Allowed up to packed (rule ).
     *
     * @param orderId the order
     * @param lineId the line
     * @param units in steps of the line's measure
     */
    record CancelUnits(long orderId, String lineId, long units) implements Command {}

    /**
     * Exchanges units that have left: they come back, and something else goes out (rule ). No money moves.
     *
     * @param orderId the order
     * @param reference the host's number of the exchange; sending it again changes nothing
     * @param lineId the line whose units come back
     * @param units how many, in steps of the line's measure
     * @param sku what goes out instead
     * @param quantity how much of it, in steps of its measure
     * @param afterReturn whether it waits until the units are back
     */
    record Exchange(
            long orderId, String reference, String lineId, long units, Sku sku, long quantity, boolean afterReturn)
            implements Command {}

    /**
     * Calls an exchange off; what of it is packed cannot be called off any more.
     *
     * @param orderId the order
     * @param reference the host's number of the exchange
     */
    record CallOffExchange(long orderId, String reference) implements Command {}

    /**
     * Says by hand how units are to travel: from which source, apart, together, presale with spot goods or not. It counts for
     * every later plan until it is replaced; what cannot be kept is told.
     *
     * @param orderId the order that keeps it
     * @param arrangements all that is to count for it from now on; none takes everything back
     */
    record Arrange(long orderId, List<Arrangement> arrangements) implements Command {
        public Arrange {
            arrangements = List.copyOf(arrangements);
        }
    }

    /**
     * Takes orders that travel together apart, and keeps them apart. Only before anything of them was released.
     *
     * @param orderId one of them
     * @param by who says so
     */
    record Unmerge(long orderId, String by) implements Command {}

    /**
     * Brings a grouping back out of the journal: who travels with whom, from where, in how many parcels, before a regrouping
     * and all that came after it. What of it has left or is not wanted any more is told; where goods are not there any more
     * they are planned anew. The grouping then stands until what was ordered or who is to get it changes, or until somebody
     * arranges the order, takes it apart or undoes again. Nothing but the grouping is touched (rule, invariant Q4).
     *
     * @param orderId the order; those that share or shared work with it come along
     * @param position the regrouping to undo, as listed by {@code Fulfillment.regroupings}; {@link #LAST} for the last one
     * @param by who says so
     */
    record Undo(long orderId, long position, String by) implements Command {
        /** In place of a position: the last regrouping whose undoing changes something. */
        public static final long LAST = 0;

        /** Undoes the last regrouping. */
        public Undo(long orderId, String by) {
            this(orderId, LAST, by);
        }
    }

    /**
     * Books stock: goods received, corrections, damage. A movement is booked once under its kind, its cell and its reference, so a
     * command whose answer was lost may be sent again: what is booked already is refused as {@code ALREADY_BOOKED}.
     *
     * <p>A reservation is ended by what is released and committed under its own reference, and by no more than was reserved;
     * what fulfillment orders have reserved only the engine ends.
     *
     * @param movements what to book, each under a reference of its own; all or nothing
     */
    record MoveStock(List<StockMovement> movements) implements Command {
        public MoveStock {
            movements = List.copyOf(movements);
        }
    }

    /**
     * What a source or a carrier reports about a fulfillment order.
     *
     * @param report packed, shipped, delivered, returned ...
     */
    record Report(SourceReport report) implements Command {}

    /**
     * Looks at an order again: after stock arrived, the catalog changed, or a policy was replaced.
     *
     * @param orderId the order
     */
    record Replan(long orderId) implements Command {}

    /**
     * Closes an alert that somebody has looked at; one that is not open is no error. It opens again when what raised it happens
     * again.
     *
     * @param orderId the order
     * @param type as in the alert view, for example {@code INTERCEPT}
     */
    record SettleAlert(long orderId, String type) implements Command {}

    /**
     * Deletes everything personal of an order: its sealed block and the raw payloads that told of it, also those that are
     * accepted and not read yet. What was sold stays. What the channel tells again later is kept again.
     *
     * @param orderId the order
     */
    record Forget(long orderId) implements Command {}

    /**
     * The answer.
     *
     * @param done whether it was done
     * @param explanation why not, or what followed
     */
    record Result(boolean done, Explanation explanation) {
        /** Done, with what followed. */
        public static Result done(List<Reason> reasons) {
            return new Result(true, Explanation.of(reasons.toArray(Reason[]::new)));
        }

        /** Not done, and why. */
        public static Result refused(String code, String subject, Object... figures) {
            return refused(Reason.of(code, subject, figures));
        }

        /** Not done, and why. */
        public static Result refused(Reason why) {
            return new Result(false, Explanation.of(why));
        }
    }
}
