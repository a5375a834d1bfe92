package io.omskit.fulfillment.plan;

import io.omskit.decision.Decision;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.RegroupInput.Work;
import io.omskit.order.stored.StoredObject;
import java.time.DateTimeException;
import java.util.List;

/**
 * The journaled form of one decision of {@link Regroup}: what it read and what it planned, so that it can be made again.
 * Compact JSON: parts name members by their place, usual values are left out. No personal data.
 *
 * <p>Stateless and safe for several threads.
 */
public final class PlanJson {
    private PlanJson() {}

    /**
     * A decision as it was journaled.
     *
     * @param planner version of the planner that made it
     * @param input what it read
     * @param plan what it planned
     * @param before the groups that it changed, as they were before the commit that carried it out: also what is not wanted
     *     any more, and what was taken back from a source in the same commit
     */
    public record Stored(int planner, RegroupInput input, Grouping plan, List<Group> before) {
        public Stored {
            before = List.copyOf(before);
        }

        /** Decides again with this version of the planner and compares. */
        public Replay replay() {
            Decision<Grouping> now = Regroup.decide(input);
            return new Replay(planner, now, plan.difference(now.plan()));
        }
    }

    /**
     * A decision made again.
     *
     * @param planner version of the planner that made the first one
     * @param now the decision of this version, {@link Regroup#VERSION}
     * @param difference what this version plans otherwise; empty under the same version (invariant R1)
     */
    public record Replay(int planner, Decision<Grouping> now, Grouping.PlanDifference difference) {}

    /** The decision that this version of the planner made of the input. */
    public static String write(RegroupInput input, Grouping plan) {
        return write(input, plan, planned(input.works()));
    }

    /**
     * The same, where the commit that carries it out began with other groups than those the decision may change.
     *
     * @param before the groups of its orders as they are stored
     */
    public static String write(RegroupInput input, Grouping plan, List<Group> before) {
        return new PlanWriter(input).write(plan, before);
    }

    /** The groups that a decision may change, as they are. */
    static List<Group> planned(List<Work> works) {
        return works.stream()
                .filter(Work::movable)
                .map(work -> new Group(work.id(), work.source(), work.parts()))
                .toList();
    }

    /**
     * The decision that was written.
     *
     * @throws IllegalArgumentException if the text is not one
     */
    public static Stored read(String json) {
        try {
            return new PlanReader(StoredObject.parse(json)).read();
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "journaled plan cannot be read: " + e.getMessage()
                            + "\nRead it with the version that wrote it, or restore the journal row.",
                    e);
        }
    }
}
