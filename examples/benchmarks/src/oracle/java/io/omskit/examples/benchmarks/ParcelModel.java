package io.omskit.examples.benchmarks;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import io.omskit.fulfillment.sourcing.ParcelInput;
import io.omskit.fulfillment.sourcing.ParcelInput.Draw;
import io.omskit.fulfillment.sourcing.ParcelInput.Line;
import io.omskit.fulfillment.sourcing.ParcelInput.Load;
import io.omskit.fulfillment.sourcing.ParcelInput.Place;
import io.omskit.fulfillment.sourcing.ParcelPlan.Parcel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A question of parcels as a model of CP-SAT, written from what {@link ParcelInput} says and sharing nothing with the
 * planner: every place has slots, each of which is a parcel or empty. The levels of cost are minimized one after the other.
 */
final class ParcelModel {
    /** What the solver may work on one level, in its own measure, which is the same on every machine. */
    private static final double EFFORT = 5;

    private final ParcelInput input;
    private final int most;
    private final CpModel model = new CpModel();
    private final List<Slot> slots = new ArrayList<>();
    private final List<IntVar> counts = new ArrayList<>();
    private final List<BoolVar> flags = new ArrayList<>();
    private final List<LinearExpr> left = new ArrayList<>();

    /** A parcel that may be sent from a place: whether it is, and what it holds by line. */
    private record Slot(int place, BoolVar used, List<IntVar> units, List<BoolVar> holds, LinearExpr all) {}

    /**
     * The best parcels.
     *
     * @param parcels what the solver found
     * @param proven whether it has proven every level
     */
    record Best(List<Parcel> parcels, boolean proven) {}

    ParcelModel(ParcelInput input, int most) {
        this.input = input;
        this.most = most;
        for (int place = 0; place < input.places().size(); place++) {
            addSlots(place);
        }
        for (int line = 0; line < input.lines().size(); line++) {
            LinearExprBuilder rest =
                    LinearExpr.newBuilder().add(input.lines().get(line).quantity());
            for (Slot slot : slots) {
                rest.addTerm(slot.units.get(line), -1);
            }
            left.add(rest.build());
            model.addGreaterOrEqual(left.get(line), 0);
        }
        model.addLessOrEqual(LinearExpr.sum(slots.stream().map(Slot::used).toArray(BoolVar[]::new)), most);
        addWorthOfParts();
    }

    private BoolVar flag(String name) {
        BoolVar flag = model.newBoolVar(name);
        flags.add(flag);
        return flag;
    }

    private void addSlots(int at) {
        Place place = input.places().get(at);
        long[] here = new long[input.lines().size()];
        for (int line = 0; line < here.length; line++) {
            here[line] = unitsHere(input.lines().get(line), at);
        }
        long count =
                Math.min(most, Math.min(place.parcels(), Arrays.stream(here).sum()));
        Slot before = null;
        List<Slot> own = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            Slot slot = slot(at, here);
            own.add(slot);
            if (before != null) {
                model.addGreaterOrEqual(before.all, slot.all);
            }
            before = slot;
        }
        for (int sku = 0; sku < place.free().size(); sku++) {
            LinearExprBuilder taken = LinearExpr.newBuilder();
            for (Slot slot : own) {
                addDraws(taken, slot, sku);
            }
            model.addLessOrEqual(taken, place.free().get(sku));
        }
        slots.addAll(own);
    }

    private void addDraws(LinearExprBuilder taken, Slot slot, int sku) {
        for (int line = 0; line < slot.units.size(); line++) {
            for (Draw draw : input.lines().get(line).draws()) {
                if (draw.sku() == sku) {
                    taken.addTerm(slot.units.get(line), draw.steps());
                }
            }
        }
    }

    private long unitsHere(Line line, int at) {
        long units = line.costs().get(at) == null ? 0 : line.quantity();
        for (Draw draw : line.draws()) {
            units = Math.min(units, input.places().get(at).free().get(draw.sku()) / draw.steps());
        }
        return units;
    }

    private Slot slot(int at, long[] here) {
        int lines = here.length;
        BoolVar used = flag("used");
        IntVar[] units = new IntVar[lines];
        BoolVar[] holds = new BoolVar[lines];
        for (int line = 0; line < lines; line++) {
            units[line] = model.newIntVar(0, here[line], "units");
            counts.add(units[line]);
            holds[line] = flag("holds");
            model.addLessOrEqual(units[line], LinearExpr.term(holds[line], here[line]));
            model.addGreaterOrEqual(units[line], holds[line]);
            model.addImplication(holds[line], used);
        }
        Slot slot = new Slot(at, used, List.of(units), List.of(holds), LinearExpr.sum(units));
        model.addGreaterOrEqual(slot.all, used);
        addCompany(slot);
        addLimits(slot);
        return slot;
    }

    private void addCompany(Slot slot) {
        for (int line = 0; line < slot.units.size(); line++) {
            Line wanted = input.lines().get(line);
            if (isAlone(line)) {
                model.addLessOrEqual(slot.all, 1).onlyEnforceIf(slot.holds.get(line));
            }
            for (int other : wanted.apart()) {
                model.addAtMostOne(new Literal[] {slot.holds.get(line), slot.holds.get(other)});
            }
            if (!wanted.company().isEmpty()) {
                List<Literal> either =
                        new ArrayList<>(List.of(slot.holds.get(line).not()));
                wanted.company().forEach(host -> either.add(slot.holds.get(host)));
                model.addBoolOr(either);
            }
        }
    }

    /** What is more than the limit by itself travels alone; all else has to fit. */
    private void addLimits(Slot slot) {
        long[] limit = amounts(input.limit());
        for (int d = 0; d < limit.length; d++) {
            LinearExprBuilder load = LinearExpr.newBuilder();
            for (int line = 0; line < slot.units.size(); line++) {
                load.addTerm(
                        slot.units.get(line),
                        isAlone(line) ? 0 : amounts(input.lines().get(line).load())[d]);
            }
            if (limit[d] != ParcelInput.UNLIMITED) {
                model.addLessOrEqual(load, LinearExpr.term(slot.used, limit[d]));
            }
        }
    }

    private boolean isAlone(int line) {
        boolean alone = input.lines().get(line).alone();
        long[] limit = amounts(input.limit());
        for (int d = 0; d < limit.length; d++) {
            alone |= amounts(input.lines().get(line).load())[d] > limit[d];
        }
        return alone;
    }

    private static long[] amounts(Load load) {
        return new long[] {load.weight(), load.volume(), load.pieces(), load.worth()};
    }

    /** Where there is more than one part, what is left over included, each is worth enough. */
    private void addWorthOfParts() {
        if (input.leastPart() == 0) {
            return;
        }
        BoolVar parted = flag("parted");
        LinearExprBuilder parts = LinearExpr.newBuilder();
        for (int place = 0; place < input.places().size(); place++) {
            int at = place;
            List<Slot> own = slots.stream().filter(slot -> slot.place == at).toList();
            LinearExprBuilder worth = LinearExpr.newBuilder();
            LinearExprBuilder parcels = LinearExpr.newBuilder();
            for (Slot slot : own) {
                parcels.add(slot.used);
                for (int line = 0; line < slot.units.size(); line++) {
                    worth.addTerm(
                            slot.units.get(line), input.lines().get(line).load().worth());
                }
            }
            addPart(parcels.build(), worth.build(), parted, parts);
        }
        LinearExprBuilder worth = LinearExpr.newBuilder();
        LinearExprBuilder units = LinearExpr.newBuilder();
        for (int line = 0; line < left.size(); line++) {
            units.add(left.get(line));
            worth.addTerm(left.get(line), input.lines().get(line).load().worth());
        }
        addPart(units.build(), worth.build(), parted, parts);
        model.addLessOrEqual(parts, 1).onlyEnforceIf(parted.not());
    }

    private void addPart(LinearExpr amount, LinearExpr worth, BoolVar parted, LinearExprBuilder parts) {
        BoolVar counts = flag("counts");
        model.addGreaterOrEqual(amount, 1).onlyEnforceIf(counts);
        model.addEquality(amount, 0).onlyEnforceIf(counts.not());
        model.addGreaterOrEqual(worth, input.leastPart()).onlyEnforceIf(new Literal[] {counts, parted});
        parts.add(counts);
    }

    private LinearExpr unmet() {
        LinearExprBuilder unmet = LinearExpr.newBuilder();
        for (int line = 0; line < left.size(); line++) {
            long steps = input.lines().get(line).draws().stream()
                    .mapToLong(Draw::steps)
                    .sum();
            unmet.addTerm(left.get(line), steps);
        }
        return unmet.build();
    }

    private LinearExpr level(int level) {
        LinearExprBuilder cost = LinearExpr.newBuilder();
        for (Slot slot : slots) {
            cost.addTerm(slot.used, input.places().get(slot.place).fee().get(level));
            for (int line = 0; line < slot.units.size(); line++) {
                List<Long> unit = input.lines().get(line).costs().get(slot.place);
                cost.addTerm(slot.units.get(line), unit == null ? 0 : unit.get(level));
            }
        }
        return cost.build();
    }

    Best solve() {
        List<LinearExpr> levels = new ArrayList<>(List.of(unmet()));
        for (int level = 0; level < input.places().get(0).fee().size(); level++) {
            levels.add(level(level));
        }
        List<Parcel> parcels = List.of();
        for (LinearExpr level : levels) {
            model.minimize(level);
            CpSolver solver = new CpSolver();
            solver.getParameters().setNumWorkers(1).setMaxDeterministicTime(EFFORT);
            CpSolverStatus status = solver.solve(model);
            if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
                return new Best(parcels, false);
            }
            parcels = parcels(solver);
            if (status == CpSolverStatus.FEASIBLE) {
                return new Best(parcels, false);
            }
            model.clearObjective();
            model.addEquality(level, solver.value(level));
            hint(solver);
        }
        return new Best(parcels, true);
    }

    private void hint(CpSolver solver) {
        model.clearHints();
        counts.forEach(count -> model.addHint(count, solver.value(count)));
        flags.forEach(flag -> model.addHint(flag, solver.booleanValue(flag)));
    }

    private List<Parcel> parcels(CpSolver solver) {
        return slots.stream()
                .filter(slot -> solver.booleanValue(slot.used))
                .map(slot -> new Parcel(
                        slot.place, slot.units.stream().map(solver::value).toList()))
                .sorted(Comparator.comparingInt(Parcel::place))
                .toList();
    }
}
