package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.order.AmountPart;
import io.omskit.order.AmountParts;
import io.omskit.order.Amounts;
import io.omskit.order.Demand;
import io.omskit.order.Demands;
import io.omskit.order.Order;
import io.omskit.order.Sale;
import io.omskit.value.Apportionment;
import io.omskit.value.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a buyer keeps of one demand: neither canceled nor come back, unless in exchange. Refunds of money alone do not lessen it.
 *
 * @param orderId the order
 * @param lineId its line
 * @param sku the goods
 * @param category their category, empty where there is none
 * @param units steps kept, positive
 * @param pieces the same for goods counted in pieces, 0 for weighed goods
 * @param before money of these units before discounts, in minor units
 * @param after money of these units after discounts, in minor units
 * @param currency of the money
 */
record Goods(
        long orderId,
        String lineId,
        Sku sku,
        String category,
        long units,
        long pieces,
        long before,
        long after,
        String currency) {

    /** What counts of an order; nothing for one that is closed, not described yet, or no sale to a buyer. */
    static List<Goods> of(Order order, Map<Sku, String> categories) {
        Amounts amounts = order.sale().amounts();
        if (amounts == null || !isSale(order)) {
            return List.of();
        }
        Set<String> given = giftLines(order);
        List<Goods> goods = new ArrayList<>();
        for (Amounts.Line line : amounts.lines()) {
            List<Demand> demands = order.demands().stream()
                    .filter(demand -> isSold(demand) && demand.lineId().equals(line.lineId()))
                    .toList();
            if (!given.contains(line.lineId()) && !demands.isEmpty()) {
                addLine(order, line, demands, categories, goods);
            }
        }
        return goods;
    }

    /** Whether all that is wanted of the order are gifts, of whomever. */
    static boolean isOnlyGifts(Order order) {
        Set<String> given = giftLines(order);
        boolean any = false;
        for (Demand demand : order.demands()) {
            if (demand.needed() > demand.canceled()) {
                if (demand.origin() != Demand.Origin.GIFT && !given.contains(demand.lineId())) {
                    return false;
                }
                any = true;
            }
        }
        return any && isSale(order);
    }

    /** Whether something is left with which a gift could travel. */
    static boolean isOpen(Order order) {
        Set<String> given = giftLines(order);
        return order.demands().stream()
                .anyMatch(demand -> isSold(demand)
                        && !given.contains(demand.lineId())
                        && demand.needed() - demand.canceled()
                                > demand.progress().packed());
    }

    private static boolean isSale(Order order) {
        Sale.Basis basis = order.sale().basis();
        return basis != null
                && basis.kind() == OrderFact.Kind.SALE
                && !order.sale().status().isClosed();
    }

    private static boolean isSold(Demand demand) {
        return demand.origin() == Demand.Origin.SOLD || demand.origin() == Demand.Origin.COMPONENT;
    }

    private static Set<String> giftLines(Order order) {
        return order.sale().lines().stream()
                .filter(OrderFact.Line::gift)
                .map(OrderFact.Line::id)
                .collect(Collectors.toSet());
    }

    private static void addLine(
            Order order, Amounts.Line line, List<Demand> demands, Map<Sku, String> categories, List<Goods> goods) {
        long exchanged = Demands.exchangedUnits(order, line.lineId());
        AmountParts parts = line.parts();
        long before = parts.get(AmountPart.GOODS).minor();
        long after = before + parts.get(AmountPart.PRICE_CHANGE).minor();
        for (Bearer bearer : Bearer.values()) {
            after -= parts.get(AmountPart.discountOf(bearer)).minor();
        }
        long[] weights = demands.stream().mapToLong(Demand::shareWeight).toArray();
        long[] needed = demands.stream().mapToLong(Demand::needed).toArray();
        long[] sharesBefore = Apportionment.share(Math.max(0, before), weights, needed);
        long[] sharesAfter = Apportionment.share(Math.max(0, after), weights, needed);
        for (int i = 0; i < needed.length; i++) {
            Demand demand = demands.get(i);
            // what came back in exchange is kept in the form of what went out for it
            long back = Math.max(0, demand.progress().returned() - exchanged * demand.ratio());
            long kept = demand.needed() - demand.canceled() - back;
            if (kept > 0) {
                goods.add(new Goods(
                        order.id(),
                        line.lineId(),
                        demand.sku(),
                        categories.getOrDefault(demand.sku(), ""),
                        kept,
                        demand.measure() == Measure.PIECE ? kept : 0,
                        Apportionment.cumulative(sharesBefore[i], kept, needed[i]),
                        Apportionment.cumulative(sharesAfter[i], kept, needed[i]),
                        parts.currency().getCurrencyCode()));
            }
        }
    }

    long minor(GiftTrigger.Base base) {
        return base == GiftTrigger.Base.BEFORE_DISCOUNTS ? before : after;
    }
}
