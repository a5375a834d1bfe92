package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.edge.JournalEntry;
import io.omskit.fact.OrderFact;
import io.omskit.fulfillment.merge.MergePolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A new order of a buyer with many is planned with those in its reach only; the groups are those of a plan of all. */
class ManyOrdersOfOneBuyerProperties {
    private static final Duration WINDOW = MergePolicy.defaults().window();

    private static List<OrderFact> orders(Random random, int count, int days) {
        List<OrderFact> orders = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant paid = Shelf.START.plus(Duration.ofMinutes(random.nextInt(days * 24 * 60)));
            orders.add(Shelf.paid("N" + i, "Li", paid, Shelf.line("1", "X", 1, 500)));
        }
        return orders;
    }

    /** from its words: by payment, into the first group that began within the window. */
    private static Set<Set<String>> groups(List<OrderFact> orders) {
        List<OrderFact> byPayment = new ArrayList<>(orders);
        byPayment.sort(Comparator.comparing(ManyOrdersOfOneBuyerProperties::paid));
        List<Set<String>> groups = new ArrayList<>();
        List<Instant> begun = new ArrayList<>();
        for (OrderFact order : byPayment) {
            int last = groups.size() - 1;
            if (last < 0 || paid(order).isAfter(begun.get(last).plus(WINDOW))) {
                groups.add(new TreeSet<>());
                begun.add(paid(order));
                last++;
            }
            groups.get(last).add(order.ref().number());
        }
        return Set.copyOf(groups);
    }

    private static Instant paid(OrderFact order) {
        return java.util.Objects.requireNonNull(order.paidAt());
    }

    private static Set<Set<String>> grouped(Scene scene, int count) {
        Set<Set<String>> groups = new java.util.HashSet<>();
        for (int i = 0; i < count; i++) {
            Set<String> group = new TreeSet<>();
            scene.works("N" + i).forEach(work -> work.orderIds()
                    .forEach(id -> group.add(
                            scene.oms.orders().find(id).orElseThrow().ref().number())));
            groups.add(group);
        }
        return groups;
    }

    @Property(tries = 15)
    void whateverTheirOrderOfArrival(@ForAll long seed) {
        Random random = new Random(seed);
        List<OrderFact> orders = orders(random, 30 + random.nextInt(20), 12);
        try (Scene scene = Scene.of(Scene.waiting())) {
            scene.stock("W1", "X", 100);
            int next = 0;
            while (next < orders.size()) {
                int end = Math.min(orders.size(), next + 1 + random.nextInt(8));
                scene.oms.accept(orders.subList(next, end).toArray(OrderFact[]::new));
                scene.oms.drain();
                next = end;
            }
            assertEquals(groups(orders), grouped(scene, orders.size()), "seed " + seed);
        }
    }

    @Property(tries = 5)
    void whoIsOutOfReachIsNotPlannedAgain(@ForAll long seed) {
        Random random = new Random(seed);
        List<OrderFact> orders = orders(random, 60, 60);
        try (Scene scene = Scene.of(Scene.waiting())) {
            scene.stock("W1", "X", 100);
            scene.oms.accept(orders.toArray(OrderFact[]::new));
            scene.oms.drain();
            Instant last = Shelf.START.plus(Duration.ofDays(61));
            scene.sell(Shelf.paid("new", "Li", last, Shelf.line("1", "X", 1, 500)));
            String plan = scene.oms.journal().feed(0, 10_000).stream()
                    .map(JournalEntry::plan)
                    .filter(java.util.Objects::nonNull)
                    .reduce("", (before, later) -> later);
            int members = plan.split("\"ref\":", -1).length - 1;
            assertTrue(members < 30, () -> members + " of 61 were planned, seed " + seed);
        }
    }
}
