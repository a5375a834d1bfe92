package io.omskit.fulfillment.sourcing;

import io.omskit.fulfillment.sourcing.SourcingPlan.Take;
import io.omskit.value.Violation;
import java.util.Optional;

/**
 * The invariants of sourcing plans, stated independently of the planner. Each method answers the first violation found.
 */
public final class SourcingInvariants {
    private SourcingInvariants() {}

    /** Q1: of each line no more is shipped than is wanted, and the unmet units are what is not shipped. */
    public static Optional<Violation> q1(SourcingInput input, SourcingPlan plan) {
        long[] shipped = new long[input.lines().size()];
        for (Take take : plan.takes()) {
            if (take.line() >= shipped.length) {
                return violation("Q1", take, "the lines are numbered up to " + (shipped.length - 1));
            }
            long wanted = input.lines().get(take.line()).quantity();
            if (take.units() > wanted - shipped[take.line()]) {
                return violation("Q1", take, wanted + " are wanted, " + shipped[take.line()] + " shipped before");
            }
            shipped[take.line()] += take.units();
        }
        long unmet = 0;
        for (int line = 0; line < shipped.length; line++) {
            unmet += input.lines().get(line).quantity() - shipped[line];
        }
        return unmet == plan.unmet()
                ? Optional.empty()
                : Optional.of(
                        new Violation("Q1", "plan", unmet + " units are not shipped, " + plan.unmet() + " unmet"));
    }

    /** Q2: no source ships more of a line than it has, and each pair of source and line is named once, in order. */
    public static Optional<Violation> q2(SourcingInput input, SourcingPlan plan) {
        Take before = null;
        for (Take take : plan.takes()) {
            if (take.source() >= input.rates().size()
                    || take.line() >= input.lines().size()) {
                return violation("Q2", take, "the input has no such source and line");
            }
            if (take.units() > input.stock(take.source(), take.line())) {
                return violation("Q2", take, "only " + input.stock(take.source(), take.line()) + " are free");
            }
            if (before != null
                    && (take.source() < before.source()
                            || (take.source() == before.source() && take.line() <= before.line()))) {
                return violation("Q2", take, "comes after " + before);
            }
            before = take;
        }
        return Optional.empty();
    }

    /**
     * Q3: a unit is unmet only where all sources together are short of it. Silent for units that are not worth a parcel of
     * their own from where they are.
     */
    public static Optional<Violation> q3(SourcingInput input, SourcingPlan plan) {
        long[][] left = new long[input.rates().size()][input.lines().size()];
        for (int line = 0; line < input.lines().size(); line++) {
            for (int source = 0; source < left.length; source++) {
                left[source][line] = input.stock(source, line);
            }
        }
        long[] unmet =
                input.lines().stream().mapToLong(SourcingInput.Line::quantity).toArray();
        for (Take take : plan.takes()) {
            left[take.source()][take.line()] -= take.units();
            unmet[take.line()] -= take.units();
        }
        for (int line = 0; line < unmet.length; line++) {
            for (int source = 0; source < left.length && unmet[line] > 0; source++) {
                FreightRate rate = input.rates().get(source);
                long alone = rate.parcelCost()
                        + rate.unitCost(input.lines().get(line).weightGrams());
                if (left[source][line] > 0 && alone < input.unmetCost()) {
                    return Optional.of(new Violation(
                            "Q3",
                            "line " + line,
                            unmet[line] + " units are unmet, source " + source + " has " + left[source][line]
                                    + " left, one for " + alone));
                }
            }
        }
        return Optional.empty();
    }

    /** the cost is the fees of the sources that ship, the freight of what they ship, and the cost of what is unmet. */
    public static Optional<Violation> cost(SourcingInput input, SourcingPlan plan) {
        long cost = Math.multiplyExact(input.unmetCost(), plan.unmet());
        boolean[] ships = new boolean[input.rates().size()];
        for (Take take : plan.takes()) {
            FreightRate rate = input.rates().get(take.source());
            long freight = Math.multiplyExact(
                    rate.unitCost(input.lines().get(take.line()).weightGrams()), take.units());
            cost = Math.addExact(cost, Math.addExact(freight, ships[take.source()] ? 0 : rate.parcelCost()));
            ships[take.source()] = true;
        }
        return cost == plan.cost()
                ? Optional.empty()
                : Optional.of(new Violation("R-6.3", "plan", "costs " + cost + ", claimed are " + plan.cost()));
    }

    /** what is proven about all plans holds for this one. */
    public static Optional<Violation> bound(SourcingPlan plan) {
        return plan.bound() <= plan.cost()
                ? Optional.empty()
                : Optional.of(
                        new Violation("R-10.2", "plan", "bound " + plan.bound() + " is above the cost " + plan.cost()));
    }

    private static Optional<Violation> violation(String id, Take take, String detail) {
        return Optional.of(new Violation(
                id,
                "source " + take.source(),
                "ships " + take.units() + " units of line " + take.line() + ", but " + detail));
    }
}
