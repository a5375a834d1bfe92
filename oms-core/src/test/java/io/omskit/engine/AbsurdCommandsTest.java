package io.omskit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.decision.ReasonTexts;
import io.omskit.engine.edge.Command;
import io.omskit.fact.Provenance;
import io.omskit.fact.Revision;
import io.omskit.fact.StockFact;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.SourceReport;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.edit.Arrangement;
import io.omskit.order.edit.Arrangement.Sort;
import io.omskit.order.edit.Arrangement.Units;
import io.omskit.stock.StockMovement;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Negative, zero and absurd quantities, and names of nothing: each is refused with its reason, and nothing changes. */
class AbsurdCommandsTest {
    private final Scene scene = Scene.of(Scene.waiting()).stock("W1", "X", 9).stock("W1", "Y", 9);

    @BeforeEach
    void sell() {
        scene.sell("1", "Li", Shelf.line("x", "X", 3, 5_000), Shelf.line("gone", "unknown", 1, 100));
        scene.sell("2", "Wang", Shelf.line("x", "X", 3, 5_000));
        scene.later();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    private Order order() {
        return scene.order("2");
    }

    private void refused(String code, Command command) {
        Order before = order();
        Command.Result result = scene.oms.submit(command);
        assertFalse(result.done(), code);
        Reason reason = result.explanation().reasons().get(0);
        assertEquals(code, reason.code());
        for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINESE)) {
            String text = ReasonTexts.forLocale(locale).text(reason);
            assertFalse(text.contains("{"), text);
        }
        assertEquals(before, order());
    }

    @Test
    void unitsToCancel() {
        long id = order().id();
        refused("NOT_A_QUANTITY", new Command.CancelUnits(id, "x", 0));
        refused("NOT_A_QUANTITY", new Command.CancelUnits(id, "x", Long.MIN_VALUE));
        refused("CANCEL_TOO_LATE", new Command.CancelUnits(id, "x", Long.MAX_VALUE));
        refused("UNKNOWN_LINE", new Command.CancelUnits(id, "nobody", 1));
        refused("UNMAPPED_LINE", new Command.CancelUnits(scene.order("1").id(), "gone", 1));
    }

    @Test
    void unitsToExchange() {
        scene.ship("2");
        long id = order().id();
        Function<Long, Command> quantity = many -> new Command.Exchange(id, "E", "x", 1, new Sku("Y"), many, false);
        refused("QUANTITY_NOT_POSITIVE", quantity.apply(-1L));
        refused("NOT_A_QUANTITY", quantity.apply(Long.MAX_VALUE));
        refused("NO_REFERENCE", new Command.Exchange(id, " ", "x", 1, new Sku("Y"), 1, false));
        refused("EXCHANGE_TOO_MANY", new Command.Exchange(id, "E", "x", Long.MAX_VALUE, new Sku("Y"), 1, false));
    }

    @Test
    void aReferenceThatStandsForAnotherExchange() {
        scene.ship("2");
        long id = order().id();
        Command exchange = new Command.Exchange(id, "E", "x", 1, new Sku("Y"), 1, true);
        assertTrue(scene.oms.submit(exchange).done());
        assertTrue(scene.oms.submit(exchange).done(), "sent again it changes nothing");
        refused("EXCHANGE_OTHER", new Command.Exchange(id, "E", "x", 2, new Sku("Y"), 1, true));
        assertTrue(scene.oms.submit(new Command.CallOffExchange(id, "E")).done());
        refused("EXCHANGE_OTHER", exchange);
    }

    @Test
    void arrangementsThatNobodyCanKeep() {
        long id = order().id();
        Units units = new Units(id, 0, 1);
        refused("ARRANGED_NOWHERE", arrange(new Arrangement(Sort.AT, "W7", List.of(units))));
        refused("UNKNOWN_ORDER", arrange(new Arrangement(Sort.TOGETHER, "", List.of(units, new Units(99, 0, 1)))));
        refused("NOT_A_QUANTITY", arrange(new Arrangement(Sort.APART, "", List.of(new Units(id, 0, -1)))));
    }

    private Command arrange(Arrangement arrangement) {
        return new Command.Arrange(order().id(), List.of(arrangement));
    }

    @Test
    void holdsThatNobodyCouldLiftOrThatHoldNothing() {
        long id = order().id();
        refused("HOLD_REFUSED", new Command.PlaceHold(id, hold(Hold.FLOW, null)));
        refused("UNKNOWN_LINE", new Command.PlaceHold(id, hold("desk", "nobody")));
        assertTrue(scene.oms.review().hold(id, hold("desk", "x")).done());
    }

    private Hold hold(String owner, @Nullable String line) {
        return new Hold("LOOK", owner, "h", line, "look", Shelf.START, null, Set.of(Hold.Step.RELEASE));
    }

    @Test
    void unitsThatSourcesReport() {
        FulfillmentOrder work = scene.works("2").get(0);
        for (long many : new long[] {0, -1, Long.MIN_VALUE}) {
            Part part = new Part(order().id(), 0, many);
            List<Part> parts = List.of(new Part(order().id(), 0, 2), part);
            refused("REFUSED_NOT_POSITIVE", new Command.Report(packed(work, parts)));
            refused("REFUSED_NOT_POSITIVE", new Command.Report(shipped(work, parts)));
            refused(
                    "REFUSED_NOT_POSITIVE",
                    new Command.Report(new SourceReport.ShortPick(work.id(), Shelf.START, parts)));
        }
        assertTrue(scene.report(shipped(work, List.of(new Part(order().id(), 0, 2)))));
        Part back = new Part(order().id(), 0, -1);
        refused(
                "REFUSED_NOT_POSITIVE",
                new Command.Report(
                        new SourceReport.ReturnReceived(work.id(), Shelf.START, List.of(back), List.of(), null)));
        refused(
                "REFUSED_SOURCE",
                new Command.Report(new SourceReport.ReturnReceived(
                        work.id(), Shelf.START, List.of(new Part(order().id(), 0, 1)), List.of(), "W7")));
    }

    private static SourceReport packed(FulfillmentOrder work, List<Part> parts) {
        return new SourceReport.Packed(work.id(), Shelf.START, parts, List.of());
    }

    private static SourceReport shipped(FulfillmentOrder work, List<Part> parts) {
        return new SourceReport.Shipped(work.id(), Shelf.START, "sf", "SF1", "", parts);
    }

    @Test
    void stockOfASourceThatThereIsNot() {
        refused("UNKNOWN_SOURCE", new Command.MoveStock(List.of(StockMovement.receive(Scene.cell("W7", "X"), 5, "d"))));
        StockFact told = new StockFact(
                "W7",
                "X",
                Revision.at(Shelf.START, 1),
                new Provenance("test", Shelf.START),
                StockFact.Kind.RECEIVED,
                Shelf.pieces(5),
                "d",
                Shelf.START);
        try (Oms oms = Scene.of(Scene.waiting()).oms) {
            oms.accept(told);
            oms.drain();
            assertTrue(oms.poisoned(9).get(0).reason().contains("W7, which is no source"));
        }
    }

    @Test
    void promisesOfNothing() {
        assertThrows(IllegalArgumentException.class, () -> scene.oms.stock().promise(new Sku("X"), -5));
    }
}
