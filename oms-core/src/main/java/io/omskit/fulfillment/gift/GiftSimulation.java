package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import io.omskit.order.Sale;
import io.omskit.value.Quantity;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a book would have given to orders that are stored already, with nothing written. Each order is looked at alone, as if
 * it had no gift by a rule yet and nothing of it had left; by pay time, then id.
 *
 * <p>Limits count from zero <em>within the simulated orders only</em>: "once per buyer" keeps a second order of the
 * simulation from its gift and knows nothing of gifts given before. Stock plays no part; every gift counts as free, so choices
 * are always the first and substitutes are never used.
 *
 * @param outcomes what each order would get, in the order in which they were looked at
 * @param totals how much of each SKU would be given
 */
public record GiftSimulation(List<Outcome> outcomes, SortedMap<Sku, Quantity> totals) {
    private static final long PLENTY = Long.MAX_VALUE / 4;

    public GiftSimulation {
        outcomes = List.copyOf(outcomes);
        totals = Collections.unmodifiableSortedMap(new TreeMap<>(totals));
    }

    /**
     * What one order would get.
     *
     * @param orderId the order
     * @param decision its gifts, all of them additions, with the reasons
     */
    public record Outcome(long orderId, Decision<GiftPlan> decision) {}

    /**
     * Other times for the test, such as the first day of a campaign.
     *
     * @param placedAt when all orders were placed; absent keeps their own times
     * @param paidAt when all orders that have a time of payment were paid; absent keeps their own times
     */
    public record AsIf(@Nullable Instant placedAt, @Nullable Instant paidAt) {
        /** The orders' own times. */
        public static final AsIf AS_IT_WAS = new AsIf(null, null);
    }

    /**
     * Runs a book over orders.
     *
     * @param orders the orders, in any order
     * @param categories categories of their SKUs, see {@link GiftInput#categories}
     * @param asIf other times
     * @param now the moment that scopes read
     * @param zone the zone of the shop's day
     */
    public static GiftSimulation run(
            GiftBook book, Collection<Order> orders, Map<Sku, String> categories, AsIf asIf, Instant now, ZoneId zone) {
        List<Order> fresh = new ArrayList<>();
        orders.forEach(order -> fresh.add(fresh(order, asIf)));
        fresh.sort(Comparator.comparing(Order::paidAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                .thenComparingLong(Order::id));
        Map<String, Long> used = new HashMap<>();
        List<Outcome> outcomes = new ArrayList<>();
        SortedMap<Sku, Quantity> totals = new TreeMap<>();
        for (Order order : fresh) {
            Map<Sku, Long> free = new HashMap<>();
            Gifts.reads(book, List.of(order), zone).skus().forEach(sku -> free.put(sku, PLENTY));
            GiftInput input = new GiftInput(List.of(order), categories, free, used, now, zone);
            Decision<GiftPlan> decision = Gifts.decide(book, input);
            outcomes.add(new Outcome(order.id(), decision));
            decision.plan().counters().forEach(change -> used.merge(change.key(), change.quantity(), Long::sum));
            decision.plan().additions().forEach(gift -> totals.merge(gift.sku(), gift.quantity(), Quantity::plus));
        }
        return new GiftSimulation(outcomes, totals);
    }

    /** The order as it was before any gift by a rule and before any work. */
    private static Order fresh(Order order, AsIf asIf) {
        List<Demand> demands = new ArrayList<>();
        for (Demand demand : order.demands()) {
            if (demand.origin() != Demand.Origin.GIFT || demand.ruleId() == null) {
                demands.add(fresh(demands.size(), demand));
            }
        }
        Sale sale = order.sale();
        return order.withDemands(demands)
                .withSale(new Sale(
                        placed(sale.basis(), asIf), paid(sale.latest(), asIf), sale.payments(), sale.refunds()));
    }

    private static Sale.@Nullable Basis placed(Sale.@Nullable Basis basis, AsIf asIf) {
        return basis == null || asIf.placedAt() == null
                ? basis
                : new Sale.Basis(
                        basis.revision(),
                        basis.paid(),
                        basis.kind(),
                        basis.terms(),
                        asIf.placedAt(),
                        basis.amounts(),
                        basis.lines());
    }

    private static Sale.@Nullable Reading paid(Sale.@Nullable Reading latest, AsIf asIf) {
        return latest == null || asIf.paidAt() == null || latest.paidAt() == null
                ? latest
                : new Sale.Reading(
                        latest.revision(),
                        latest.status(),
                        latest.rawStatus(),
                        asIf.paidAt(),
                        latest.shipBy(),
                        latest.closedAt(),
                        latest.presale(),
                        latest.paid(),
                        latest.refunded(),
                        latest.blocks(),
                        latest.related(),
                        latest.flags(),
                        latest.lines(),
                        latest.problems());
    }

    private static Demand fresh(int index, Demand demand) {
        long kept = Math.max(0, demand.needed() - demand.canceled());
        return new Demand(
                index,
                demand.lineId(),
                demand.sku(),
                demand.measure(),
                demand.origin(),
                demand.ratio(),
                demand.shareWeight(),
                demand.bundle(),
                demand.shipTogether(),
                demand.source(),
                demand.presale(),
                demand.shipBy(),
                demand.ruleId(),
                demand.triggers(),
                demand.needed(),
                demand.canceled(),
                demand.withdrawn(),
                kept,
                0,
                0,
                Progress.NONE);
    }
}
