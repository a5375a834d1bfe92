package io.omskit.fulfillment.parcel;

import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.Sale;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the units of a demand belong to others, and until when they must leave.
 *
 * @param set what the components of one bundle that travels together share; absent for goods that go their own way
 * @param perSet steps of one such bundle
 * @param company the orders of which a parcel must hold sold goods before a gift may join it; none for anything that may
 *     leave by itself
 * @param sealed whether the order is never split
 * @param shipBy until when to hand over
 */
public record Bond(
        @Nullable String set,
        long perSet,
        List<Long> company,
        boolean sealed,
        @Nullable Instant shipBy) {
    /** Of goods that go their own way. */
    public static final Bond NONE = new Bond(null, 1, List.of(), false, null);

    /** The flag of an order that is neither merged nor split. */
    public static final String SEALED = "sealed";

    public Bond {
        company = List.copyOf(company);
        if (perSet <= 0) {
            throw new IllegalArgumentException(
                    "a bundle takes " + perSet + " steps of a component.\nMend the bundle: at least one.");
        }
    }

    /** The bonds of a demand of this order. */
    public static Bond of(Order order, Demand demand) {
        Sale.Reading latest = order.sale().latest();
        boolean sealed = latest != null && latest.flags().contains(SEALED);
        boolean together = demand.shipTogether() && demand.bundle() != null;
        Instant promised = demand.shipBy() == null ? order.shipBy() : demand.shipBy();
        List<Long> company = demand.origin() == Demand.Origin.GIFT ? company(order, demand) : List.of();
        return !sealed && !together && promised == null && company.isEmpty()
                ? NONE
                : new Bond(together ? demand.lineId() : null, together ? demand.ratio() : 1, company, sealed, promised);
    }

    /** Orders that a gift waits for: none once something that earned it has shipped, or where nothing was sold. */
    private static List<Long> company(Order order, Demand gift) {
        TreeSet<Long> orders = new TreeSet<>();
        gift.triggers().forEach(trigger -> orders.add(trigger.orderId()));
        boolean sold = !orders.isEmpty();
        for (Demand demand : order.demands()) {
            if (demand.origin() == Demand.Origin.GIFT || !isTrigger(order, demand, gift)) {
                continue;
            }
            if (demand.progress().shipped() > 0) {
                return List.of();
            }
            sold = true;
            orders.add(order.id());
        }
        return sold ? List.copyOf(orders) : List.of();
    }

    private static boolean isTrigger(Order order, Demand demand, Demand gift) {
        return gift.triggers().isEmpty() || gift.triggers().contains(new Demand.Trigger(order.id(), demand.lineId()));
    }

    /** Whether nothing but a promised time binds the units. */
    public boolean isFree() {
        return set == null && company.isEmpty() && !sealed;
    }

    /** The same without a promised time. */
    public Bond withoutShipBy() {
        return shipBy == null ? this : isFree() ? NONE : new Bond(set, perSet, company, sealed, null);
    }
}
