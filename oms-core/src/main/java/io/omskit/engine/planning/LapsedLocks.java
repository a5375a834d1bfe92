package io.omskit.engine.planning;

import io.omskit.decision.Reason;
import io.omskit.engine.work.Work;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.AllocationFold;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.order.Order;
import io.omskit.stock.Sources;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes back what orders hold in plans because their money did not come in time; released work is not touched. */
final class LapsedLocks {
    private final Work work;
    private final Sources sources;

    LapsedLocks(Work work, Sources sources) {
        this.work = work;
        this.sources = sources;
    }

    void giveBack(Order order) {
        for (FulfillmentOrder held : work.fulfillmentsOf(order)) {
            if (held.isMovable() && held.orderIds().contains(order.id())) {
                giveBack(order, held);
            }
        }
        work.put(AllocationFold.recount(order, work.fulfillmentsOf(order)));
    }

    private void giveBack(Order order, FulfillmentOrder held) {
        Map<StockCell, Long> cells = new TreeMap<>();
        List<Allocation> others = new ArrayList<>();
        for (Allocation allocation : held.allocations()) {
            if (allocation.orderId() == order.id()) {
                cells.merge(new StockCell(held.source(), allocation.sku()), allocation.quantity(), Math::addExact);
            } else {
                others.add(allocation);
            }
        }
        if (others.isEmpty()) {
            work.remove(held);
        } else {
            work.put(held.withAllocations(others));
        }
        if (sources.isCounted(held.source())) {
            String reference = FulfillmentOrder.reference(held.id());
            cells.forEach((cell, steps) -> work.move(order.id(), StockMovement.release(cell, steps, reference)));
        }
        work.notes(order.id()).events.add("LOCK_OVER");
        work.notes(order.id()).reasons.add(Reason.of("LOCK_OVER", "order " + order.ref(), "source", held.source()));
    }
}
