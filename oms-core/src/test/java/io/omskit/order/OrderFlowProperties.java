package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.Decision;
import io.omskit.order.flow.OrderFlow;
import io.omskit.order.flow.Treatment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The flow decides from the order and the moment alone, and deciding again changes nothing. */
class OrderFlowProperties {

    @Property
    void applyingTwiceIsApplyingOnce(@ForAll long seed) {
        Orders random = new Orders(seed);
        OrderFlow flow = OrderFlow.standard(Duration.ofMinutes(random.below(60)));
        Order order = order(random);
        Instant now = Facts.minute(random.below(120));
        Order once = flow.apply(order, now).plan().order();
        Decision<Treatment> again = flow.apply(once, now);
        assertEquals(once, again.plan().order());
        assertEquals(List.of(), again.explanation().reasons());
    }

    @Property
    void theSameOrderAtTheSameMomentGetsTheSameHolds(@ForAll long seed) {
        Orders random = new Orders(seed);
        Order order = order(random);
        Instant now = Facts.minute(random.below(120));
        assertEquals(
                OrderFlow.standard(Duration.ofMinutes(7)).apply(order, now),
                OrderFlow.standard(Duration.ofMinutes(7)).apply(order, now));
    }

    @Property
    void theFlowTouchesNothingButItsOwnHoldsAndPasses(@ForAll long seed) {
        Orders random = new Orders(seed);
        Order order = order(random);
        Order applied = OrderFlow.standard(Duration.ofMinutes(7))
                .apply(order, Facts.minute(random.below(120)))
                .plan()
                .order();
        assertEquals(foreign(order), foreign(applied));
        assertEquals(order.sale(), applied.sale());
        assertEquals(order.demands(), applied.demands());
        assertTrue(applied.passes().containsAll(order.passes()));
    }

    @Property
    void anOrderWaitsAtAGateExactlyWhileAFlowHoldIsAlive(@ForAll long seed) {
        Orders random = new Orders(seed);
        OrderFlow flow = OrderFlow.standard(Duration.ofMinutes(random.below(60)));
        Instant now = Facts.minute(random.below(120));
        Order applied = flow.apply(order(random), now).plan().order();
        boolean held = applied.holds().stream()
                .anyMatch(hold -> hold.owner().equals(Hold.FLOW)
                        && flow.gate(hold.handle()).isPresent());
        assertEquals(held, flow.waitingAt(applied, now).isPresent());
    }

    private static List<Hold> foreign(Order order) {
        return order.holds().stream()
                .filter(hold -> !hold.owner().equals(Hold.FLOW))
                .toList();
    }

    /** Sale and holds of any kind; the passes are a random part of those of the flow. */
    private static Order order(Orders random) {
        Order any = random.anyOrder();
        Order order = Order.expected(any.id(), any.ref(), any.firstSeenAt())
                .withDemands(any.demands())
                .withHolds(any.holds());
        Sale sale = Sale.EXPECTED;
        for (Object fact : random.story()) {
            sale = random.chance(20) ? sale : Facts.fold(sale, fact);
        }
        return random.chance(40)
                ? order.withSale(sale).withPass(new Order.Pass("REVIEW", "host", Facts.minute(1)))
                : order.withSale(sale);
    }
}
