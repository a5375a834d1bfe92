package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Reconciling demands with the sale is idempotent and keeps invariant Q1. */
class DemandsProperties {

    @Property
    void theBooksBalanceAfterEveryFactAndDoingItAgainChangesNothing(@ForAll long seed) {
        Orders random = new Orders(seed);
        List<OrderFact.Line> lines = lines(random);
        KnownGoods catalog = new KnownGoods();
        Order order = Order.expected(1, Orders.REF, Orders.START);
        for (int step = 1 + random.below(8); step > 0; step--) {
            order = order.withSale(Facts.fold(order.sale(), someFact(random, lines)));
            learn(random, catalog, lines);
            order = Demands.reconcile(order, catalog);
            assertEquals(Optional.empty(), OrderInvariants.q1(order));
            assertSame(order, Demands.reconcile(order, catalog));
        }
    }

    @Property
    void theEndDoesNotDependOnTheOrderOfTheFacts(@ForAll long seed) {
        Orders random = new Orders(seed);
        List<OrderFact.Line> lines = lines(random);
        KnownGoods catalog = new KnownGoods();
        lines.forEach(catalog::sku);
        List<Object> facts = random.several(6, () -> someFact(random, lines));
        Order one = fold(facts, catalog);
        random.shuffle(facts);
        assertEquals(wanted(one, lines), wanted(fold(facts, catalog), lines));
    }

    @Property
    void whatIsAllocatedIsGivenBackBeforeAnythingElseIsLost(@ForAll long seed) {
        Orders random = new Orders(seed);
        List<OrderFact.Line> lines = lines(random);
        KnownGoods catalog = new KnownGoods();
        lines.forEach(catalog::sku);
        Order order = fold(List.of(reading(1, PlatformStatus.TO_SHIP, lines)), catalog);
        for (Demand demand : order.demands()) {
            long allocated = random.below((int) demand.needed() + 1);
            long missing = random.below((int) (demand.needed() - allocated) + 1);
            long shipped = random.below((int) allocated + 1);
            order = order.withDemand(demand.withPlan(demand.needed() - allocated - missing, missing, allocated)
                    .withProgress(Progress.NONE.ship(shipped)));
        }
        Order changed = Demands.reconcile(order.withSale(Facts.fold(order.sale(), someFact(random, lines))), catalog);
        for (Demand demand : changed.demands()) {
            long sum = demand.unplanned() + demand.missing() + demand.allocated() + demand.canceled();
            assertEquals(demand.needed(), sum);
            assertTrue(demand.missing() >= 0 && demand.canceled() >= 0, demand::toString);
            long free = demand.needed() - demand.canceled() - demand.allocated();
            assertTrue(demand.unplanned() >= Math.min(0, free), demand::toString);
            assertTrue(demand.needed() - demand.canceled() >= demand.progress().shipped(), demand::toString);
            assertEquals(order.demands().get(demand.index()).allocated(), demand.allocated());
        }
    }

    /** What is still wanted of each line, whatever the index of its demand. */
    private static List<Long> wanted(Order order, List<OrderFact.Line> lines) {
        return lines.stream()
                .map(line -> order.demands().stream()
                        .filter(demand -> demand.lineId().equals(line.id()))
                        .mapToLong(demand -> demand.needed() - demand.canceled())
                        .sum())
                .toList();
    }

    private static Order fold(List<Object> facts, KnownGoods catalog) {
        Order order = Order.expected(1, Orders.REF, Orders.START);
        for (Object fact : facts) {
            order = Demands.reconcile(order.withSale(Facts.fold(order.sale(), fact)), catalog);
        }
        return order;
    }

    private static List<OrderFact.Line> lines(Orders random) {
        List<OrderFact.Line> lines = new ArrayList<>();
        for (int i = 1 + random.below(3); i > 0; i--) {
            Quantity quantity = random.chance(75)
                    ? Quantity.pieces(random.below(5))
                    : Quantity.of(random.below(3_000), Measure.KILOGRAM);
            lines.add(Facts.line("L" + i, quantity, 100, random.below(5_000)));
        }
        return lines;
    }

    private static void learn(Orders random, KnownGoods catalog, List<OrderFact.Line> lines) {
        OrderFact.Line line = random.pick(lines);
        if (line.quantity().isWeighed() || random.chance(60)) {
            catalog.sku(line);
        } else {
            catalog.bundle(line);
        }
    }

    private static Object someFact(Orders random, List<OrderFact.Line> lines) {
        if (random.chance(40)) {
            OrderFact.Line line = random.pick(lines);
            return Facts.refund(
                    "R" + random.below(3),
                    random.below(5),
                    line.id(),
                    random.maybe(() ->
                            Quantity.of(1 + random.below(4), line.quantity().measure())),
                    random.maybe(() -> Facts.cny(random.below(5_000))),
                    random.pick(RefundFact.Status.values()),
                    random.pick(RefundFact.Phase.values()));
        }
        List<OrderFact.Line> told = new ArrayList<>();
        for (OrderFact.Line line : lines) {
            if (random.chance(85)) {
                told.add(Facts.line(
                        line,
                        random.chance(80) ? PlatformStatus.TO_SHIP : random.pick(PlatformStatus.values()),
                        random.chance(80) ? RefundState.NONE : random.pick(RefundState.values()),
                        null,
                        null));
            }
        }
        PlatformStatus status = random.chance(60) ? PlatformStatus.TO_SHIP : random.pick(PlatformStatus.values());
        return reading(random.below(5), status, told);
    }

    private static OrderFact reading(long minute, PlatformStatus status, List<OrderFact.Line> lines) {
        return Facts.reading(Revision.at(Facts.minute(minute), 1), status, Facts.amounts(lines), lines);
    }
}
