package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Effect;
import io.omskit.engine.edge.EffectHandler.Outcome;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.engine.policy.FulfillmentPolicy;
import io.omskit.engine.policy.Policy;
import io.omskit.fact.OrderFact;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Demand;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.edit.Arrangement;
import io.omskit.order.edit.Arrangement.Sort;
import io.omskit.order.edit.Arrangement.Units;
import io.omskit.order.flow.OrderFlow;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What people change about orders that were taken: exchanges, ways by hand, groups taken apart, holds of single lines. */
class EditsTest {
    private final Shelf shelf = new Shelf();
    private final Outbox outbox = new Outbox();
    private final Set<String> rejecting = new java.util.TreeSet<>();
    private final MemoryStore store = new MemoryStore();
    private Oms oms;

    @AfterEach
    void close() {
        EndState.assertSound(store);
        oms.close();
    }

    private void open(Policy policy, long atW1, long atW2) {
        oms = Oms.builder()
                .store(store)
                .catalog(Shelf.catalog("X", "Y", "Z"))
                .sources(Shelf.warehouses("W1", "W2"))
                .unsealedForTests()
                .hashKeys(Shelf.hashKey())
                .time(shelf)
                .policy(policy)
                .handler(outbox.taking(
                        Effect.SOURCE_WORK,
                        RepeatRule.SAME_KEY,
                        effect -> rejecting.contains(effect.target())
                                ? new Outcome.Rejected("no hands")
                                : Outcome.Done.of("taken"),
                        effect -> new Outcome.Unknown("?")))
                .build();
        for (String sku : List.of("X", "Y", "Z")) {
            oms.stock().book(StockMovement.receive(cell("W1", sku), atW1, "in-" + sku));
            if (atW2 > 0) {
                oms.stock().book(StockMovement.receive(cell("W2", sku), atW2, "in-" + sku));
            }
        }
    }

    private static Policy waiting() {
        return Policy.defaults().withFlow(OrderFlow.standard(Duration.ofHours(1)));
    }

    private void accept(String number, OrderFact.Line... lines) {
        oms.accept(Shelf.paid(number, "Li", Shelf.START, lines));
        oms.drain();
    }

    private Order order(String number) {
        return oms.orders().find(Shelf.SHOP.order(number)).orElseThrow();
    }

    private List<FulfillmentOrder> works(String number) {
        return oms.fulfillment().of(order(number));
    }

    private void shipped(String number) {
        for (FulfillmentOrder work : works(number)) {
            oms.fulfillment()
                    .report(new SourceReport.Shipped(
                            work.id(), shelf.instant(), "sf", "SF" + work.id(), "", List.of()));
        }
        oms.drain();
    }

    private Command.Result exchange(String reference, long units, boolean afterReturn) {
        Command.Result result = oms.submit(
                new Command.Exchange(order("1001").id(), reference, "1", units, new Sku("Y"), units, afterReturn));
        oms.drain();
        return result;
    }

    private List<Demand> replacements() {
        return order("1001").demands().stream()
                .filter(demand -> demand.origin() == Demand.Origin.REPLACEMENT)
                .toList();
    }

    @Test
    void anExchangeShipsAtOnceAndMovesNoMoney() {
        open(Policy.defaults(), 9, 0);
        accept("1001", Shelf.line("1", "X", 2, 5_000));
        assertFalse(exchange("E1", 1, false).done(), "nothing has left yet");
        shipped("1001");
        assertTrue(exchange("E1", 1, false).done());
        assertTrue(exchange("E1", 1, false).done(), "sent again it changes nothing");
        assertEquals(1, replacements().size());
        assertEquals(2, outbox.releases().size());
        assertEquals(Shelf.yuan(10_000), order("1001").sale().paid());
        assertFalse(exchange("E2", 2, false).done(), "one unit is left to exchange");
        assertTrue(exchange("E2", 1, false).done());
        shipped("1001");
        assertEquals(
                2,
                replacements().stream()
                        .mapToLong(demand -> demand.progress().shipped())
                        .sum());
    }

    @Test
    void anExchangeAfterReturnWaitsForTheGoods() {
        open(Policy.defaults(), 9, 0);
        accept("1001", Shelf.line("1", "X", 2, 5_000));
        shipped("1001");
        assertTrue(exchange("E1", 1, true).done());
        assertEquals(List.of(), replacements());
        long id = order("1001").id();
        FulfillmentOrder work = works("1001").get(0);
        oms.fulfillment()
                .report(new SourceReport.ReturnReceived(
                        work.id(), shelf.instant(), List.of(new Part(id, 0, 1)), List.of(), null));
        oms.drain();
        assertEquals(1, replacements().size());
        assertEquals(2, outbox.releases().size());
    }

    @Test
    void anExchangeThatIsCalledOffTakesItsGoodsBack() {
        open(waiting(), 9, 0);
        accept("1001", Shelf.line("1", "X", 1, 5_000));
        shelf.forward(Duration.ofHours(2));
        oms.drain();
        shipped("1001");
        assertTrue(exchange("E1", 1, false).done());
        assertEquals(
                1,
                oms.stock()
                        .balances(List.of(cell("W1", "Y")))
                        .get(cell("W1", "Y"))
                        .reserved());
        assertTrue(oms.submit(new Command.CallOffExchange(order("1001").id(), "E1"))
                .done());
        oms.drain();
        assertEquals(
                0,
                oms.stock()
                        .balances(List.of(cell("W1", "Y")))
                        .get(cell("W1", "Y"))
                        .reserved());
        assertFalse(oms.submit(new Command.CallOffExchange(order("1001").id(), "E9"))
                .done());
    }

    private static StockCell cell(String source, String sku) {
        return new StockCell(source, new Sku(sku));
    }

    @Test
    void unitsGoToAnotherSourceByHandAndComeBack() {
        open(waiting(), 9, 9);
        accept("1001", Shelf.line("1", "X", 2, 5_000), Shelf.line("2", "Y", 1, 5_000));
        assertEquals(List.of("W1"), sources("1001"));
        long id = order("1001").id();
        arrange(new Arrangement(Sort.AT, "W2", List.of(new Units(id, 1, 1))));
        assertEquals(List.of("W2"), sources("1001"), "the rest goes along: one parcel is better than two");
        arrange(
                new Arrangement(Sort.AT, "W2", List.of(new Units(id, 1, 1))),
                new Arrangement(Sort.AT, "W1", List.of(new Units(id, 0, 2))));
        assertEquals(List.of("W1", "W2"), sources("1001"), "split by hand");
        arrange();
        assertEquals(List.of("W1"), sources("1001"), "and un-split");
        arrange(new Arrangement(Sort.APART, "", List.of(new Units(id, 0, 1))));
        assertEquals(List.of("W1", "W1"), sources("1001"));
        assertFalse(oms.submit(
                        new Command.Arrange(id, List.of(new Arrangement(Sort.AT, "W2", List.of(new Units(id, 7, 1))))))
                .done());
        assertFalse(oms.submit(
                        new Command.Arrange(id, List.of(new Arrangement(Sort.AT, "W2", List.of(new Units(id, 0, 3))))))
                .done());
    }

    private void arrange(Arrangement... arrangements) {
        assertTrue(oms.submit(new Command.Arrange(order("1001").id(), List.of(arrangements)))
                .done());
        oms.drain();
    }

    private List<String> sources(String number) {
        List<String> sources = new ArrayList<>();
        works(number).forEach(work -> sources.add(work.source()));
        sources.sort(null);
        return sources;
    }

    @Test
    void aGroupIsTakenApartAndStaysApart() {
        open(waiting(), 9, 0);
        accept("1001", Shelf.line("1", "X", 1, 5_000));
        accept("1002", Shelf.line("1", "X", 1, 5_000));
        assertEquals(works("1001"), works("1002"));
        assertTrue(oms.submit(new Command.Unmerge(order("1002").id(), "Ann")).done());
        oms.drain();
        assertNotEquals(works("1001"), works("1002"));
        oms.fulfillment().replan(order("1001").id());
        oms.drain();
        assertNotEquals(works("1001"), works("1002"));
        assertFalse(oms.submit(new Command.Unmerge(order("1002").id(), "Ann")).done());
    }

    @Test
    void aHoldOfALineLetsTheRestGo() {
        open(waiting(), 9, 0);
        accept("1001", Shelf.line("1", "X", 1, 5_000), Shelf.line("2", "Y", 1, 5_000));
        Hold hold = new Hold(
                "ENGRAVING",
                "desk",
                "engrave",
                "2",
                "is engraved",
                shelf.instant(),
                null,
                EnumSet.of(Hold.Step.RELEASE, Hold.Step.HAND_OVER));
        assertTrue(oms.review().hold(order("1001").id(), hold).done());
        shelf.forward(Duration.ofHours(2));
        oms.drain();
        assertEquals(1, outbox.releases().size());
        assertEquals(1, order("1001").demands().get(0).progress().released());
        assertEquals(0, order("1001").demands().get(1).progress().released());
        assertTrue(oms.review().lift(order("1001").id(), "desk", "engrave").done());
        oms.drain();
        assertEquals(2, outbox.releases().size());
    }

    @Test
    void aSourceThatRejectsIsLeftAloneForAWhile() {
        open(
                Policy.defaults().withFulfillment(FulfillmentPolicy.defaults().withRejectedFor(Duration.ofHours(3))),
                9,
                9);
        rejecting.add("W1");
        accept("1001", Shelf.line("1", "X", 1, 5_000));
        assertEquals(List.of("W2"), sources("1001"));
        assertEquals(2, outbox.releases().size());
        rejecting.add("W2");
        accept("1002", Shelf.line("1", "Y", 1, 5_000));
        assertEquals(List.of(), sources("1002"), "nobody is left to ask");
        rejecting.clear();
        shelf.forward(Duration.ofHours(4));
        oms.drain();
        assertEquals(List.of("W1"), sources("1002"));
    }

    @Test
    void aSourceTakesNoMoreParcelsThanItsDayHasRoomFor() {
        open(
                Policy.defaults()
                        .withMerge(io.omskit.fulfillment.merge.MergePolicy.off())
                        .withFulfillment(FulfillmentPolicy.defaults().withParcelsADay(Map.of("W1", 2L))),
                9,
                0);
        for (String number : List.of("1001", "1002", "1003")) {
            accept(number, Shelf.line("1", "X", 1, 5_000));
        }
        assertEquals(2, outbox.releases().size());
        shelf.forward(Duration.ofDays(1));
        oms.drain();
        assertEquals(3, outbox.releases().size());
    }
}
