package io.omskit.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.insight.Timeliness.Delivery;
import io.omskit.value.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Merging parts gives what counting everything at once gives, however the parts are cut, ordered and grouped. */
class MergeProperties {
    private static final List<String> KEYS = List.of("BR-SP", "BR-RJ", "330000000000", "");

    /** One neutral event that every roll-up can take something of. */
    private record Event(String key, String otherKey, long small, long amount, String currency) {
        static Event random(Random random) {
            return new Event(
                    KEYS.get(random.nextInt(KEYS.size())),
                    KEYS.get(random.nextInt(KEYS.size())),
                    random.nextInt(5),
                    random.nextInt(10_000_000),
                    random.nextBoolean() ? "CNY" : "BRL");
        }

        Money money() {
            return Money.of(amount, currency);
        }

        Delivery delivery() {
            Instant placed = Instant.ofEpochSecond(1_700_000_000L + amount % 97);
            Instant handedOver = small == 0 ? null : placed.plusSeconds(amount / 3);
            Instant promised = small == 1 ? null : placed.plusSeconds(4_000_000);
            return new Delivery(placed, handedOver, placed.plusSeconds(amount), promised, ZoneOffset.ofHours(-3));
        }
    }

    @Property
    void orderStates(@ForAll long seed) {
        check(
                seed,
                OrderStates::new,
                (states, event) -> states.add(event.key(), LocalDate.ofEpochDay(event.amount() % 90)),
                OrderStates::merge,
                states -> List.of(states.toMap(), states.busiestDays(5).toString()));
    }

    @Property
    void tallies(@ForAll long seed) {
        check(
                seed,
                Tally::new,
                (tally, event) -> tally.add(event.key(), event.money()),
                Tally::merge,
                tally -> List.of(tally.toMap().toString(), tally.totals(), tally.rows()));
    }

    @Property
    void regionalSales(@ForAll long seed) {
        check(
                seed,
                RegionalSales::new,
                (sales, event) -> sales.add(
                        event.key(), event.small(), event.money(), event.money().negated()),
                RegionalSales::merge,
                sales -> List.of(sales.toMap().toString(), sales.totals(), sales.rows()));
    }

    @Property
    void returnRates(@ForAll long seed) {
        check(
                seed,
                ReturnRates::new,
                (rates, event) -> rates.add(event.key(), event.amount(), event.small()),
                ReturnRates::merge,
                rates -> List.of(rates.toMap().toString(), rates.overall()));
    }

    @Property
    void timeliness(@ForAll long seed) {
        check(
                seed,
                Timeliness::new,
                (timeliness, event) -> timeliness.add(List.of(event.key(), event.otherKey()), event.delivery()),
                Timeliness::merge,
                timeliness -> List.of(
                        timeliness.toMap().toString(),
                        timeliness.overall().transit().countByMinute(),
                        timeliness.overall().handling().sum()));
    }

    private static <R> void check(
            long seed,
            Supplier<R> none,
            BiConsumer<R, Event> add,
            BinaryOperator<R> merge,
            Function<R, Object> figures) {
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            events.add(Event.random(random));
        }
        R whole = none.get();
        events.forEach(event -> add.accept(whole, event));
        Object expected = figures.apply(whole);

        Supplier<List<R>> parts = () -> {
            List<R> made = new ArrayList<>(List.of(none.get(), none.get(), none.get()));
            for (int i = 0; i < events.size(); i++) {
                add.accept(made.get((int) ((i * 7L + seed & 0xff) % 3)), events.get(i));
            }
            return made;
        };
        List<R> p = parts.get();
        assertEquals(
                expected, figures.apply(merge.apply(merge.apply(p.get(0), p.get(1)), p.get(2))), "(a+b)+c, " + seed);
        List<R> q = parts.get();
        assertEquals(
                expected, figures.apply(merge.apply(q.get(0), merge.apply(q.get(1), q.get(2)))), "a+(b+c), " + seed);
        List<R> r = parts.get();
        assertEquals(
                expected, figures.apply(merge.apply(merge.apply(r.get(2), r.get(1)), r.get(0))), "(c+b)+a, " + seed);
        assertEquals(expected, figures.apply(merge.apply(whole, none.get())), "whole + none, " + seed);

        Collections.shuffle(events, random);
        R shuffled = none.get();
        events.forEach(event -> add.accept(shuffled, event));
        assertEquals(expected, figures.apply(shuffled), "another order, " + seed);
    }
}
