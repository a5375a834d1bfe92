package io.omskit.order;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.order.OrderStatus.Fulfillment;
import io.omskit.value.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The guards of rule and the one-way road of rule. */
class ProgressProperties {

    @Property
    void anyCommandsKeepTheGuardsOrAreRefused(@ForAll long seed) {
        Orders random = new Orders(seed);
        Progress progress = Progress.NONE;
        for (int step = 0; step < 30; step++) {
            progress = orRefused(random, progress);
            assertEquals(Optional.empty(), OrderInvariants.q1Guards(Long.MAX_VALUE, progress));
            assertTrue(progress.returnable() >= 0);
        }
    }

    @Property
    void theProgressOfADemandIsTheSumOfItsParts(@ForAll long seed) {
        Orders random = new Orders(seed);
        Progress sum = Progress.NONE;
        for (int part = 0; part < 3; part++) {
            Progress progress = Progress.NONE;
            for (int step = 0; step < 8; step++) {
                progress = orRefused(random, progress);
            }
            sum = sum.plus(progress);
        }
        assertEquals(Optional.empty(), OrderInvariants.q1Guards(sum.released(), sum));
    }

    @Property
    void lateEventsNeverMoveTheStatusBackwards(@ForAll long seed) {
        Orders random = new Orders(seed);
        long units = 1 + random.below(3);
        List<Character> events = new ArrayList<>();
        for (long unit = 0; unit < units; unit++) {
            events.addAll(List.of('r', 'p', 's', 'd'));
            if (random.chance(30)) {
                events.add('b');
            }
        }
        random.shuffle(events);
        long[] seen = new long[128];
        Progress progress = Progress.NONE;
        Fulfillment before = Fulfillment.NONE;
        for (char event : events) {
            progress = told(progress, event, ++seen[event]);
            Fulfillment now =
                    OrderStatus.of(order(units, progress), Facts.minute(5)).fulfillment();
            assertTrue(now.compareTo(before) >= 0, () -> now + " in " + events);
            before = now;
        }
        assertTrue(before.compareTo(Fulfillment.DELIVERED) >= 0);
    }

    @Property
    void theStatusIsAPureFunction(@ForAll long seed) {
        Order order = new Orders(seed).anyOrder();
        Order expected = Order.expected(order.id(), order.ref(), order.firstSeenAt())
                .withDemands(order.demands())
                .withHolds(order.holds());
        assertEquals(
                OrderStatus.of(expected, Facts.minute(9)), OrderStatus.of(expected.withJournal(99), Facts.minute(9)));
    }

    /** Event number n of a kind says that n units have come that far; an event that is implied already adds nothing. */
    private static Progress told(Progress progress, char event, long count) {
        return switch (event) {
            case 'r' -> progress.release(Math.max(0, count - progress.released()));
            case 'p' -> progress.pack(Math.max(0, count - progress.packed()));
            case 's' -> progress.ship(Math.max(0, count - progress.shipped()));
            case 'd' -> progress.deliver(Math.max(0, count - progress.delivered()));
            default -> progress.receive(1, 0);
        };
    }

    private static Order order(long units, Progress progress) {
        OrderFact.Line line = Facts.line("X", units, 100);
        Demand demand = new Demand(
                0,
                "X",
                new Sku("X"),
                Measure.PIECE,
                Demand.Origin.SOLD,
                1,
                1,
                null,
                false,
                null,
                false,
                null,
                null,
                List.of(),
                units,
                0,
                0,
                units - progress.released(),
                0,
                progress.released(),
                progress);
        return Facts.order(Facts.reading(1, PlatformStatus.TO_SHIP, List.of(line)))
                .withDemands(List.of(demand));
    }

    private static Progress orRefused(Orders random, Progress progress) {
        long units = random.below(5) - 1;
        try {
            return switch (random.below(8)) {
                case 0 -> progress.release(units);
                case 1 -> progress.pullBack(units);
                case 2 -> progress.pack(units);
                case 3 -> progress.ship(units);
                case 4 -> progress.deliver(units);
                case 5 -> progress.requestReturn(units);
                case 6 -> progress.receive(units, random.below(3));
                default -> progress.lose(units);
            };
        } catch (IllegalArgumentException refused) {
            assertTrue(refused.getMessage().contains("\n"), refused::getMessage);
            return progress;
        }
    }
}
