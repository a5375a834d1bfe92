package io.omskit.order.flow;

import io.omskit.order.Handling.Meaning;
import io.omskit.order.OrderFields;
import io.omskit.rule.Fields;
import io.omskit.rule.document.ConditionLogic;
import io.omskit.rule.document.ConditionLogic.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Refuses gates that cannot have been meant: two of one type, never closing, or never to be opened again. */
final class FlowLogic {
    private FlowLogic() {}

    /**
     * What is wrong with a gate.
     *
     * @param gate its position in the flow
     */
    record Flaw(int gate, String problem, String remedy) {}

    static List<Flaw> flaws(List<Gate> gates, Fields<?> fields) {
        List<Flaw> flaws = new ArrayList<>();
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < gates.size(); i++) {
            Gate gate = gates.get(i);
            Integer before = positions.putIfAbsent(gate.type(), i);
            if (before != null) {
                flaws.add(new Flaw(
                        i,
                        "Gate '" + gate.type() + "' is there already, as number " + (before + 1) + ".",
                        "Give each gate a type of its own."));
            }
            check(gate, i, fields, flaws);
        }
        return flaws;
    }

    private static void check(Gate gate, int at, Fields<?> fields, List<Flaw> flaws) {
        if (ConditionLogic.truth(gate.when(), fields) == Truth.NEVER) {
            flaws.add(new Flaw(
                    at,
                    "Gate '" + gate.type() + "' never closes: its condition never holds.",
                    "Correct the condition, or remove the gate."));
        }
        if (gate.when().reads(OrderFields.UNPAID_SIBLINGS) && gate.expiry() == null && gate.askBack() == null) {
            flaws.add(new Flaw(
                    at,
                    "Gate '" + gate.type() + "' waits for others to pay, and has no end.",
                    "Name an expiry: some orders are never paid."));
        }
        boolean opensByItself = ConditionLogic.truth(gate.releaseWhen(), fields) != Truth.NEVER;
        AskBack question = gate.askBack();
        if (!opensByItself && !gate.hasWayOut()) {
            flaws.add(new Flaw(
                    at,
                    "Gate '" + gate.type() + "' can never be opened: nobody may, it does not expire, no answer passes"
                            + " and its release condition never holds.",
                    "Name releasers, an expiry, an answer that means PASS, or a release condition that can hold."));
        } else if (!opensByItself && gate.releasers().isEmpty() && question != null && question.canMean(Meaning.HOLD)) {
            flaws.add(new Flaw(
                    at,
                    "Gate '" + gate.type() + "' leaves an answer to a person, but nobody may open it.",
                    "Name releasers, or give the answer or the silence another meaning than HOLD."));
        }
    }
}
