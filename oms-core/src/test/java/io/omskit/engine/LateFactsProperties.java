package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.fact.Bearer;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PaymentFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.fact.ShipmentFact;
import io.omskit.fact.ShipmentStatus;
import io.omskit.fact.StatedAmounts;
import io.omskit.order.Order;
import io.omskit.order.OrderInvariants;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.value.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** S2 through the engine: late, repeated, tied and re-read facts in any order end in the same commercial state. */
class LateFactsProperties {
    private static final Instant T0 = Shelf.START;
    private static final List<String> NUMBERS = List.of("1001", "1002");

    /** Everything that was ever told in this story, in the order in which it happened. */
    private static final List<Fact> STORY = story();

    private static List<Fact> story() {
        List<Fact> facts = new ArrayList<>();
        facts.add(order("1001", 0, 1, PlatformStatus.UNPAID, 0));
        facts.add(order("1002", 0, 1, PlatformStatus.UNPAID, 0));
        // one payment covers both orders; it was authorized first
        facts.add(payment(1, PaymentFact.Status.AUTHORIZED));
        facts.add(payment(2, PaymentFact.Status.PAID));
        facts.add(order("1001", 2, 1, PlatformStatus.TO_SHIP, 0));
        facts.add(order("1002", 2, 1, PlatformStatus.TO_SHIP, 0));
        facts.add(refund("1001", "R1", 3, RefundFact.Status.REQUESTED, 5_000));
        facts.add(refund("1001", "R1", 4, RefundFact.Status.SUCCEEDED, 5_000));
        // the platform lowers the amounts of an order after a refund
        facts.add(order("1001", 4, 1, PlatformStatus.TO_SHIP, 5_000));
        facts.add(refund("1002", "R2", 5, RefundFact.Status.REQUESTED, 1_000));
        facts.add(refund("1002", "R2", 6, RefundFact.Status.CLOSED, 1_000));
        facts.add(parcel(5, ShipmentStatus.PICKED_UP));
        facts.add(order("1001", 7, 1, PlatformStatus.SHIPPED, 5_000));
        // a tie: the same moment, another status
        facts.add(order("1001", 7, 1, PlatformStatus.PART_SHIPPED, 5_000));
        facts.add(parcel(8, ShipmentStatus.DELIVERED));
        facts.add(order("1001", 9, 1, PlatformStatus.FINISHED, 5_000));
        return List.copyOf(facts);
    }

    /** What a newer mapper reads from some of the same payloads. */
    private static final List<Fact> REREAD = List.of(
            order("1001", 2, 2, PlatformStatus.TO_SHIP, 100),
            order("1001", 9, 2, PlatformStatus.FINISHED, 5_100),
            order("1002", 2, 2, PlatformStatus.TO_SHIP, 100));

    private static final List<Fact> BOTH =
            Stream.concat(STORY.stream(), REREAD.stream()).toList();

    /** The engines that heard everything once and in order. */
    private static final Oms IN_ORDER = told(STORY, 1);

    private static final Oms REREAD_LAST = told(BOTH, 1);

    private static OrderFact order(String number, int minute, int mapper, PlatformStatus status, long lowered) {
        Instant at = T0.plus(Duration.ofMinutes(minute));
        StatedAmounts amounts = StatedAmounts.builder(Shelf.yuan(0).currency())
                .goods(Shelf.yuan(13_000))
                .discount(Bearer.SELLER, Shelf.yuan(1_000 + lowered), false)
                .payable(Shelf.yuan(12_000 - lowered))
                .paid(Shelf.yuan(status.isPaid() ? 12_000 - lowered : 0))
                .build();
        OrderFact plain = Shelf.order(
                number, "Li", at, status, amounts, Shelf.line("1", "X", 2, 5_000), Shelf.line("2", "Y", 1, 3_000));
        return new OrderFact(
                plain.ref(),
                Revision.at(at, mapper),
                plain.provenance(),
                plain.kind(),
                plain.status(),
                plain.rawStatus(),
                plain.terms(),
                T0,
                status.isPaid() ? T0.plus(Duration.ofMinutes(2)) : null,
                null,
                null,
                false,
                amounts,
                plain.lines(),
                List.of(),
                List.of(),
                plain.flags(),
                plain.region(),
                plain.personal(),
                List.of());
    }

    private static PaymentFact payment(int minute, PaymentFact.Status status) {
        Instant at = T0.plus(Duration.ofMinutes(minute));
        return new PaymentFact(
                Shelf.SHOP,
                "T1",
                Revision.at(at, 1),
                new Provenance("test", at),
                List.of(
                        new PaymentFact.Cover("1001", Shelf.yuan(12_000)),
                        new PaymentFact.Cover("1002", Shelf.yuan(12_000))),
                "balance",
                1,
                status,
                at);
    }

    private static RefundFact refund(String number, String id, int minute, RefundFact.Status status, long fen) {
        Instant at = T0.plus(Duration.ofMinutes(minute));
        return new RefundFact(
                Shelf.SHOP.order(number),
                id,
                Revision.at(at, 1),
                new Provenance("test", at),
                "1",
                null,
                Shelf.yuan(fen),
                status,
                status.name(),
                RefundFact.Phase.UNKNOWN,
                false,
                at);
    }

    private static ShipmentFact parcel(int minute, ShipmentStatus status) {
        Instant at = T0.plus(Duration.ofMinutes(minute));
        return new ShipmentFact(
                "sf",
                "SF1",
                "",
                Revision.at(at, 1),
                new Provenance("test", at),
                List.of(new ShipmentFact.Content(Shelf.SHOP.order("1001"), "2", null)),
                status,
                T0.plus(Duration.ofMinutes(5)),
                status == ShipmentStatus.DELIVERED ? at : null,
                null,
                null);
    }

    /** An engine with stock that has heard these facts in batches of the given size. */
    private static Oms told(List<Fact> facts, int batch) {
        Shelf shelf = new Shelf();
        Outbox outbox = new Outbox();
        Oms oms = Oms.builder()
                .store(new MemoryStore())
                .catalog(Shelf.catalog("X", "Y"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .time(shelf)
                .handler(outbox.taking(Effect.SOURCE_WORK))
                .handler(outbox.taking(Effect.SHIP_NOTICE))
                .handler(outbox.taking(Effect.LOOK_UP))
                .build();
        for (String sku : List.of("X", "Y")) {
            oms.submit(new Command.MoveStock(
                    List.of(StockMovement.receive(new StockCell("W1", new Sku(sku)), 9, "in-" + sku))));
        }
        for (int from = 0; from < facts.size(); from += batch) {
            oms.accept(facts.subList(from, Math.min(facts.size(), from + batch)).toArray(Fact[]::new));
            oms.drain();
            shelf.forward(Duration.ofMinutes(1));
        }
        assertEquals(List.of(), oms.poisoned(9));
        EndState.assertSound(oms.store());
        return oms;
    }

    private static Order order(Oms oms, String number) {
        return oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
    }

    private static void assertSameSale(Oms expected, Oms actual) {
        for (String number : NUMBERS) {
            Order one = order(expected, number);
            Order other = order(actual, number);
            Optional<Violation> broken = OrderInvariants.s2(one, other);
            assertTrue(broken.isEmpty(), broken::toString);
            assertEquals(one.sale(), other.sale());
            assertEquals(
                    expected.orders().status(one).payment(),
                    actual.orders().status(other).payment());
        }
        assertEquals(
                expected.fulfillment().parcel("sf", "SF1", "").orElseThrow().status(),
                actual.fulfillment().parcel("sf", "SF1", "").orElseThrow().status());
    }

    private static List<Fact> shuffled(List<Fact> facts, long seed, int repeats) {
        Random random = new Random(seed);
        List<Fact> all = new ArrayList<>(facts);
        for (int i = 0; i < repeats; i++) {
            all.add(facts.get(random.nextInt(facts.size())));
        }
        Collections.shuffle(all, random);
        return all;
    }

    @Property
    void anyOrderAndRepetitionEndsInTheSameSale(
            @ForAll long seed,
            @ForAll @IntRange(max = 12) int repeats,
            @ForAll @IntRange(min = 1, max = 28) int batch) {
        try (Oms actual = told(shuffled(STORY, seed, repeats), batch)) {
            assertSameSale(IN_ORDER, actual);
        }
    }

    @Property
    void aNewerMapperFoldsTheSamePayloadsAnewWheneverItsReadingsCome(
            @ForAll long seed, @ForAll @IntRange(max = 6) int repeats, @ForAll @IntRange(min = 1, max = 24) int batch) {
        try (Oms actual = told(shuffled(BOTH, seed, repeats), batch)) {
            assertSameSale(REREAD_LAST, actual);
            // what the newer mapper saw counts: seller's discount 10.00 + 1.00, so payable is 130.00 - 11.00
            assertEquals(
                    Shelf.yuan(11_900),
                    order(actual, "1001").sale().amounts().total().payable());
        }
    }

    @Property
    void whatIsMissingNeverComesFromLaterReadings(@ForAll long seed, @ForAll @IntRange(max = 15) int told) {
        List<Fact> some = shuffled(STORY, seed, 0).subList(0, told);
        try (Oms expected = told(some, 1);
                Oms actual = told(shuffled(some, seed + 1, Math.min(told, 3)), 4)) {
            for (String number : NUMBERS) {
                Optional<Order> one = expected.orders().find(Shelf.SHOP.order(number));
                assertEquals(
                        one.map(Order::sale),
                        actual.orders().find(Shelf.SHOP.order(number)).map(Order::sale));
            }
        }
    }
}
