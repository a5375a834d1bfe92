package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.policy.Policy;
import io.omskit.fact.Fact;
import io.omskit.fact.Fact.SameReceiver;
import io.omskit.fact.Fact.SameReceiver.Asked;
import io.omskit.fact.Provenance;
import io.omskit.order.Order;
import io.omskit.order.flow.OrderFlow;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** S2 for platforms' groupings of receivers: whenever orders, moves and answers come, they end in the same parcels. */
class ReceiverFactsProperties {
    private static final List<String> NUMBERS = List.of("1001", "1002", "1003", "1004");
    private static final int PLACES = 3;

    /** An engine in which nothing is released while it is looked at. */
    private static Oms engine(Shelf shelf) {
        Oms oms = Oms.builder()
                .store(new MemoryStore())
                .catalog(Shelf.catalog("X"))
                .sources(Shelf.warehouses("W1"))
                .unsealedForTests()
                .hashKeys(Shelf.hashKey())
                .time(shelf)
                .handler(new Outbox().taking(Effect.LOOK_UP))
                .policy(Policy.defaults().withFlow(OrderFlow.standard(Duration.ofDays(30))))
                .build();
        oms.submit(new Command.MoveStock(List.of(StockMovement.receive(new StockCell("W1", new Sku("X")), 99, "in"))));
        return oms;
    }

    /** Which orders travel together. */
    private static Set<Set<String>> parcels(Oms oms) {
        EndState.assertSound(oms.store());
        assertEquals(List.of(), oms.poisoned(9));
        Map<List<Long>, Set<String>> byWork = new LinkedHashMap<>();
        for (String number : NUMBERS) {
            Order order = oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
            byWork.computeIfAbsent(List.copyOf(order.fulfillmentOrders()), same -> new TreeSet<>())
                    .add(number);
        }
        return Set.copyOf(byWork.values());
    }

    // ---- facts in any order

    /** Orders that move, and answers to questions of different times, some about addresses of before. */
    private static List<Fact> story(Random random) {
        ReceiverDesk desk = new ReceiverDesk(new Shelf());
        List<Fact> facts = new ArrayList<>();
        Map<String, String> ids = new TreeMap<>();
        for (int minute = 0; minute < 12; minute++) {
            Instant at = Shelf.START.plus(Duration.ofMinutes(minute));
            boolean first = minute < NUMBERS.size();
            if (first || random.nextInt(3) == 0) {
                String number = NUMBERS.get(first ? minute : random.nextInt(NUMBERS.size()));
                ids.put(number, "id-" + random.nextInt(4));
                facts.add(desk.order(number, "Li", ids.get(number), at));
            } else {
                facts.add(answer(ids, random, at));
            }
        }
        return facts;
    }

    private static SameReceiver answer(Map<String, String> ids, Random random, Instant at) {
        Map<Integer, List<Asked>> groups = new TreeMap<>();
        ids.forEach((number, id) -> {
            if (random.nextInt(4) > 0) {
                groups.computeIfAbsent(random.nextInt(PLACES), none -> new ArrayList<>())
                        .add(new Asked(number, id));
            }
        });
        return new SameReceiver(Shelf.SHOP, at, new Provenance("desk", at), List.copyOf(groups.values()));
    }

    private static Oms told(List<Fact> facts, int batch) {
        Oms oms = engine(new Shelf());
        for (int from = 0; from < facts.size(); from += batch) {
            oms.accept(facts.subList(from, Math.min(facts.size(), from + batch)).toArray(Fact[]::new));
            oms.drain();
        }
        return oms;
    }

    @Property
    void answersAndOrdersInAnyOrderAndRepeatedEndInTheSameParcels(
            @ForAll long seed, @ForAll @IntRange(max = 8) int repeats, @ForAll @IntRange(min = 1, max = 20) int batch) {
        Random random = new Random(seed);
        List<Fact> story = story(random);
        List<Fact> shuffled = new ArrayList<>(story);
        for (int i = 0; i < repeats; i++) {
            shuffled.add(story.get(random.nextInt(story.size())));
        }
        Collections.shuffle(shuffled, random);
        try (Oms expected = told(story, 1);
                Oms actual = told(shuffled, batch)) {
            for (String number : NUMBERS) {
                assertEquals(
                        expected.orders().find(Shelf.SHOP.order(number)).map(Order::parties),
                        actual.orders().find(Shelf.SHOP.order(number)).map(Order::parties));
            }
            assertEquals(parcels(expected), parcels(actual));
        }
    }

    // ---- the engine asks

    /** What a platform that is not well does instead of an answer. */
    private static Optional<Outcome> trouble(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Optional.of(new Outcome.Retry("throttled", Duration.ofSeconds(random.nextInt(200))));
            case 1 -> Optional.of(new Outcome.Unknown("no answer"));
            default -> Optional.empty();
        };
    }

    @Property
    void whoAsksEndsInTheParcelsOfThePlatformWhateverHappensOnTheWay(
            @ForAll long seed, @ForAll @IntRange(min = 4, max = 16) int steps) {
        Random random = new Random(seed);
        Shelf shelf = new Shelf();
        ReceiverDesk desk = new ReceiverDesk(shelf);
        for (int id = 0; id < 6; id++) {
            desk.lives("id-" + id, "place-" + id % PLACES);
        }
        List<String> arrivals = new ArrayList<>(NUMBERS);
        Collections.shuffle(arrivals, random);
        Map<String, String> goesTo = new HashMap<>();
        try (Oms oms = engine(shelf)) {
            oms.register(Shelf.SHOP.toString(), desk);
            for (int step = 0; step < steps; step++) {
                boolean first = step < arrivals.size();
                String number = first ? arrivals.get(step) : NUMBERS.get(random.nextInt(NUMBERS.size()));
                goesTo.put(number, "id-" + random.nextInt(6));
                oms.accept(desk.order(number, "Li", goesTo.get(number), shelf.instant()));
                desk.outcome = trouble(random);
                if (random.nextBoolean()) {
                    oms.drain();
                } else {
                    oms.runEffects();
                }
                shelf.forward(Duration.ofSeconds(1 + random.nextInt(100)));
            }
            desk.outcome = Optional.empty();
            for (int minute = 0; minute < 8; minute++) {
                oms.drain();
                shelf.forward(Duration.ofMinutes(1));
            }
            assertEquals(byPlace(goesTo), parcels(oms), () -> goesTo.toString());
            int asked = desk.questions.size();
            shelf.forward(Duration.ofHours(1));
            oms.drain();
            assertEquals(asked, desk.questions.size(), "what was answered is not asked again");
        }
    }

    private static Set<Set<String>> byPlace(Map<String, String> goesTo) {
        Map<Integer, Set<String>> places = new TreeMap<>();
        goesTo.forEach((number, id) -> places.computeIfAbsent(
                        Integer.parseInt(id.substring(3)) % PLACES, none -> new TreeSet<>())
                .add(number));
        return places.values().stream().collect(Collectors.toUnmodifiableSet());
    }

    @Property
    void manyOrdersInARowAreFewQuestions(@ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int orders) {
        Random random = new Random(seed);
        Shelf shelf = new Shelf();
        ReceiverDesk desk = new ReceiverDesk(shelf);
        try (Oms oms = engine(shelf)) {
            oms.register(Shelf.SHOP.toString(), desk);
            for (int i = 0; i < orders; i++) {
                oms.accept(desk.order("n" + i, "Li", "id-" + i, shelf.instant()));
                oms.drain();
                shelf.forward(Duration.ofMillis(random.nextInt(20_000)));
            }
            long minutes = Duration.between(Shelf.START, shelf.instant()).toMinutes() + 1;
            shelf.forward(Duration.ofMinutes(2));
            oms.drain();
            assertEquals(
                    orders,
                    desk.questions.stream().flatMap(List::stream).distinct().count(),
                    "every order was asked about");
            assertTrue(
                    desk.questions.size() <= minutes,
                    () -> desk.questions.size() + " questions in " + minutes + " minutes");
            assertEquals(orders, desk.questions.get(desk.questions.size() - 1).size(), "the last question names all");
        }
    }
}
