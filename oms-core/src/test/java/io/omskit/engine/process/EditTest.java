package io.omskit.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Catalog;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.decision.Reason;
import io.omskit.engine.edge.Command;
import io.omskit.engine.work.Work;
import io.omskit.fact.Provenance;
import io.omskit.fact.RefundFact;
import io.omskit.fact.Revision;
import io.omskit.fulfillment.Draft;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import io.omskit.order.edit.Arrangement;
import io.omskit.order.edit.Exchange;
import io.omskit.stock.Source;
import io.omskit.stock.Sources;
import io.omskit.store.MemoryStore;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What commands may change about an order that was taken, and each refusal with its figures. */
class EditTest {
    private static final Catalog CATALOG =
            InMemoryCatalog.builder().item(Item.of("RED", "Red mug", 300)).build();

    /** Three of X at 9.00 and one of Y; so many of X have left. */
    private static Order order(long left) {
        Order order = Draft.of(1).pieces("X", 3, 900).pieces("Y", 1, 100).build();
        Demand sold = order.demands().get(0);
        return order.withDemand(sold.withPlan(3 - left, 0, left).withProgress(Progress.NONE.ship(left)));
    }

    private static Command.Exchange exchange(String reference, long units, String sku, long quantity) {
        return new Command.Exchange(1, reference, "L0", units, new Sku(sku), quantity, true);
    }

    private static Edit edit(Order order, Command.Exchange command) {
        return Edit.exchange(order, command, CATALOG);
    }

    private static Order done(Edit edit) {
        assertNull(edit.refusal(), () -> String.valueOf(edit.refusal()));
        assertEquals(1, edit.orders().size());
        return edit.orders().get(0);
    }

    private static void refused(Edit edit, String code, Map<String, String> figures) {
        assertEquals(List.of(), edit.orders());
        Reason reason = edit.refusal();
        assertEquals(code, reason == null ? "nothing" : reason.code());
        assertEquals(figures, reason == null ? Map.of() : reason.figures());
        assertEquals("order taobao/flagship/T1", reason == null ? "" : reason.subject());
    }

    private static void nothing(Edit edit) {
        assertNull(edit.refusal());
        assertEquals(List.of(), edit.orders());
    }

    @Test
    void unitsThatLeftAreExchangedAsTheCommandSays() {
        Order changed = done(edit(order(2), exchange("E1", 2, "RED", 5)));
        Exchange exchange = changed.handling().edits().exchange("E1").orElseThrow();
        assertEquals("L0", exchange.lineId());
        assertEquals(2, exchange.units());
        assertEquals(5, exchange.quantity());
        assertTrue(exchange.afterReturn());
        nothing(edit(changed, exchange("E1", 2, "RED", 5)));
    }

    @Test
    void noMoreIsExchangedThanHasLeftAndIsNotExchangedAlready() {
        refused(edit(order(2), exchange("E1", 3, "RED", 1)), "EXCHANGE_TOO_MANY", Map.of("line", "L0", "left", "2"));
        Order one = done(edit(order(2), exchange("E1", 1, "RED", 1)));
        refused(edit(one, exchange("E2", 2, "RED", 1)), "EXCHANGE_TOO_MANY", Map.of("line", "L0", "left", "1"));
        Order off = done(Edit.callOff(one, "E1"));
        assertEquals(
                2,
                done(edit(off, exchange("E2", 2, "RED", 1)))
                        .handling()
                        .edits()
                        .exchanges()
                        .size());
        refused(edit(order(0), exchange("E1", 1, "RED", 1)), "EXCHANGE_TOO_MANY", Map.of("line", "L0", "left", "0"));
        Command.Exchange unknown = new Command.Exchange(1, "E1", "L9", 1, new Sku("RED"), 1, true);
        refused(edit(order(2), unknown), "EXCHANGE_TOO_MANY", Map.of("line", "L9", "left", "0"));
    }

    @Test
    void unitsWhoseMoneyWentBackAreNotExchangedAsWell() {
        Order order = order(2);
        RefundFact refund = new RefundFact(
                order.ref(),
                "R1",
                Revision.at(Draft.NOW, 1),
                new Provenance("test", Draft.NOW),
                "L0",
                Quantity.pieces(1),
                Draft.cny(300),
                RefundFact.Status.SUCCEEDED,
                "done",
                RefundFact.Phase.AFTER_SHIPPING,
                true,
                Draft.NOW);
        Order refunded = order.withSale(order.sale().with(refund));
        refused(edit(refunded, exchange("E1", 2, "RED", 1)), "EXCHANGE_TOO_MANY", Map.of("line", "L0", "left", "1"));
        done(edit(refunded, exchange("E1", 1, "RED", 1)));
    }

    @Test
    void anExchangeNeedsAKnownSkuAndPositiveQuantities() {
        refused(edit(order(2), exchange("E1", 1, "BLUE", 1)), "UNKNOWN_SKU", Map.of("sku", "BLUE"));
        refused(
                edit(order(2), exchange("E1", 0, "RED", 1)),
                "QUANTITY_NOT_POSITIVE",
                Map.of("units", "0", "quantity", "1"));
        refused(
                edit(order(2), exchange("E1", 1, "RED", 0)),
                "QUANTITY_NOT_POSITIVE",
                Map.of("units", "1", "quantity", "0"));
    }

    @Test
    void callingOffNamesAnExchangeAndChangesItOnce() {
        refused(Edit.callOff(order(2), "E9"), "UNKNOWN_EXCHANGE", Map.of("reference", "E9"));
        Order off = done(Edit.callOff(done(edit(order(2), exchange("E1", 1, "RED", 1))), "E1"));
        assertTrue(off.handling().edits().exchange("E1").orElseThrow().canceled());
        nothing(Edit.callOff(off, "E1"));
    }

    /** No other order is known. */
    private static Edit arranged(Order order, List<Arrangement> arrangements) {
        Sources sources = Sources.of(List.of(Source.of("W1", Source.Kind.OWN, ZoneOffset.UTC)));
        Work work = new Work(new MemoryStore(), Instant.EPOCH, () -> 1);
        return Edit.arrange(order, arrangements, sources, work);
    }

    private static Edit arrange(long orderId, int demand, long quantity) {
        Arrangement at =
                new Arrangement(Arrangement.Sort.AT, "W1", List.of(new Arrangement.Units(orderId, demand, quantity)));
        return arranged(order(0), List.of(at));
    }

    @Test
    void arrangementsNameDemandsAndUnitsThatAreThere() {
        assertEquals(1, done(arrange(1, 0, 3)).handling().edits().arrangements().size());
        refused(arrange(1, 2, 1), "UNKNOWN_DEMAND", Map.of("demand", "2"));
        refused(arrange(1, -1, 1), "UNKNOWN_DEMAND", Map.of("demand", "-1"));
        refused(arrange(1, 0, 4), "NOT_A_QUANTITY", Map.of("units", "4", "quantity", "3"));
        refused(arrange(1, 0, 0), "NOT_A_QUANTITY", Map.of("units", "0", "quantity", "3"));
        assertEquals("UNKNOWN_ORDER", arrange(7, 5, 99).refusal().code());
    }

    @Test
    void arrangementsReplaceThoseBeforeAndNoneTakesAllBack() {
        Order arranged = done(arrange(1, 0, 3));
        nothing(arranged(arranged, arranged.handling().edits().arrangements()));
        assertEquals(
                List.of(),
                done(arranged(arranged, List.of())).handling().edits().arrangements());
    }
}
