package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.JournalEntry;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.MoneyShares;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Sale;
import io.omskit.order.edit.Arrangement;
import io.omskit.order.edit.Arrangement.Sort;
import io.omskit.order.edit.Arrangement.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Property 10 and invariant Q4 through the engine: whatever merged, split or moved orders, undoing it leaves no trace. */
class UndoProperties {
    private static final String[] NUMBERS = {"1001", "1002", "1003", "1004"};
    private static final String[] SKUS = {"X", "Y", "Z"};

    /** Everything that must be as it was: grouping, lines and money, counters, holds, memos. */
    private record State(
            Set<String> grouping,
            Set<String> money,
            Map<String, Sale> sales,
            Map<String, List<Demand>> demands,
            Map<String, List<Hold>> holds,
            List<String> memos) {
        /** What keeps orders apart that somebody took apart does not come back by undoing: the plan that came back stands. */
        State withHoldsOf(State other) {
            return new State(grouping, money, sales, demands, other.holds, memos);
        }
    }

    private static State state(Scene scene) {
        Map<String, Sale> sales = new TreeMap<>();
        Map<String, List<Demand>> demands = new TreeMap<>();
        Map<String, List<Hold>> holds = new TreeMap<>();
        List<String> memos = new ArrayList<>();
        for (String number : NUMBERS) {
            Order order = scene.order(number);
            sales.put(number, order.sale());
            demands.put(number, order.demands());
            holds.put(number, order.holds());
            memos.add(String.valueOf(scene.oms.orders().personalData(order.id())));
        }
        return new State(scene.grouping(NUMBERS), money(scene), sales, demands, holds, memos);
    }

    /** What the goods of each order in each group are worth. */
    private static Set<String> money(Scene scene) {
        Set<String> money = new TreeSet<>();
        for (String number : NUMBERS) {
            MoneyShares shares =
                    MoneyShares.of(scene.order(number), scene.works(number)).orElseThrow();
            for (FulfillmentOrder work : scene.works(number)) {
                List<String> goods = work.allocations().stream()
                        .map(part -> part.orderId() + "/" + part.demand() + "x" + part.quantity())
                        .toList();
                money.add(number + " at " + work.source() + goods + shares.of(work.id()));
            }
            money.add(number + " rest " + shares.rest());
        }
        return money;
    }

    private static void start(Scene scene, Random random) {
        for (String sku : SKUS) {
            scene.stock("W1", sku, 4 + random.nextInt(9));
            scene.stock("W2", sku, random.nextInt(12));
            scene.stock("W3", sku, random.nextInt(6));
        }
        for (String number : NUMBERS) {
            scene.sell(
                    number,
                    "Li",
                    Shelf.line("1", SKUS[random.nextInt(3)], 1 + random.nextInt(4), 333 + random.nextInt(999)),
                    Shelf.line("2", SKUS[random.nextInt(3)], 1 + random.nextInt(3), 100 + random.nextInt(99)));
        }
    }

    private static void regroup(Scene scene, Random random) {
        String number = NUMBERS[random.nextInt(NUMBERS.length)];
        long id = scene.order(number).id();
        switch (random.nextInt(4)) {
            case 0 -> scene.oms.fulfillment().unmerge(id, "Ann");
            case 1 -> scene.oms.fulfillment().arrange(id, at(scene, number, random));
            case 2 ->
                scene.oms
                        .fulfillment()
                        .arrange(id, new Arrangement(Sort.APART, "", List.of(units(scene, number, random))));
            default -> scene.oms.fulfillment().arrange(id);
        }
        scene.oms.drain();
    }

    private static Arrangement at(Scene scene, String number, Random random) {
        return new Arrangement(Sort.AT, "W" + (1 + random.nextInt(3)), List.of(units(scene, number, random)));
    }

    private static Units units(Scene scene, String number, Random random) {
        List<Demand> demands = scene.order(number).demands();
        Demand demand = demands.get(random.nextInt(demands.size()));
        return new Units(scene.order(number).id(), demand.index(), 1 + random.nextInt((int) demand.needed()));
    }

    /** One that shared no parcel with another of its group was still kept apart from him. */
    @Example
    void whoSharedNoParcelWithinAGroupIsNotKeptApartEither() {
        for (long seed : new long[] {104, -89, -1893}) {
            undoRestoresAndUndoingThatRestoresAgain(seed);
        }
    }

    /** What the group that came back lacks was taken from an order that had no part in it. */
    @Example
    void whatIsMissingIsNotTakenFromOthers() {
        for (long seed : new long[] {-6_276_333, -6_276_388}) {
            undoRestoresAndUndoingThatRestoresAgain(seed);
        }
    }

    /** Undoing the last regrouping brings back what was before it, and undoing that brings it back again. */
    @Property(tries = 100)
    void undoRestoresAndUndoingThatRestoresAgain(@ForAll long seed) {
        Random random = new Random(seed);
        try (Scene scene = Scene.of(Scene.waiting())) {
            start(scene, random);
            for (int i = 0; i < 4; i++) {
                State before = state(scene);
                List<JournalEntry.Regrouping> known = all(scene);
                regroup(scene, random);
                State after = state(scene);
                Optional<Long> changed = changedOrder(scene, known);
                if (before.grouping().equals(after.grouping()) || changed.isEmpty()) {
                    continue;
                }
                long order = changed.get();
                undo(scene, order);
                assertSame(before, state(scene), seed);
                if (random.nextBoolean()) {
                    undo(scene, order);
                    assertSame(after.withHoldsOf(before), state(scene), seed);
                }
                State undone = state(scene);
                scene.oms
                        .fulfillment()
                        .replan(scene.order(NUMBERS[random.nextInt(4)]).id());
                scene.oms.drain();
                assertSame(undone, state(scene), seed);
            }
        }
    }

    private static void assertSame(State expected, State actual, long seed) {
        String told = "seed " + seed;
        assertEquals(expected.grouping(), actual.grouping(), told);
        assertEquals(expected.money(), actual.money(), told);
        assertEquals(expected.holds(), actual.holds(), told);
        assertEquals(expected.demands(), actual.demands(), told);
        assertEquals(expected.sales(), actual.sales(), told);
        assertEquals(expected.memos(), actual.memos(), told);
    }

    /** An order whose own groups were changed since. */
    private static Optional<Long> changedOrder(Scene scene, List<JournalEntry.Regrouping> known) {
        for (String number : NUMBERS) {
            long id = scene.order(number).id();
            if (!known.containsAll(scene.oms.fulfillment().regroupings(id))) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    private static List<JournalEntry.Regrouping> all(Scene scene) {
        List<JournalEntry.Regrouping> all = new ArrayList<>();
        for (String number : NUMBERS) {
            all.addAll(scene.oms.fulfillment().regroupings(scene.order(number).id()));
        }
        return all;
    }

    private static void undo(Scene scene, long order) {
        Command.Result result = scene.oms.fulfillment().undo(order, "Ann");
        assertTrue(result.done(), () -> result.explanation().toString());
        scene.oms.drain();
    }
}
