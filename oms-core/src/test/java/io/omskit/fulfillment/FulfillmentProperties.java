package io.omskit.fulfillment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.decision.ReasonTexts;
import io.omskit.order.AmountParts;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import io.omskit.value.Measure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Everything that plans, people, sources and carriers may do, at random: Q1, Q2, Q3, Q4, M4, R1, U1 and the reservations
 * hold after every step.
 */
class FulfillmentProperties {

    @Property
    void everyInvariantHoldsAfterEveryStep(@ForAll long seed) {
        World world = new World(seed);
        world.plan();
        for (int i = 0; i < 25; i++) {
            world.step();
            assertNull(world.firstViolation());
        }
    }

    @Property
    void whatIsStoredIsReadAsTheSame(@ForAll long seed) {
        World world = new World(seed);
        world.plan();
        for (int i = 0; i < 15; i++) {
            world.step();
        }
        for (FulfillmentOrder work : world.works.values()) {
            assertEquals(
                    work,
                    FulfillmentJson.readFulfillmentOrder(
                            work.id(), work.source(), FulfillmentJson.STATE_VERSION, FulfillmentJson.write(work)));
        }
        for (Shipment parcel : world.parcels.values()) {
            assertEquals(
                    parcel,
                    FulfillmentJson.readShipment(
                            parcel.id(),
                            parcel.carrier(),
                            parcel.number(),
                            parcel.discriminator(),
                            FulfillmentJson.STATE_VERSION,
                            FulfillmentJson.write(parcel)));
        }
    }

    /** Money of what has shipped, by work, order and demand. */
    private static Map<String, AmountParts> shipped(World world) {
        Map<String, AmountParts> shipped = new TreeMap<>();
        for (Order order : world.orders.values()) {
            MoneyShares shares = MoneyShares.of(order, world.works.values()).orElseThrow();
            for (FulfillmentOrder work : world.works.values()) {
                for (Allocation a : work.allocations()) {
                    boolean all = a.orderId() == order.id() && a.progress().shipped() == a.quantity();
                    boolean alone = work.allocations().stream()
                                    .filter(other -> other.isOf(a.orderId(), a.demand()))
                                    .count()
                            == 1;
                    if (all && alone) {
                        shipped.put(work.id() + "/" + order.id() + "/" + a.demand(), shares.of(work.id(), a.demand()));
                    }
                }
            }
        }
        return shipped;
    }

    @Property
    void theMoneyOfWhatHasShippedNeverChanges(@ForAll long seed) {
        World world = new World(seed);
        world.plan();
        Map<String, AmountParts> before = Map.of();
        for (int i = 0; i < 25; i++) {
            world.step();
            Map<String, AmountParts> after = shipped(world);
            before.forEach((key, parts) -> assertEquals(parts, after.get(key), key));
            before = after;
        }
    }

    /** One line over several works: what ships first keeps its cents, whatever becomes of the others. */
    @Property
    void aParcelKeepsItsCentsWhenTheOtherWorksVanish(@ForAll long seed) {
        Random random = new Random(seed);
        List<FulfillmentOrder> works = new ArrayList<>();
        long units = 0;
        for (long id = 1; id <= 4; id++) {
            long quantity = 1 + random.nextInt(4);
            units += quantity;
            works.add(FulfillmentOrder.planned(
                    id, "W1", List.of(Allocation.planned(1, 0, World.sku("X"), Measure.PIECE, quantity))));
        }
        Order order = Draft.of(1).pieces("X", units, 1 + random.nextInt(9999)).build();
        int first = random.nextInt(4);
        FulfillmentOrder gone = SourceFold.of(List.of(order), works, new World(seed).index())
                .after(new SourceReport.Shipped(first + 1L, Draft.NOW, "sf", "SF1", "", List.of()), null, () -> 500)
                .work();
        works.set(first, gone);
        AmountParts worth = MoneyShares.of(order, works).orElseThrow().of(gone.id());
        while (works.size() > 1) {
            works.remove(works.get(0) == gone ? 1 : 0);
            MoneyShares shares = MoneyShares.of(order, works).orElseThrow();
            assertEquals(worth, shares.of(gone.id()));
            assertEquals(Optional.empty(), FulfillmentInvariants.m4(order, works));
        }
    }

    /** Property 9: nothing comes back twice, or without having left. */
    @Property
    void moreNeverComesBackThanLeft(@ForAll long seed) {
        World world = new World(seed);
        world.plan();
        for (int i = 0; i < 30; i++) {
            world.step();
        }
        for (FulfillmentOrder work : world.works.values()) {
            for (Allocation a : work.allocations()) {
                Progress p = a.progress();
                assertTrue(p.returned() + p.lost() <= p.shipped(), () -> a.toString());
            }
        }
    }

    /** Property 4: after everything shipped or was taken back, nothing is reserved. */
    @Property
    void inTheEndNothingIsReserved(@ForAll long seed) {
        World world = new World(seed);
        world.plan();
        for (int i = 0; i < 10; i++) {
            world.step();
        }
        for (Long id : List.copyOf(world.works.keySet())) {
            FulfillmentOrder work = world.works.get(id);
            if (!work.allocations().isEmpty()) {
                world.adopt(world.fold()
                        .after(
                                new SourceReport.Shipped(id, world.now(), "sf", "END" + id, "", List.of()),
                                null,
                                () -> 50_000 + id));
            }
        }
        assertNull(world.firstViolation());
        world.ledger().balances().forEach((cell, balances) -> assertEquals(0, balances.reserved(), cell::toString));
    }

    /** Property 14 and S1: whenever a hold comes before the hand-over, the hand-over does not happen. */
    @Property
    void aHoldBeforeTheHandOverPreventsIt(@ForAll long seed) {
        World world = new World(seed);
        world.plan();
        Set<Long> held = new HashSet<>();
        for (int i = 0; i < 15; i++) {
            world.step();
            if (world.chance(20)) {
                Order order = world.pick(List.copyOf(world.orders.values()));
                held.add(order.id());
                world.orders.put(
                        order.id(),
                        order.withHold(new Hold(
                                "RISK",
                                "host",
                                "r",
                                null,
                                "look",
                                world.now(),
                                null,
                                Set.of(Hold.Step.HAND_OVER, Hold.Step.RELEASE))));
            }
            if (world.works.isEmpty()) {
                return;
            }
            FulfillmentOrder work = world.pick(List.copyOf(world.works.values()));
            boolean prevented = work.orderIds().stream().anyMatch(held::contains);
            if (!work.handedOver()) {
                assertEquals(
                        prevented,
                        FulfillmentInvariants.s1(work, world.orders.values(), world.now())
                                .isPresent());
                SourceFold.Outcome outcome = world.adopt(world.fold().handOver(work.id(), world.now()));
                assertEquals(!prevented, outcome.work().handedOver());
            }
        }
        assertNull(world.firstViolation());
    }

    /** A refusal changes nothing and can be told in both languages. */
    @Property
    void aRefusalChangesNothing(@ForAll long seed) {
        World world = new World(seed);
        world.plan();
        for (int i = 0; i < 15; i++) {
            world.step();
            if (world.works.isEmpty()) {
                return;
            }
            FulfillmentOrder work = world.pick(List.copyOf(world.works.values()));
            SourceFold.Outcome outcome = world.fold().after(world.report(work.id()), null, () -> 9);
            if (outcome.refusal() != null) {
                assertEquals(work, outcome.work());
                assertEquals(List.of(), outcome.movements());
                String text = ReasonTexts.forLocale(Locale.CHINESE).text(outcome.refusal());
                assertFalse(text.contains("{"), text);
            }
        }
    }

    /** Where units lie apart, an allocation falls apart without losing one, and its money is what was free. */
    @Property
    void unitsThatLieApartKeepTheirMoney(@ForAll long seed, @ForAll @IntRange(min = 3, max = 20) int needed) {
        Random random = new Random(seed);
        Order order = Draft.of(1)
                .money(random.nextInt(99), 7)
                .pieces("X", needed, 1000)
                .build();
        List<Allocation> taken = new ArrayList<>();
        for (long at = 0; at < needed; at++) {
            if (random.nextBoolean()) {
                taken.add(Allocation.planned(1, 0, World.sku("X"), Measure.PIECE, 1)
                        .withUnitsFrom(at));
            }
        }
        long left = needed - taken.size();
        if (left == 0) {
            return;
        }
        FulfillmentOrder before = FulfillmentOrder.planned(7, "W1", taken);
        Allocation rest = Allocation.planned(1, 0, World.sku("X"), Measure.PIECE, left);
        List<Allocation> fixed = MoneyShares.fixed(order.demands().get(0), rest, List.of(before));
        FulfillmentOrder after = FulfillmentOrder.planned(8, "W2", fixed);
        assertEquals(left, fixed.stream().mapToLong(Allocation::quantity).sum());
        MoneyShares shares = MoneyShares.of(order, List.of(before, after)).orElseThrow();
        assertEquals(MoneyShares.of(order, List.of(before)).orElseThrow().rest(), shares.of(8));
        assertEquals(Optional.empty(), FulfillmentInvariants.m4(order, List.of(before, after)));
    }
}
