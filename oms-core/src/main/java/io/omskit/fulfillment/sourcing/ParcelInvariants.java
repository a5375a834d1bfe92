package io.omskit.fulfillment.sourcing;

import io.omskit.fulfillment.sourcing.ParcelInput.Draw;
import io.omskit.fulfillment.sourcing.ParcelInput.Line;
import io.omskit.fulfillment.sourcing.ParcelPlan.Parcel;
import io.omskit.value.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What must hold of parcels, and what they cost, stated independently of the planner. */
public final class ParcelInvariants {
    private ParcelInvariants() {}

    /** Whether parcels answer the question without breaking anything; the first thing that is broken. */
    public static Optional<Violation> holds(ParcelInput input, List<Parcel> parcels) {
        return amounts(input, parcels)
                .or(() -> stock(input, parcels))
                .or(() -> parcels.stream()
                        .flatMap(parcel -> contents(input, parcel).stream())
                        .findFirst())
                .or(() -> parts(input, parcels));
    }

    /** What is unmet, in steps, then every level of cost. */
    public static List<Long> cost(ParcelInput input, List<Parcel> parcels) {
        List<Long> cost = new ArrayList<>();
        long unmet = 0;
        for (int line = 0; line < input.lines().size(); line++) {
            unmet += left(input, parcels, line) * input.lines().get(line).steps();
        }
        cost.add(unmet);
        int levels = input.places().isEmpty() ? 0 : input.places().get(0).fee().size();
        for (int level = 0; level < levels; level++) {
            long sum = 0;
            for (Parcel parcel : parcels) {
                sum += input.places().get(parcel.place()).fee().get(level);
                for (int line = 0; line < input.lines().size(); line++) {
                    List<Long> unit = input.lines().get(line).costs().get(parcel.place());
                    sum += unit == null ? 0 : parcel.units().get(line) * unit.get(level);
                }
            }
            cost.add(sum);
        }
        return cost;
    }

    /** Costs compared level after level. */
    public static int compare(List<Long> left, List<Long> right) {
        for (int level = 0; level < left.size(); level++) {
            int compared = Long.compare(left.get(level), right.get(level));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }

    private static long left(ParcelInput input, List<Parcel> parcels, int line) {
        long left = input.lines().get(line).quantity();
        for (Parcel parcel : parcels) {
            left -= parcel.units().get(line);
        }
        return left;
    }

    private static Optional<Violation> amounts(ParcelInput input, List<Parcel> parcels) {
        for (int line = 0; line < input.lines().size(); line++) {
            if (left(input, parcels, line) < 0) {
                return violation("Q1", "line " + line, "more is in parcels than is wanted");
            }
        }
        return Optional.empty();
    }

    private static Optional<Violation> stock(ParcelInput input, List<Parcel> parcels) {
        for (int at = 0; at < input.places().size(); at++) {
            long[] taken = new long[input.places().get(at).free().size()];
            long count = 0;
            for (Parcel parcel : parcels) {
                count += parcel.place() == at ? 1 : 0;
                for (int line = 0; parcel.place() == at && line < input.lines().size(); line++) {
                    for (Draw draw : input.lines().get(line).draws()) {
                        taken[draw.sku()] += parcel.units().get(line) * draw.steps();
                    }
                }
            }
            for (int sku = 0; sku < taken.length; sku++) {
                if (taken[sku] > input.places().get(at).free().get(sku)) {
                    return violation("Q2", "place " + at, taken[sku] + " of SKU " + sku + " are not free");
                }
            }
            if (count > input.places().get(at).parcels()) {
                return violation("R-10.2", "place " + at, count + " parcels are more than it can send");
            }
        }
        return Optional.empty();
    }

    private static Optional<Violation> contents(ParcelInput input, Parcel parcel) {
        long all = parcel.units().stream().mapToLong(Long::longValue).sum();
        long[] load = new long[4];
        for (int i = 0; i < input.lines().size(); i++) {
            long units = parcel.units().get(i);
            Line line = input.lines().get(i);
            if (units == 0) {
                continue;
            }
            if (line.costs().get(parcel.place()) == null) {
                return violation("R-10.2", "line " + i, "may not start at place " + parcel.place());
            }
            if (line.alone() && all > 1) {
                return violation("R-6.1", "line " + i, "does not travel alone");
            }
            for (int other : line.apart()) {
                if (parcel.units().get(other) > 0) {
                    return violation("R-6.1", "line " + i, "shares a parcel with line " + other);
                }
            }
            if (!line.company().isEmpty()
                    && line.company().stream().noneMatch(host -> parcel.units().get(host) > 0)) {
                return violation("R-6.1", "line " + i, "is in a parcel without its company");
            }
            long[] one = line.load().toArray();
            for (int d = 0; d < load.length; d++) {
                load[d] += units * one[d];
            }
        }
        long[] limit = input.limit().toArray();
        for (int d = 0; d < load.length; d++) {
            if (all > 1 && load[d] > limit[d]) {
                return violation("R-6.1", "parcel at place " + parcel.place(), load[d] + " is over " + limit[d]);
            }
        }
        return all == 0 ? violation("Q1", "parcel at place " + parcel.place(), "is empty") : Optional.empty();
    }

    private static Optional<Violation> parts(ParcelInput input, List<Parcel> parcels) {
        long[] worth = new long[input.places().size() + 1];
        boolean[] counts = new boolean[worth.length];
        for (int line = 0; line < input.lines().size(); line++) {
            long each = input.lines().get(line).load().worth();
            long left = left(input, parcels, line);
            worth[worth.length - 1] += left * each;
            counts[worth.length - 1] |= left > 0;
            for (Parcel parcel : parcels) {
                worth[parcel.place()] += parcel.units().get(line) * each;
                counts[parcel.place()] = true;
            }
        }
        int parts = 0;
        boolean enough = true;
        for (int part = 0; part < worth.length; part++) {
            parts += counts[part] ? 1 : 0;
            enough &= !counts[part] || worth[part] >= input.leastPart();
        }
        return parts < 2 || enough
                ? Optional.empty()
                : violation("R-6.3", "parts", "one is worth less than " + input.leastPart());
    }

    private static Optional<Violation> violation(String id, String subject, String detail) {
        return Optional.of(new Violation(id, subject, detail));
    }
}
