package io.omskit.examples.benchmarks;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import io.omskit.fulfillment.sourcing.FreightRate;
import io.omskit.fulfillment.sourcing.SourcingInput;

/** A question of freight alone as a model of CP-SAT: which sources open, and how much of each line each of them ships. */
final class FreightModel {
    private final CpModel model = new CpModel();
    private final LinearExprBuilder cost = LinearExpr.newBuilder();
    private final LinearExprBuilder unmet = LinearExpr.newBuilder();

    FreightModel(SourcingInput input) {
        int lines = input.lines().size();
        LinearExprBuilder[] left = new LinearExprBuilder[lines];
        for (int line = 0; line < lines; line++) {
            left[line] = LinearExpr.newBuilder().add(input.lines().get(line).quantity());
        }
        for (int source = 0; source < input.rates().size(); source++) {
            FreightRate rate = input.rates().get(source);
            BoolVar open = model.newBoolVar("open " + source);
            cost.addTerm(open, rate.parcelCost());
            for (int line = 0; line < lines; line++) {
                SourcingInput.Line wanted = input.lines().get(line);
                long most = Math.min(wanted.quantity(), input.stock(source, line));
                IntVar units = model.newIntVar(0, most, "units " + source + " " + line);
                model.addLessOrEqual(units, LinearExpr.term(open, most));
                cost.addTerm(units, rate.unitCost(wanted.weightGrams()));
                left[line].addTerm(units, -1);
            }
        }
        for (LinearExprBuilder one : left) {
            LinearExpr rest = one.build();
            model.addGreaterOrEqual(rest, 0);
            cost.addTerm(rest, input.unmetCost());
            unmet.add(rest);
        }
    }

    /**
     * The best plan.
     *
     * @param cost what it costs
     * @param unmet units that it does not ship
     */
    record Best(long cost, long unmet) {}

    Best solve() {
        model.minimize(cost);
        CpSolver solver = new CpSolver();
        solver.getParameters().setNumWorkers(1);
        CpSolverStatus status = solver.solve(model);
        if (status != CpSolverStatus.OPTIMAL) {
            throw new IllegalStateException("CP-SAT ends with " + status + ".\nCheck the model: " + model.validate());
        }
        return new Best(solver.value(cost), solver.value(unmet));
    }
}
