package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.Decision;
import io.omskit.order.flow.Gate;
import io.omskit.order.flow.OrderFlow;
import io.omskit.order.flow.Treatment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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
    void theHeadlineIsTheFirstGateInFlowOrderThatStopsSomething(@ForAll long seed) {
        Orders random = new Orders(seed);
        OrderFlow flow = OrderFlow.standard(Duration.ofMinutes(random.below(60)));
        Instant now = Facts.minute(random.below(120));
        Order applied = flow.apply(order(random), now).plan().order();
        String expected = flow.gates().stream()
                .map(Gate::type)
                .filter(type -> isStopped(applied, type, now))
                .findFirst()
                .orElse(null);
        assertEquals(Optional.ofNullable(expected), flow.waitingAt(applied, now).map(Gate::type));
        Optional<String> waits = OrderStatus.waitingAt(applied, now).map(Hold::type);
        if (expected != null) {
            assertEquals(Optional.of(expected), waits, "other holds come after the gates");
        }
        String without = OrderStatus.headlineOf(applied.withHolds(List.of()), now);
        assertEquals(waits.orElse(without), OrderStatus.headlineOf(applied, now));
    }

    @Property
    void theHeadlineDoesNotDependOnTheOrderInWhichGatesClosed(@ForAll long seed) {
        Orders random = new Orders(seed);
        OrderFlow flow = OrderFlow.standard(Duration.ofMinutes(random.below(60)));
        Instant now = Facts.minute(random.below(120));
        Order applied = flow.apply(order(random), now).plan().order();
        List<Hold> flows = new ArrayList<>();
        List<Hold> others = new ArrayList<>();
        applied.holds().forEach(hold -> (hold.owner().equals(Hold.FLOW) ? flows : others).add(hold));
        Collections.shuffle(flows, new Random(seed));
        List<Hold> shuffled = new ArrayList<>(others);
        shuffled.addAll(flows);

        Order again = flow.apply(applied.withHolds(shuffled), now).plan().order();

        assertEquals(OrderStatus.headlineOf(applied, now), OrderStatus.headlineOf(again, now));
        assertEquals(OrderStatus.waitingAt(applied, now), OrderStatus.waitingAt(again, now));
        assertEquals(foreign(applied), foreign(again), "what no gate has set keeps its order");
    }

    /** Whether a gate of the flow keeps anything of the order from its next step. */
    private static boolean isStopped(Order order, String gate, Instant now) {
        return order.holds().stream()
                .filter(hold -> hold.owner().equals(Hold.FLOW) && hold.handle().equals(gate))
                .anyMatch(hold -> OrderStatus.waitingAt(order.withHolds(List.of(hold)), now)
                        .isPresent());
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
