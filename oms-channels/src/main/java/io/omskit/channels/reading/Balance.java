package io.omskit.channels.reading;

import io.omskit.connect.Problem;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.value.Money;
import java.util.ArrayList;
import java.util.List;

/** Flags what the sums of an order do not explain; such an order is never refused. Source: channel reference, rule 1. */
final class Balance {
    private Balance() {}

    static Fact flagged(Fact fact) {
        if (!(fact instanceof OrderFact order)) {
            return fact;
        }
        List<Problem> found = problems(order);
        return found.isEmpty() ? order : with(order, found);
    }

    private static List<Problem> problems(OrderFact order) {
        List<Problem> found = new ArrayList<>(0);
        Money rest = order.amounts().unexplained();
        if (rest != null && !rest.isZero()) {
            found.add(new Problem("$.payable", "differs by " + rest + " from what the parts add up to"));
        }
        Money goods = order.amounts().goods();
        if (goods != null && !order.lines().isEmpty()) {
            Money lines = Money.zero(goods.currency());
            for (OrderFact.Line line : order.lines()) {
                lines = lines.plus(line.amount());
            }
            if (!lines.equals(goods)) {
                found.add(new Problem("$.goods", "is " + goods + " but the lines add up to " + lines));
            }
        }
        return found;
    }

    private static OrderFact with(OrderFact order, List<Problem> more) {
        List<Problem> problems = new ArrayList<>(order.problems());
        problems.addAll(more);
        return new OrderFact(
                order.ref(),
                order.revision(),
                order.provenance(),
                order.kind(),
                order.status(),
                order.rawStatus(),
                order.terms(),
                order.placedAt(),
                order.paidAt(),
                order.shipBy(),
                order.closedAt(),
                order.presale(),
                order.amounts(),
                order.lines(),
                order.blocks(),
                order.related(),
                order.flags(),
                order.region(),
                order.personal(),
                problems);
    }
}
