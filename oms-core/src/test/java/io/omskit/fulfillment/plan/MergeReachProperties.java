package io.omskit.fulfillment.plan;

import static io.omskit.fulfillment.Draft.NOW;
import static io.omskit.fulfillment.Draft.cell;
import static io.omskit.fulfillment.Draft.warehouse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Item;
import io.omskit.fulfillment.Draft;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.merge.MergePolicy.ParcelLimit;
import io.omskit.fulfillment.merge.MergeReach;
import io.omskit.fulfillment.merge.MergeReading;
import io.omskit.order.Order;
import io.omskit.stock.Sources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Planning one more order with those in its reach gives what planning everybody gives. */
class MergeReachProperties {
    private static final Sources SOURCES = Sources.of(List.of(warehouse("W1", 10)));

    private final AtomicLong ids = new AtomicLong(1000);

    private static MergePolicy policy(Random random) {
        ParcelLimit limit = new ParcelLimit(1500, 0, new TreeSet<>(), new TreeSet<>());
        return MergePolicy.builder()
                .window(Duration.ofHours(12))
                .parcel(random.nextBoolean() ? limit : ParcelLimit.NONE)
                .build();
    }

    private static Order order(long id, Random random) {
        boolean untimed = random.nextInt(15) == 0;
        return Draft.of(id)
                .to("anna")
                .paidAt(untimed ? null : NOW.plusSeconds(600L * random.nextInt(600)))
                .pieces("X", 1 + random.nextInt(4), 100)
                .build();
    }

    private Regrouped planned(List<Order> orders, List<FulfillmentOrder> works, MergePolicy policy) {
        MergeReading reading = MergeReading.of(policy).withItems(sku -> Item.of(sku.code(), "goods", 300));
        List<Member> members = orders.stream()
                .map(order -> Member.of(order, works, NOW, reading))
                .toList();
        RegroupInput input = RegroupInput.of(members, works, SOURCES, Map.of(cell("W1", "X"), 10_000L), policy, NOW);
        return Regrouped.of(orders, works, input, Regroup.decide(input).plan(), ids::getAndIncrement);
    }

    private static Set<Set<Long>> groups(List<FulfillmentOrder> works) {
        Set<Set<Long>> groups = new HashSet<>();
        works.forEach(work -> groups.add(new HashSet<>(work.orderIds())));
        return groups;
    }

    @Property
    void whoIsOutOfReachStaysAsHeIs(@ForAll long seed) {
        Random random = new Random(seed);
        MergePolicy policy = policy(random);
        List<Order> all = new ArrayList<>();
        for (long id = 1; id <= random.nextInt(25); id++) {
            all.add(order(id, random));
        }
        Regrouped before = planned(all, List.of(), policy);
        Order fresh = order(99, random);
        List<Order> reached = MergeReach.of(fresh, before.orders(), policy);
        Set<Long> reachedIds = new HashSet<>();
        reached.forEach(order -> reachedIds.add(order.id()));
        List<FulfillmentOrder> near = new ArrayList<>();
        Map<Long, FulfillmentOrder> after = new TreeMap<>();
        for (FulfillmentOrder work : before.fulfillmentOrders()) {
            if (work.orderIds().stream().anyMatch(reachedIds::contains)) {
                assertTrue(reachedIds.containsAll(work.orderIds()), "who shares work is reached together");
                near.add(work);
            } else {
                after.put(work.id(), work);
            }
        }
        List<Order> together = new ArrayList<>(reached);
        together.add(fresh);
        planned(together, near, policy).fulfillmentOrders().forEach(work -> after.put(work.id(), work));
        List<Order> everybody = new ArrayList<>(before.orders());
        everybody.add(fresh);
        Regrouped whole = planned(everybody, before.fulfillmentOrders(), policy);
        assertEquals(groups(whole.fulfillmentOrders()), groups(List.copyOf(after.values())));
    }

    /** The newest order does not wake up what is older than the window. */
    @Property
    void theNewestOrderReachesNobodyWhoseGroupIsTooOld(@ForAll long seed) {
        Random random = new Random(seed);
        MergePolicy policy = policy(random);
        List<Order> all = new ArrayList<>();
        for (long id = 1; id <= 30; id++) {
            all.add(Draft.of(id)
                    .to("anna")
                    .paidAt(NOW.plus(Duration.ofHours(2 * id)))
                    .pieces("X", 1, 100)
                    .build());
        }
        Regrouped before = planned(all, List.of(), policy);
        Order newest = Draft.of(99)
                .to("anna")
                .paidAt(NOW.plus(Duration.ofHours(61)))
                .pieces("X", 1, 100)
                .build();
        assertTrue(MergeReach.of(newest, before.orders(), policy).size() <= 7);
    }
}
