package io.omskit.order;

import static io.omskit.order.Facts.cny;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.catalog.Match;
import io.omskit.catalog.Sku;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.fact.RefundFact;
import io.omskit.fact.RefundState;
import io.omskit.fact.Revision;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DemandsTest {
    private static final OrderFact.Line X = Facts.line("X", 3, 1000);
    private static final OrderFact.Line Y = Facts.line("Y", 1, 500);
    private static final KnownGoods CATALOG = new KnownGoods().sku(X).sku(Y);

    @Test
    void aLineOfOneSkuIsOneDemand() {
        Order order = mapped(X, Y);
        assertEquals(2, order.demands().size());
        Demand demand = order.demands().get(0);
        assertEquals(new Sku("SKU-X"), demand.sku());
        assertEquals(3, demand.needed());
        assertEquals(3, demand.unplanned());
        assertEquals(Demand.Origin.SOLD, demand.origin());
    }

    @Test
    void aBundleIsOneDemandForEachComponent() {
        Order order = Demands.reconcile(order(X), new KnownGoods().bundle(X));
        assertEquals(
                List.of(3L, 6L), order.demands().stream().map(Demand::needed).toList());
        assertEquals(Demand.Origin.COMPONENT, order.demands().get(1).origin());
        assertTrue(order.demands().get(1).shipTogether());
        Order less = Demands.reconcile(
                order.withSale(order.sale().with(refund("R", Quantity.pieces(1), null))), new KnownGoods().bundle(X));
        assertEquals(
                List.of(1L, 2L), less.demands().stream().map(Demand::canceled).toList());
    }

    @Test
    void aWeighedLineIsCountedInItsSteps() {
        OrderFact.Line tea = Facts.line("T", Quantity.of(2350, Measure.KILOGRAM), 100, 235);
        Order order = Demands.reconcile(order(tea), new KnownGoods().sku(tea));
        assertEquals(2350, order.demands().get(0).needed());
        assertEquals(Measure.KILOGRAM, order.demands().get(0).measure());
    }

    @Test
    void aWeighedLineThatTheSkuCannotBeCountedInWaitsUnmapped() {
        OrderFact.Line tea = Facts.line("T", Quantity.of(350, Measure.KILOGRAM), 100, 35);
        KnownGoods pieces = new KnownGoods().put(tea, List.of(Match.Need.sold(new Sku("BOX"), Quantity.pieces(1))));
        Order order = Demands.reconcile(order(tea), pieces);
        assertTrue(order.demands().isEmpty());
        assertEquals(List.of(tea), Demands.unmappedLines(order));
    }

    @Test
    void aMappingThatComesLateAddsTheDemandAtTheEnd() {
        Order order = Demands.reconcile(order(X, Y), new KnownGoods().sku(Y));
        assertEquals(List.of(X), Demands.unmappedLines(order));
        Order later = Demands.reconcile(order, CATALOG);
        assertEquals(
                List.of("Y", "X"), later.demands().stream().map(Demand::lineId).toList());
        assertTrue(Demands.unmappedLines(later).isEmpty());
    }

    @Test
    void aChangeOfTheCatalogDoesNotRewriteWorkThatHasBegun() {
        Order order = mapped(X);
        assertSame(order, Demands.reconcile(order, new KnownGoods().bundle(X)));
    }

    @Test
    void aRefundOfUnitsBeforeShippingCancelsThem() {
        assertEquals(1, canceled(refund("R", Quantity.pieces(1), cny(1000))));
    }

    @Test
    void aRefundAfterShippingOrWithReturnCancelsNothing() {
        RefundFact after = Facts.refund(
                "R", 9, "X", Quantity.pieces(1), null, RefundFact.Status.SUCCEEDED, RefundFact.Phase.AFTER_SHIPPING);
        assertEquals(0, canceled(after));
    }

    @Test
    void anOpenRefundCancelsNothing() {
        RefundFact open = Facts.refund(
                "R", 9, "X", Quantity.pieces(1), null, RefundFact.Status.REQUESTED, RefundFact.Phase.UNKNOWN);
        assertEquals(0, canceled(open));
    }

    @Test
    void refundsByAmountCancelTheGoodsOnlyTogetherWhenTheyPayTheWholeLine() {
        assertEquals(0, canceled(refund("R1", null, cny(1000))));
        assertEquals(3, canceled(refund("R1", null, cny(1000)), refund("R2", null, cny(2000))));
        assertEquals(3, canceled(refund("R1", null, null)));
    }

    @Test
    void aClosedOrderNeedsNothingAndALineThatIsGoneNeedsNothing() {
        Order order = mapped(X, Y);
        Order closed = again(order, Facts.reading(9, PlatformStatus.CANCELED, List.of(X, Y)));
        assertEquals(
                List.of(3L, 1L), closed.demands().stream().map(Demand::canceled).toList());
        Order without = again(order, Facts.reading(9, PlatformStatus.TO_SHIP, List.of(Y)));
        assertEquals(
                List.of(3L, 0L),
                without.demands().stream().map(Demand::canceled).toList());
        OrderFact.Line shut = Facts.line(Y, PlatformStatus.CLOSED_REFUNDED, RefundState.NONE, null, null);
        Order line = again(order, Facts.reading(9, PlatformStatus.TO_SHIP, List.of(X, shut)));
        assertEquals(
                List.of(0L, 1L), line.demands().stream().map(Demand::canceled).toList());
    }

    @Test
    void aReadingWithoutAnyLineSaysNothingAboutThem() {
        Order order = mapped(X, Y);
        Order listed = again(order, Facts.reading(9, PlatformStatus.TO_SHIP, List.of()));
        assertEquals(
                List.of(0L, 0L), listed.demands().stream().map(Demand::canceled).toList());
    }

    @Test
    void whatLeftTheHouseCannotBeCanceled() {
        Order order = mapped(X);
        Demand shipped = order.demands().get(0).withPlan(1, 0, 2).withProgress(Progress.NONE.ship(2));
        Order closed = again(order.withDemand(shipped), Facts.reading(9, PlatformStatus.CANCELED, List.of(X)));
        assertEquals(1, closed.demands().get(0).canceled());
        assertEquals(0, closed.demands().get(0).unplanned());
    }

    @Test
    void unitsWithdrawnByCommandStayCanceled() {
        Order order = mapped(X);
        Order withdrawn =
                Demands.reconcile(order.withDemand(order.demands().get(0).withWithdrawn(2)), CATALOG);
        assertEquals(2, withdrawn.demands().get(0).canceled());
        assertEquals(1, withdrawn.demands().get(0).unplanned());
    }

    @Test
    void aLineThatWasRefundedBeforeItWasMappedDoesNotWait() {
        Order order = order(X).withSale(order(X).sale().with(refund("R", null, null)));
        assertTrue(Demands.unmappedLines(order).isEmpty());
    }

    private static long canceled(RefundFact... refunds) {
        Order order = mapped(X);
        for (RefundFact refund : refunds) {
            order = order.withSale(order.sale().with(refund));
        }
        return Demands.reconcile(order, CATALOG).demands().get(0).canceled();
    }

    private static RefundFact refund(String id, @Nullable Quantity quantity, @Nullable Money amount) {
        return Facts.refund(
                id, 9, "X", quantity, amount, RefundFact.Status.SUCCEEDED, RefundFact.Phase.BEFORE_SHIPPING);
    }

    private static Order again(Order order, OrderFact fact) {
        return Demands.reconcile(order.withSale(order.sale().with(fact)), CATALOG);
    }

    private static Order order(OrderFact.Line... lines) {
        return Facts.order(Facts.reading(
                Revision.at(Facts.minute(1), 1),
                PlatformStatus.TO_SHIP,
                Facts.amounts(List.of(lines)),
                List.of(lines)));
    }

    private static Order mapped(OrderFact.Line... lines) {
        return Demands.reconcile(order(lines), CATALOG);
    }
}
