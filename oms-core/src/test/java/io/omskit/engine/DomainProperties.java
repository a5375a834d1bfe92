package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Listing;
import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.Message;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.StockPolicy;
import io.omskit.engine.stored.FactJson;
import io.omskit.fact.Bearer;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.StatedAmounts;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.GroupView;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import io.omskit.fulfillment.World;
import io.omskit.fulfillment.merge.MergePolicy;
import io.omskit.fulfillment.plan.Grouping;
import io.omskit.fulfillment.plan.PlanInvariants;
import io.omskit.fulfillment.plan.Regroup;
import io.omskit.fulfillment.plan.RegroupInput;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.OrderStatus;
import io.omskit.order.Refunds;
import io.omskit.order.edit.Arrangement;
import io.omskit.order.edit.Arrangement.Sort;
import io.omskit.order.edit.Arrangement.Units;
import io.omskit.store.MemoryStore;
import io.omskit.store.Store;
import io.omskit.testkit.FaultyStore;
import io.omskit.testkit.FaultyStore.Fault;
import io.omskit.value.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * The sixteen properties of domain rules, section 14, under their numbers and in their order. Each is a defect that a
 * well-known order system had. All but the pure ones run an engine, so their number of tries is fixed and small; packages
 * test the same facts in depth where they live.
 */
class DomainProperties {
    private static final int ENGINES = 50;
    private static final int HEAVY = 25;

    @Property(tries = ENGINES)
    void p01TwoLinesOfOneSkuReserveWhatOneLineWithTheSumReserves(
            @ForAll @Size(3) List<@IntRange(max = 12) Integer> free,
            @ForAll @IntRange(min = 1, max = 12) int one,
            @ForAll @IntRange(min = 1, max = 12) int other) {
        try (Scene apart = stocked(free);
                Scene together = stocked(free)) {
            apart.sell("N", "Li", Shelf.line("1", "X", one, 500), Shelf.line("2", "X", other, 500));
            together.sell("N", "Li", Shelf.line("1", "X", one + other, 500));
            for (String source : List.of("W1", "W2", "W3")) {
                assertEquals(together.balances(source, "X"), apart.balances(source, "X"));
            }
            assertEquals(together.allocated("N"), apart.allocated("N"));
        }
    }

    private static Scene stocked(List<Integer> free) {
        return Scene.of(Policy.defaults())
                .stock("W1", "X", free.get(0))
                .stock("W2", "X", free.get(1))
                .stock("W3", "X", free.get(2));
    }

    @Property(tries = ENGINES)
    void p02AllSourcesTogetherGiveTheLesserOfNeedAndStock(
            @ForAll @Size(3) List<@IntRange(max = 15) Integer> free, @ForAll @IntRange(min = 1, max = 50) int need) {
        try (Scene scene = stocked(free)) {
            scene.sell("N", "Li", Shelf.line("1", "X", need, 500));
            int total = free.stream().mapToInt(Integer::intValue).sum();
            assertEquals(Math.min(need, total), scene.allocated("N"));
            assertEquals(Math.min(need, total), scene.reserved("X"));
        }
    }

    @Property(tries = HEAVY)
    void p03OfManyBuyersAtOnceExactlyAsManyGetAPieceAsThereAre(
            @ForAll @IntRange(min = 2, max = 40) int buyers, @ForAll @IntRange(min = 1, max = 30) int stock)
            throws InterruptedException {
        MemoryStore store = new MemoryStore();
        Shelf time = new Shelf();
        Oms other = new Scene(Policy.defaults(), Shelf.catalog("X"), store, time, new Outbox(), 2).oms;
        try (Scene one = new Scene(Policy.defaults(), Shelf.catalog("X"), store, time, new Outbox(), 1)) {
            one.stock("W1", "X", stock);
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int first = t;
                Oms oms = t % 2 == 0 ? one.oms : other;
                threads.add(new Thread(() -> {
                    for (int i = first; i < buyers; i += 4) {
                        oms.accept(Shelf.paid("N" + i, "b" + i, Shelf.START, Shelf.line("1", "X", 1, 500)));
                        oms.process();
                    }
                }));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            while (one.oms.backlog() > 0) {
                one.oms.process();
            }
            long served = 0;
            for (int i = 0; i < buyers; i++) {
                served += one.allocated("N" + i);
            }
            assertEquals(Math.min(buyers, stock), served);
        }
    }

    @Property(tries = ENGINES)
    void p04WhateverHappensNothingIsNegativeAndInTheEndNothingIsReserved(@ForAll long seed) {
        Random random = new Random(seed);
        try (Scene scene = stocked(List.of(6, 5, 4))) {
            scene.sell("N", "Li", Shelf.line("1", "X", 9, 500));
            for (int step = 0; step < 12; step++) {
                happens(scene, random, step);
                for (String source : List.of("W1", "W2", "W3")) {
                    assertTrue(scene.balances(source, "X").reserved() >= 0);
                    assertTrue(scene.balances(source, "X").onHand() >= 0);
                }
            }
            Demand demand = scene.order("N").demands().get(0);
            long open = demand.needed() - demand.canceled() - demand.progress().packed();
            scene.oms.submit(new Command.CancelUnits(scene.order("N").id(), "1", open));
            scene.ship("N");
            assertEquals(0, scene.reserved("X"));
        }
    }

    /** One thing that may happen to an order; what cannot be is refused, and that is part of the property. */
    private static void happens(Scene scene, Random random, int step) {
        List<FulfillmentOrder> works = scene.works("N");
        long id = scene.order("N").id();
        if (works.isEmpty()) {
            return;
        }
        long work = works.get(random.nextInt(works.size())).id();
        List<Part> some = List.of(new Part(id, 0, 1 + random.nextInt(3)));
        switch (random.nextInt(7)) {
            case 0 -> scene.oms.submit(new Command.CancelUnits(id, "1", 1));
            case 1 ->
                scene.oms.accept(Scene.refund(
                        "N", "R" + step, "1", 1, RefundFact.Status.SUCCEEDED, Shelf.START.plusSeconds(step)));
            case 2 -> scene.report(new SourceReport.Packed(work, scene.time.instant(), some, List.of()));
            case 3 -> scene.report(new SourceReport.Shipped(work, scene.time.instant(), "sf", "P" + step, "", some));
            case 4 -> scene.report(new SourceReport.ShortPick(work, scene.time.instant(), some));
            case 5 -> scene.report(new SourceReport.ReturnAnnounced(work, scene.time.instant(), some));
            default -> scene.report(new SourceReport.ReturnReceived(work, scene.time.instant(), some, List.of(), null));
        }
        scene.oms.drain();
    }

    @Property(tries = ENGINES)
    void p05SplittingAShipmentKeepsWhatIsThereAndWhatIsMissing(
            @ForAll @IntRange(min = 2, max = 9) int stock,
            @ForAll @IntRange(max = 5) int short_,
            @ForAll @IntRange(min = 1, max = 8) int apart) {
        try (Scene scene = Scene.of(Scene.waiting()).stock("W1", "X", stock)) {
            scene.sell("N", "Li", Shelf.line("1", "X", stock + short_, 500));
            Order before = scene.order("N");
            Set<String> grouping = scene.grouping("N");
            long units = Math.min(apart, stock - 1);
            arrange(scene, "N", new Arrangement(Sort.APART, "", List.of(new Units(before.id(), 0, units))));
            // where not all are there, those that are missing may be those that were to travel apart
            assertTrue(scene.works("N").size() == 2 || short_ > 0);
            assertEquals(before.demands(), scene.order("N").demands());
            assertEquals(short_, scene.order("N").demands().get(0).missing());
            assertEquals(stock, scene.reserved("X"));
            arrange(scene, "N");
            assertEquals(grouping, scene.grouping("N"));
        }
    }

    private static void arrange(Scene scene, String number, Arrangement... arrangements) {
        assertTrue(scene.oms
                .submit(new Command.Arrange(scene.order(number).id(), List.of(arrangements)))
                .done());
        scene.oms.drain();
    }

    @Property(tries = ENGINES)
    void p06CancelingTheOnlyLineClosesItsShipmentAsCanceledAndReturnsTheStock(
            @ForAll @IntRange(min = 1, max = 9) int pieces, @ForAll boolean released) {
        try (Scene scene =
                Scene.of(released ? Policy.defaults() : Scene.waiting()).stock("W1", "X", 9)) {
            scene.sell("N", "Li", Shelf.line("1", "X", pieces, 500));
            assertEquals(released ? 1 : 0, scene.outbox.releases().size());
            assertTrue(scene.oms
                    .submit(new Command.CancelUnits(scene.order("N").id(), "1", pieces))
                    .done());
            scene.oms.drain();
            Order order = scene.order("N");
            assertEquals(
                    OrderStatus.Fulfillment.CANCELED,
                    scene.oms.orders().status(order).fulfillment());
            assertTrue(scene.works("N").stream().allMatch(work -> work.state() == FulfillmentOrder.State.CLOSED));
            assertEquals(9, scene.balances("W1", "X").free());
            assertEquals(9, scene.balances("W1", "X").onHand());
            assertEquals(0, order.demands().get(0).progress().shipped());
        }
    }

    @Property(tries = ENGINES)
    void p07ACodeThatMeansAnotherSkuKeepsTheReservationsOfTheOld(
            @ForAll @IntRange(min = 1, max = 9) int before, @ForAll @IntRange(min = 1, max = 9) int after) {
        InMemoryCatalog catalog = InMemoryCatalog.builder()
                .item(Item.of("OLD", "mug", 300))
                .item(Item.of("NEW", "mug", 300))
                .listing(mug("OLD"))
                .build();
        try (Scene scene = new Scene(Policy.defaults(), catalog)) {
            scene.stock("W1", "OLD", 10).stock("W1", "NEW", 10);
            scene.sell("N1", "Li", Shelf.line("1", "mug", before, 500));
            catalog.change(change -> change.relist(mug("NEW")));
            scene.sell("N2", "Wu", Shelf.line("1", "mug", after, 500));
            scene.oms.fulfillment().replan(scene.order("N1").id());
            scene.oms.drain();
            assertEquals(before, scene.reserved("OLD"));
            assertEquals(after, scene.reserved("NEW"));
            scene.ship("N1");
            assertEquals(0, scene.reserved("OLD"));
            assertEquals(10 - before, scene.balances("W1", "OLD").onHand());
        }
    }

    private static Listing mug(String sku) {
        return Listing.of(Listing.Scope.shop(Shelf.SHOP), "mug", new Sku(sku), Quantity.pieces(1));
    }

    @Property(tries = ENGINES)
    void p08PartialRefundsInAnyOrderReturnAtMostAndInTheEndExactlyWhatWasPaid(@ForAll long seed) {
        Random random = new Random(seed);
        List<OrderFact.Line> lines = new ArrayList<>();
        List<String> units = new ArrayList<>();
        long goods = 0;
        for (int line = 1; line <= 1 + random.nextInt(3); line++) {
            int pieces = 1 + random.nextInt(4);
            long price = 100 + random.nextInt(9_999);
            lines.add(Shelf.line("" + line, "X", pieces, price));
            units.addAll(Collections.nCopies(pieces, "" + line));
            goods += pieces * price;
        }
        long discount = random.nextInt(99);
        long freight = random.nextInt(1_000);
        long paid = goods - discount + freight;
        Collections.shuffle(units, random);
        try (Scene scene = stocked(List.of(9, 9, 9))) {
            scene.oms.accept(Shelf.order(
                    "N",
                    "Li",
                    Shelf.START,
                    PlatformStatus.TO_SHIP,
                    StatedAmounts.builder(Shelf.yuan(0).currency())
                            .goods(Shelf.yuan(goods))
                            .discount(Bearer.SELLER, Shelf.yuan(discount), false)
                            .freight(Shelf.yuan(freight))
                            .payable(Shelf.yuan(paid))
                            .paid(Shelf.yuan(paid))
                            .build(),
                    lines.toArray(OrderFact.Line[]::new)));
            scene.oms.drain();
            for (int i = 0; i < units.size(); i++) {
                assertTrue(refunded(scene) <= paid);
                assertNotEquals(OrderStatus.Payment.REFUNDED, payment(scene));
                scene.oms.accept(Scene.refund(
                        "N", "R" + i, units.get(i), 1, RefundFact.Status.SUCCEEDED, Shelf.START.plusSeconds(i + 1)));
                scene.oms.drain();
            }
            assertEquals(paid, refunded(scene));
            assertEquals(OrderStatus.Payment.REFUNDED, payment(scene));
        }
    }

    private static long refunded(Scene scene) {
        return Refunds.of(scene.order("N").sale(), Refunds.FreightPolicy.BY_PHASE)
                .map(refunds -> refunds.total().payable().minor())
                .orElse(0L);
    }

    private static OrderStatus.Payment payment(Scene scene) {
        return scene.oms.orders().status(scene.order("N")).payment();
    }

    @Property(tries = ENGINES)
    void p09AReturnReceivedTwiceOrAboveWhatWasShippedIsRefused(
            @ForAll @IntRange(min = 1, max = 6) int shipped,
            @ForAll @IntRange(max = 3) int left,
            @ForAll @IntRange(min = 1, max = 6) int first) {
        try (Scene scene = Scene.of(Policy.defaults()).stock("W1", "X", 12)) {
            scene.sell("N", "Li", Shelf.line("1", "X", shipped + left, 500));
            long work = scene.works("N").get(0).id();
            scene.report(new SourceReport.Shipped(work, scene.time.instant(), "sf", "P", "", parts(scene, shipped)));
            int back = Math.min(first, shipped);
            assertFalse(returned(scene, work, shipped + 1));
            assertTrue(returned(scene, work, back));
            assertFalse(returned(scene, work, shipped - back + 1));
            assertTrue(back == shipped || returned(scene, work, shipped - back));
            assertFalse(returned(scene, work, 1));
            assertEquals(12, scene.balances("W1", "X").onHand());
        }
    }

    private static List<Part> parts(Scene scene, long units) {
        return List.of(new Part(scene.order("N").id(), 0, units));
    }

    private static boolean returned(Scene scene, long work, long units) {
        return scene.report(
                new SourceReport.ReturnReceived(work, scene.time.instant(), parts(scene, units), List.of(), null));
    }

    /** The decision itself, with scarce stock, several sources, bundles, presale and gifts: everything comes back exactly. */
    @Property
    void p10AnyRegroupingIsUndoneExactly(@ForAll long seed) {
        World world = new World(seed);
        Map<Long, Order> sold = new HashMap<>(world.orders);
        RegroupInput alone = RegroupInput.of(
                world.orders.values(), List.of(), world.sources, world.free(), MergePolicy.off(), world.now());
        Grouping apart = Regroup.decide(alone).plan();
        world.adopt(alone, apart);
        Map<Long, Order> planned = new HashMap<>(world.orders);
        world.plan();
        world.works.values().forEach(work -> assertKeepsEverything(world, work));
        RegroupInput input = world.input().restoring(apart);
        var undone = Regroup.decide(input);
        assertEquals(Optional.empty(), PlanInvariants.q4Undo(apart, undone));
        world.adopt(input, undone.plan());
        assertEquals(List.of(), world.violations);
        planned.forEach((id, order) -> {
            assertEquals(summed(order), summed(world.orders.get(id)));
            assertEquals(sold.get(id).sale(), world.orders.get(id).sale());
            assertEquals(sold.get(id).holds(), world.orders.get(id).holds());
        });
    }

    /** Whether what is in no parcel waits or is missing depends on who was asked first; how much it is does not. */
    private static List<Demand> summed(Order order) {
        return order.demands().stream()
                .map(demand -> demand.withPlan(0, demand.plannable(), demand.allocated()))
                .toList();
    }

    /** What travels together is the sum of its members, by SKU and by cent. */
    private static void assertKeepsEverything(World world, FulfillmentOrder work) {
        List<Order> members = work.orderIds().stream().map(world.orders::get).toList();
        Map<Sku, Long> wanted = new HashMap<>();
        for (Order member : members) {
            for (Demand demand : member.demands()) {
                wanted.merge(demand.sku(), demand.needed() - demand.canceled(), Long::sum);
            }
        }
        GroupView group = GroupView.of(members);
        group.wanted().forEach((sku, quantity) -> assertEquals(wanted.get(sku), quantity.steps()));
        long cents = members.stream()
                .mapToLong(member -> member.sale().amounts().total().payable().minor())
                .sum();
        assertEquals(cents, group.amounts().orElseThrow().payable().minor());
    }

    @Property(tries = ENGINES)
    void p10AMergeThatIsTakenApartAndASplitThatIsUndoneLeaveNoTrace(
            @ForAll @Size(3) List<@IntRange(min = 1, max = 5) Integer> pieces,
            @ForAll @IntRange(min = 1, max = 5) int cut) {
        String[] numbers = {"1001", "1002", "1003"};
        try (Scene never =
                        Scene.of(Scene.waiting().withMerge(MergePolicy.off())).stock("W1", "X", 20);
                Scene scene = Scene.of(Scene.waiting()).stock("W1", "X", 20).stock("W2", "X", 20)) {
            for (int i = 0; i < numbers.length; i++) {
                OrderFact sold = Scene.fact(
                        numbers[i],
                        PlatformStatus.TO_SHIP,
                        OrderFact.Terms.PAY_FIRST,
                        Set.of(),
                        Shelf.line("1", "X", pieces.get(i), 500 + i));
                never.sell(sold);
                scene.sell(sold);
            }
            assertEquals(1, scene.grouping(numbers).size(), "they travel together");
            assertTrue(scene.oms
                    .submit(new Command.Unmerge(scene.order("1002").id(), "Ann"))
                    .done());
            scene.oms.drain();
            assertSameAs(never, scene, numbers);
            long units = Math.min(cut, pieces.get(0));
            arrange(scene, "1001", new Arrangement(Sort.AT, "W2", List.of(units(scene, units))));
            assertNotEquals(never.grouping(numbers), scene.grouping(numbers));
            arrange(scene, "1001");
            assertSameAs(never, scene, numbers);
        }
    }

    private static Units units(Scene scene, long quantity) {
        return new Units(scene.order("1001").id(), 0, quantity);
    }

    private static void assertSameAs(Scene never, Scene scene, String... numbers) {
        assertEquals(never.grouping(numbers), scene.grouping(numbers));
        for (String number : numbers) {
            assertEquals(never.order(number).sale(), scene.order(number).sale());
            assertEquals(never.order(number).demands(), scene.order(number).demands());
            // what keeps them apart is a mark on each, which blocks nothing
            assertEquals(
                    never.order(number).holds(),
                    scene.order(number).holds().stream()
                            .filter(hold -> !hold.blocks().isEmpty())
                            .toList());
            assertEquals(
                    never.oms.orders().personalData(never.order(number).id()),
                    scene.oms.orders().personalData(scene.order(number).id()));
        }
    }

    @Property(tries = ENGINES)
    void p11MergingDoesNotDependOnTheOrderOfArrivalAndABAMergesTheTwoAs(@ForAll long seed) {
        List<String> arriving = new ArrayList<>(List.of("A1", "B1", "A2", "C1", "B2"));
        Collections.shuffle(arriving, new Random(seed));
        try (Scene scene = Scene.of(Scene.waiting()).stock("W1", "X", 20)) {
            for (String number : arriving) {
                scene.sell(number, "buyer " + number.charAt(0), Shelf.line("1", "X", 1, 500));
            }
            assertEquals(
                    Set.of("W1[A1/0x1, A2/0x1]", "W1[B1/0x1, B2/0x1]", "W1[C1/0x1]"),
                    scene.grouping("A1", "A2", "B1", "B2", "C1"));
            scene.later();
            assertEquals(3, scene.outbox.releases().size());
        }
    }

    @Property(tries = ENGINES)
    void p12NobodyWhoMustTravelAloneIsInAGroup(@ForAll @Size(min = 2, max = 6) List<@IntRange(max = 5) Integer> sorts) {
        Policy policy = Scene.waiting()
                .withStock(StockPolicy.defaults().withLockOnOrder(Duration.ofDays(1)))
                .withMerge(
                        MergePolicy.builder().refunds(MergePolicy.Refunds.BAN).build());
        Set<Long> plain = new HashSet<>();
        try (Scene scene = Scene.of(policy).stock("W1", "X", 40)) {
            for (int i = 0; i < sorts.size(); i++) {
                String number = "N" + i;
                OrderFact.Line line = Shelf.line("1", "X", 2, 500);
                scene.oms.accept(Scene.fact(
                        number,
                        sorts.get(i) == 1 ? PlatformStatus.UNPAID : PlatformStatus.TO_SHIP,
                        sorts.get(i) == 2 ? OrderFact.Terms.CASH_ON_DELIVERY : OrderFact.Terms.PAY_FIRST,
                        sorts.get(i) == 3 ? Set.of("sealed") : Set.of(),
                        line));
                if (sorts.get(i) >= 4) {
                    scene.oms.accept(Scene.refund(
                            number,
                            "R1",
                            "1",
                            1,
                            sorts.get(i) == 4 ? RefundFact.Status.REQUESTED : RefundFact.Status.SUCCEEDED,
                            Shelf.START.plusSeconds(9)));
                }
                scene.oms.drain();
                if (sorts.get(i) == 0) {
                    plain.add(scene.order(number).id());
                }
            }
            for (int i = 0; i < sorts.size(); i++) {
                for (FulfillmentOrder work : scene.works("N" + i)) {
                    assertTrue(work.orderIds().size() == 1 || work.orderIds().equals(plain), () -> sorts + " " + work);
                    assertTrue(
                            !plain.contains(work.orderIds().iterator().next())
                                    || work.orderIds().equals(plain),
                            "all others travel together");
                }
            }
        }
    }

    @Property(tries = ENGINES)
    void p13WebhooksAgainInAnyOrderMixedWithPollingEndLikeOnceInOrder(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int times) {
        List<Fact> told = List.of(
                state("N1", 0, PlatformStatus.UNPAID),
                state("N2", 1, PlatformStatus.TO_SHIP),
                state("N1", 2, PlatformStatus.TO_SHIP),
                Scene.refund("N1", "R1", "1", 1, RefundFact.Status.REQUESTED, Shelf.START.plusSeconds(3)),
                Scene.refund("N1", "R1", "1", 1, RefundFact.Status.SUCCEEDED, Shelf.START.plusSeconds(4)),
                Scene.refund("N2", "R2", "1", 2, RefundFact.Status.CLOSED, Shelf.START.plusSeconds(5)),
                state("N1", 6, PlatformStatus.SHIPPED),
                state("N2", 7, PlatformStatus.CLOSED_REFUNDED));
        Random random = new Random(seed);
        List<Fact> again = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            again.addAll(told);
        }
        Collections.shuffle(again, random);
        try (Scene once = stocked(List.of(9, 0, 0));
                Scene often = stocked(List.of(9, 0, 0))) {
            told.forEach(fact -> {
                once.oms.accept(fact);
                once.oms.drain();
            });
            for (Fact fact : again) {
                if (random.nextBoolean()) {
                    often.oms.accept(fact);
                } else {
                    often.oms.accept(List.of(polled(fact)));
                }
                if (random.nextInt(3) == 0) {
                    often.oms.drain();
                }
            }
            often.oms.drain();
            for (String number : List.of("N1", "N2")) {
                assertEquals(once.order(number).sale(), often.order(number).sale());
                assertEquals(
                        once.oms.orders().status(once.order(number)).payment(),
                        often.oms.orders().status(often.order(number)).payment());
            }
        }
    }

    private static OrderFact state(String number, int second, PlatformStatus status) {
        return Shelf.order(
                number,
                number,
                Shelf.START.plusSeconds(second),
                status,
                StatedAmounts.builder(Shelf.yuan(0).currency())
                        .goods(Shelf.yuan(1_000))
                        .payable(Shelf.yuan(1_000))
                        .paid(Shelf.yuan(status.isPaid() ? 1_000 : 0))
                        .build(),
                Shelf.line("1", "X", 2, 500));
    }

    private static Message polled(Fact fact) {
        String number = fact instanceof OrderFact order
                ? order.ref().number()
                : ((RefundFact) fact).ref().number();
        return new Message(FactJson.ID, fact.getClass().getSimpleName(), Shelf.SHOP, number, FactJson.write(fact));
    }

    @Property(tries = ENGINES)
    void p14AHoldAtAnyMomentBeforeTheHandOverPreventsIt(
            @ForAll @IntRange(min = 1, max = 60) int moment, @ForAll boolean both) {
        Hold hold = new Hold(
                "FRAUD",
                "host",
                "case-1",
                null,
                "looks odd",
                Shelf.START,
                null,
                both ? Set.of(Hold.Step.RELEASE, Hold.Step.HAND_OVER) : Set.of(Hold.Step.HAND_OVER));
        MemoryStore memory = new MemoryStore();
        Shelf time = new Shelf();
        boolean[] inTime = {false};
        try (Scene desk = new Scene(Policy.defaults(), Shelf.catalog("X"), memory, time, new Outbox(), 2)) {
            desk.stock("W1", "X", 9);
            Store watched = FaultyStore.of(memory, (call, operation) -> {
                desk.oms
                        .orders()
                        .find(Shelf.SHOP.order("N"))
                        .filter(order -> call == moment)
                        .ifPresent(order -> {
                            desk.oms.review().hold(order.id(), hold);
                            inTime[0] = desk.works("N").stream().noneMatch(FulfillmentOrder::handedOver);
                        });
                return Fault.NONE;
            });
            Scene scene = new Scene(Policy.defaults(), Shelf.catalog("X"), watched, time, new Outbox(), 1);
            scene.sell("N", "Li", Shelf.line("1", "X", 2, 500));
            time.forward(Duration.ofMinutes(10));
            scene.oms.drain();
            boolean set = !desk.order("N").holds().isEmpty();
            assertEquals(inTime[0] ? 0 : 1, scene.outbox.releases().size());
            assertEquals(set && !inTime[0] ? 1 : 0, scene.outbox.cancels().size());
        }
    }

    @Property(tries = ENGINES)
    void p15NoParcelBreaksARuleAndNoGiftLeavesAloneBeforeWhatEarnedIt(@ForAll long seed) {
        Random random = new Random(seed);
        try (Scene scene = ParcelledGoods.scene()) {
            for (Item item : ParcelledGoods.GOODS) {
                for (String source : List.of("W1", "W2")) {
                    scene.stock(source, item.sku().code(), random.nextInt(5));
                }
            }
            for (String number : List.of("N1", "N2")) {
                List<OrderFact.Line> lines = new ArrayList<>();
                for (int line = 0; line <= random.nextInt(3); line++) {
                    String sku =
                            ParcelledGoods.GOODS.get(random.nextInt(3)).sku().code();
                    lines.add(Shelf.line("" + line, sku, 1 + random.nextInt(3), 500));
                }
                scene.sell(number, "Li", lines.toArray(OrderFact.Line[]::new));
                ParcelledGoods.assertParcels(scene, "N1", "N2");
            }
            scene.later();
            ParcelledGoods.assertParcels(scene, "N1", "N2");
            scene.ship(random.nextBoolean() ? "N1" : "N2");
            scene.stock("W3", "CUP", 3);
            scene.oms.drain();
            ParcelledGoods.assertParcels(scene, "N1", "N2");
        }
    }

    @Property(tries = ENGINES)
    void p16ACrashAfterAnySingleStepAndARestartEndInTheSameState(
            @ForAll @IntRange(min = 1, max = 3) int first,
            @ForAll @IntRange(min = 1, max = 3) int second,
            @ForAll @IntRange(min = 1, max = 200) int step,
            @ForAll boolean after) {
        Crash clean = new Crash(0, Fault.NONE);
        List<String> expected = clean.play(first, second);
        long call = 1 + step % clean.store.calls();
        Crash crashed = new Crash(call, after ? Fault.AFTER : Fault.BEFORE);
        EndState.assertSame(expected, crashed.play(first, second), "call " + call);
        assertEquals(
                clean.outbox.sent.stream().map(Effect::key).distinct().count(),
                crashed.outbox.sent.stream().map(Effect::key).distinct().count());
    }
}
