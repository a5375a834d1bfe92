package io.omskit.engine.process;

import io.omskit.decision.Reason;
import io.omskit.engine.work.Work;
import io.omskit.fulfillment.Allocation;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.WeightAdjustment;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.value.Quantity;
import io.omskit.value.Rate;

/**
 * What the scale showed at packing: the difference and its worth are told, and beyond the tolerance the line is held until
 * somebody decides. Who let a weight go is not asked again when the same weight is packed again.
 */
final class Weighing {
    private final Work work;
    private final Rate tolerance;

    Weighing(Work work, Rate tolerance) {
        this.work = work;
        this.tolerance = tolerance;
    }

    /** Looks at everything in the work that was weighed. */
    void of(FulfillmentOrder packed) {
        for (Allocation allocation : packed.allocations()) {
            Order order = work.order(allocation.orderId());
            if (order != null) {
                WeightAdjustment.of(order, allocation, tolerance).ifPresent(found -> tell(order, found));
            }
        }
    }

    private void tell(Order order, WeightAdjustment found) {
        work.notes(order.id())
                .reasons
                .add(Reason.of(
                        "WEIGHT_DIFFERS",
                        "order " + order.ref(),
                        "sku",
                        found.sku(),
                        "sold",
                        Quantity.of(found.nominal(), found.measure()),
                        "packed",
                        Quantity.of(found.packed(), found.measure()),
                        "worth",
                        found.money() == null ? "-" : found.money()));
        Hold hold = found.hold(work.now()).orElse(null);
        if (hold != null) {
            String shown = hold.handle() + ":" + found.packed();
            if (!order.hasPassed(shown)) {
                work.put(order.withHold(hold).withPass(new Order.Pass(shown, hold.owner(), work.now())));
                work.notes(order.id()).events.add("WEIGHT_HELD");
            }
        }
    }
}
