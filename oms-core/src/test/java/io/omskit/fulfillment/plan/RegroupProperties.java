package io.omskit.fulfillment.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.decision.Reason;
import io.omskit.decision.ReasonTexts;
import io.omskit.fulfillment.Draft;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.World;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Invariants Q2, Q3, Q4 of single plans; numbers are those of the domain rules, section 14. */
class RegroupProperties {

    private static Map<String, Long> bySku(RegroupInput input, Grouping plan) {
        Map<String, Long> taken = new TreeMap<>();
        for (Group group : plan.groups()) {
            for (Part part : group.parts()) {
                Sku sku = input.want(part).sku();
                taken.merge(sku + "@" + group.source(), part.quantity(), Long::sum);
            }
        }
        return taken;
    }

    /** Property 1: two lines of one SKU take what one line with the sum takes. */
    @Property
    void twoLinesOfOneSkuTakeWhatOneLineTakes(
            @ForAll @IntRange(min = 1, max = 30) int one,
            @ForAll @IntRange(min = 1, max = 30) int other,
            @ForAll @IntRange(max = 40) int w1,
            @ForAll @IntRange(max = 40) int w2) {
        Map<StockCell, Long> free = Map.of(Draft.cell("W1", "X"), (long) w1, Draft.cell("W2", "X"), (long) w2);
        Order split = Draft.of(1).pieces("X", one, 100).pieces("X", other, 100).build();
        Order sum = Draft.of(1).pieces("X", one + other, 100).build();
        RegroupInput a = input(List.of(split), free);
        RegroupInput b = input(List.of(sum), free);
        assertEquals(
                bySku(b, Regroup.decide(b).plan()), bySku(a, Regroup.decide(a).plan()));
    }

    private static RegroupInput input(List<Order> orders, Map<StockCell, Long> free) {
        return RegroupInput.of(
                orders,
                List.of(),
                List.of(Draft.warehouse("W1", 10), Draft.warehouse("W2", 20)),
                free,
                MergePolicy.defaults(),
                Draft.NOW);
    }

    /** Property 2: over all sources exactly min(need, total free) is taken. */
    @Property
    void whatIsTakenIsTheLesserOfNeedAndStock(
            @ForAll @IntRange(min = 1, max = 60) int need,
            @ForAll @IntRange(max = 40) int w1,
            @ForAll @IntRange(max = 40) int w2) {
        Map<StockCell, Long> free = Map.of(Draft.cell("W1", "X"), (long) w1, Draft.cell("W2", "X"), (long) w2);
        RegroupInput input = input(List.of(Draft.of(1).pieces("X", need, 100).build()), free);
        long taken = bySku(input, Regroup.decide(input).plan()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertEquals(Math.min(need, w1 + w2), taken);
    }

    /** Property 5 and Q1 to Q4 for whole worlds: no unit is lost, invented or changes its kind. */
    @Property
    void everyPlanKeepsTheInvariants(@ForAll long seed) {
        World world = new World(seed);
        RegroupInput input = world.input();
        Grouping plan = Regroup.decide(input).plan();
        assertEquals(Optional.empty(), PlanInvariants.q2(input, plan));
        assertEquals(Optional.empty(), PlanInvariants.q3(input, plan));
        assertEquals(Optional.empty(), PlanInvariants.q4(input, plan));
    }

    /** Property 11: the plan does not depend on the order in which anything arrived. */
    @Property
    void thePlanDoesNotDependOnTheOrderOfArrival(@ForAll long seed) {
        World world = worldOfMany(seed);
        RegroupInput input = world.input();
        assertEquals(input, world.reordered(input));
        assertEquals(Optional.empty(), PlanInvariants.q4ArrivalOrder(input, world.reordered(input)));
        List<Order> shuffled = new ArrayList<>(world.orders.values());
        Collections.shuffle(shuffled, world.random);
        RegroupInput again = RegroupInput.of(
                shuffled,
                List.copyOf(world.works.values()),
                world.sources,
                world.free(),
                MergePolicy.defaults(),
                world.now());
        assertEquals(input, again);
    }

    private static World worldOfMany(long seed) {
        World world = new World(seed);
        world.plan();
        for (int i = 0; i < 5; i++) {
            world.step();
        }
        return world;
    }

    /** Property 12: nobody who must travel alone is in a group with others. */
    @Property
    void nobodyWhoMustTravelAloneIsInAGroup(@ForAll long seed) {
        World world = worldOfMany(seed);
        RegroupInput input = world.input();
        Map<Long, Member> members =
                input.members().stream().collect(Collectors.toMap(Member::orderId, member -> member));
        for (Group group : Regroup.decide(input).plan().groups()) {
            Set<Long> together = new HashSet<>();
            group.parts().forEach(part -> together.add(part.orderId()));
            if (together.size() > 1) {
                for (Long id : together) {
                    assertEquals(null, members.get(id).merge().refusal());
                    assertFalse(members.get(id).blocked());
                }
                assertEquals(
                        1,
                        together.stream()
                                .map(id -> members.get(id).merge().key())
                                .distinct()
                                .count());
            }
        }
    }

    /** Property 10 and Q4: after any regrouping the one before can be restored exactly. */
    @Property
    void anyRegroupingCanBeUndone(@ForAll long seed) {
        World world = new World(seed);
        RegroupInput alone = RegroupInput.of(
                world.orders.values(), List.of(), world.sources, world.free(), MergePolicy.off(), world.now());
        Grouping apart = Regroup.decide(alone).plan();
        Map<Long, Order> before = new HashMap<>(world.orders);
        world.adopt(alone, apart);
        Map<Long, Order> planned = new HashMap<>(world.orders);
        world.plan();
        RegroupInput input = world.input().restoring(apart);
        Decision<Grouping> undone = Regroup.decide(input);
        assertEquals(Optional.empty(), PlanInvariants.q4Undo(apart, undone));
        world.adopt(input, undone.plan());
        assertEquals(List.of(), world.violations);
        planned.forEach((id, order) -> assertEquals(summed(order), summed(world.orders.get(id))));
        before.forEach((id, order) -> {
            assertEquals(order.sale(), world.orders.get(id).sale());
            assertEquals(order.holds(), world.orders.get(id).holds());
        });
    }

    /** Whether what is in no parcel waits or is missing depends on who was asked first; how much it is does not. */
    private static List<Demand> summed(Order order) {
        return order.demands().stream()
                .map(demand -> demand.withPlan(0, demand.plannable(), demand.allocated()))
                .toList();
    }

    /** What waits and what is missing came back otherwise than it was, because it was asked for last. */
    @Example
    void whoWasAskedFirstWhenGoodsRanOutIsNotAskedAgain() {
        for (long seed : new long[] {209, 281}) {
            anyRegroupingCanBeUndone(seed);
        }
    }

    /** Property 10: while a hold keeps an order from being planned, its counters stay as they were. */
    @Property
    void aBlockedOrderStaysAsItIsAndSoDoesWhatIsUndone(@ForAll long seed) {
        World world = new World(seed);
        world.plan();
        Hold wait = new Hold("WAIT", "desk", "wait", null, "", world.now(), null, Set.of(Hold.Step.PLAN));
        long blocked = world.pick(List.copyOf(world.orders.keySet()));
        world.orders.computeIfPresent(blocked, (id, order) -> order.withHold(wait));
        List<Demand> before = world.orders.get(blocked).demands();
        Grouping apart = Regroup.decide(world.input()).plan();
        world.plan();
        assertEquals(before, world.orders.get(blocked).demands());
        RegroupInput input = world.input().restoring(apart);
        world.adopt(input, Regroup.decide(input).plan());
        assertEquals(List.of(), world.violations);
        assertEquals(before, world.orders.get(blocked).demands());
    }

    /** A plan made again on its own outcome changes nothing. */
    @Property
    void planningAgainChangesNothing(@ForAll long seed) {
        World world = new World(seed);
        world.plan();
        Set<FulfillmentOrder> before = new HashSet<>(world.works.values());
        world.plan();
        assertEquals(before, new HashSet<>(world.works.values()));
    }

    /** What cannot matter is left out of the input, and that changes nothing. */
    @Property
    void theCompactInputDecidesLikeTheWholeOne(@ForAll long seed) {
        World world = worldOfMany(seed);
        RegroupInput compact = world.input();
        RegroupInput whole = new RegroupInput(
                compact.members(),
                compact.works(),
                world.sources,
                withAll(world, compact),
                compact.policy(),
                compact.now(),
                null);
        assertEquals(Regroup.decide(whole).plan(), Regroup.decide(compact).plan());
    }

    private static TreeMap<StockCell, Long> withAll(World world, RegroupInput compact) {
        TreeMap<StockCell, Long> all = new TreeMap<>(world.free());
        all.putAll(compact.free());
        return all;
    }

    /** Every reason has a text in both languages with all its figures. */
    @Property
    void everyReasonCanBeTold(@ForAll long seed) {
        World world = worldOfMany(seed);
        for (Reason reason : Regroup.decide(world.input()).explanation().reasons()) {
            for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
                ReasonTexts texts = ReasonTexts.forLocale(locale);
                assertTrue(texts.hasText(reason.code()), reason::code);
                assertFalse(texts.text(reason).contains("{"), () -> texts.text(reason));
            }
        }
    }
}
