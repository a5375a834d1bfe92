package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.policy.Policy;
import io.omskit.engine.policy.ReadingPolicy;
import io.omskit.engine.stored.Tables;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PersonalData;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.Provenance;
import io.omskit.fact.Revision;
import io.omskit.order.Order;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import io.omskit.store.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** S2 for what rules read of people and of unpaid siblings: whatever comes first, the same is known and everything leaves. */
class SignalFactsProperties {
    private static final String SECRET = "door code 4711";
    private static final List<String> NUMBERS = List.of("1001", "1002", "1003");

    private static final List<Fact> STORY = List.of(
            fact("1001", 0, PlatformStatus.UNPAID, null, "138****0001"),
            fact("1002", 0, PlatformStatus.UNPAID, SECRET, "13800000001"),
            fact("1001", 1, PlatformStatus.TO_SHIP, SECRET, "13800000001"),
            fact("1001", 2, PlatformStatus.TO_SHIP, "WAIT " + SECRET, "13800000001"),
            fact("1003", 2, PlatformStatus.UNPAID, "gift", "12"),
            fact("1001", 3, PlatformStatus.TO_SHIP, "gift " + SECRET, "13800000001"),
            fact("1002", 4, PlatformStatus.TO_SHIP, "wait, gift", "13800000001"),
            fact("1002", 5, PlatformStatus.TO_SHIP, "*** gift ***", "13800000001"),
            fact("1003", 6, PlatformStatus.CLOSED_UNPAID, "***", "13800000002"));

    private static OrderFact fact(
            String number, int minute, PlatformStatus status, @Nullable String memo, String phone) {
        Instant at = Shelf.START.plus(Duration.ofMinutes(minute));
        OrderFact plain = Shelf.paid(number, "Li", Shelf.START, Shelf.line("1", "X", 1, 5000));
        PersonalData told = Objects.requireNonNull(plain.personal());
        return new OrderFact(
                plain.ref(),
                Revision.at(at, 1),
                new Provenance("test", at),
                plain.kind(),
                status,
                status.name(),
                plain.terms(),
                Shelf.START,
                status.isPaid() ? Shelf.START : null,
                null,
                null,
                false,
                plain.amounts(),
                plain.lines(),
                List.of(),
                List.of(),
                Set.of(),
                plain.region(),
                new PersonalData(told.buyerAccount(), told.name(), phone, null, told.address(), null, memo, memo, null),
                List.of());
    }

    private static final class Run implements AutoCloseable {
        final Shelf shelf = new Shelf();
        final Outbox outbox = new Outbox();
        final Oms oms;

        Run(List<Fact> facts, int batch) {
            oms = Oms.builder()
                    .store(new MemoryStore())
                    .catalog(Shelf.catalog("X"))
                    .sources(Shelf.warehouses("W1"))
                    .unsealedForTests()
                    .hashKeys(Shelf.hashKey())
                    .time(shelf)
                    .policy(Policy.defaults()
                            .withFlow(UnpaidSiblingTest.read(UnpaidSiblingTest.WAITING)
                                    .orThrow())
                            .withReading(ReadingPolicy.nothing()
                                    .withKeywords(List.of("wait", "gift"))
                                    .withBlacklist(keys -> keys.buyers().size() == 2)))
                    .handler(outbox.taking(Effect.SOURCE_WORK))
                    .build();
            oms.stock().book(StockMovement.receive(new StockCell("W1", new Sku("X")), 9, "in-X"));
            for (int from = 0; from < facts.size(); from += batch) {
                oms.accept(facts.subList(from, Math.min(facts.size(), from + batch))
                        .toArray(Fact[]::new));
                oms.drain();
                shelf.forward(Duration.ofSeconds(10));
            }
            shelf.forward(Duration.ofHours(1));
            oms.drain();
            assertEquals(List.of(), oms.poisoned(9));
            EndState.assertSound(oms.store());
        }

        Order order(String number) {
            return oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
        }

        List<String> known() {
            List<String> known = new ArrayList<>();
            for (String number : NUMBERS) {
                Order order = order(number);
                boolean left = oms.fulfillment().of(order).stream().anyMatch(work -> work.handedOver());
                known.add(order.sale() + " " + order.parties() + " " + left + " "
                        + order.holds().size());
            }
            return known;
        }

        @Override
        public void close() {
            oms.close();
        }
    }

    private static final List<String> IN_ORDER = inOrder();

    private static List<String> inOrder() {
        try (Run run = new Run(STORY, 1)) {
            return run.known();
        }
    }

    @Property
    void anyOrderAndRepetitionEndsInTheSameSignalsAndLetsEverythingGo(
            @ForAll long seed, @ForAll @IntRange(max = 9) int repeats, @ForAll @IntRange(min = 1, max = 18) int batch) {
        Random random = new Random(seed);
        List<Fact> all = new ArrayList<>(STORY);
        for (int i = 0; i < repeats; i++) {
            all.add(STORY.get(random.nextInt(STORY.size())));
        }
        Collections.shuffle(all, random);
        try (Run run = new Run(all, batch)) {
            assertEquals(IN_ORDER, run.known());
            for (Row row : run.oms.store().find(Query.all(Tables.ORDER).limit(9))) {
                assertFalse(row.json().contains("door code"), "the text itself is sealed");
            }
        }
    }
}
