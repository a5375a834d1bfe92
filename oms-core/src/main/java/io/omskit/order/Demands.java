package io.omskit.order;

import io.omskit.catalog.Catalog;
import io.omskit.catalog.Match;
import io.omskit.catalog.Sku;
import io.omskit.fact.OrderFact;
import io.omskit.fact.RefundFact;
import io.omskit.order.edit.Exchange;
import io.omskit.value.Measure;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings the demands of an order in line with its sale and the catalog: what was sold explodes into demands, what is not
 * wanted any more is canceled. Pure, and idempotent: doing it again changes nothing.
 *
 * <p>A line that the catalog does not know has no demand and waits; a line that was mapped once keeps its mapping, so a
 * change of the catalog never rewrites work that has begun.
 */
public final class Demands {
    private Demands() {}

    /** The order with demands that agree with its sale. Counters may ask for more than is free until it is planned. */
    public static Order reconcile(Order order, Catalog catalog) {
        List<Demand> demands = new ArrayList<>(order.demands());
        for (OrderFact.Line line : order.sale().lines()) {
            if (!isDemanded(demands, line.id())) {
                explode(order, line, catalog, demands);
            }
        }
        replace(order, demands);
        demands.replaceAll(demand -> inLine(order, demand));
        return demands.equals(order.demands()) ? order : order.withDemands(demands);
    }

    /**
     * What goes out for units that come back; where it is to wait for them, as soon as they are back. A return does not tell
     * whose it is: units that came back serve the exchanges of their line in the order in which they were agreed, also those
     * that have sent first, and a unit whose money went back serves none.
     */
    private static void replace(Order order, List<Demand> demands) {
        Map<String, Long> due = new HashMap<>();
        for (Exchange exchange : order.handling().edits().exchanges()) {
            String line = exchange.lineId();
            long through = due.merge(line, stands(order, exchange) ? exchange.units() : 0, Math::addExact);
            boolean waits = exchange.afterReturn() && returnedUnits(order, line) - refundedBack(order, line) < through;
            boolean known = demands.stream().anyMatch(demand -> isFor(exchange, demand));
            if (!known && !waits && !exchange.canceled()) {
                demands.add(addition(
                        demands.size(),
                        exchange.lineId(),
                        exchange.sku(),
                        exchange.measure(),
                        Demand.Origin.REPLACEMENT,
                        exchange.reference(),
                        List.of(),
                        exchange.quantity()));
            }
        }
    }

    private static boolean isFor(Exchange exchange, Demand demand) {
        return demand.origin() == Demand.Origin.REPLACEMENT
                && exchange.reference().equals(demand.ruleId());
    }

    /** Whether something goes out for the units; what was called off counts only where it was packed by then. */
    private static boolean stands(Order order, Exchange exchange) {
        return !exchange.canceled()
                || order.demands().stream()
                        .anyMatch(demand -> isFor(exchange, demand) && demand.needed() > demand.canceled());
    }

    /** Units of a line that were to come back for money, and the money was paid. */
    private static long refundedBack(Order order, String lineId) {
        long units = 0;
        for (Refund refund : order.sale().allRefunds()) {
            Quantity quantity = refund.quantity();
            if (refund.isDone() && refund.withReturn() && quantity != null && lineId.equals(refund.lineId())) {
                units = Math.addExact(units, Math.max(0, quantity.steps()));
            }
        }
        return units;
    }

    /** Whole units of a line that have come back, in whatever state. */
    public static long returnedUnits(Order order, String lineId) {
        return order.demands().stream()
                .filter(demand -> demand.isSold() && demand.lineId().equals(lineId))
                .mapToLong(demand -> demand.progress().returned() / demand.ratio())
                .min()
                .orElse(0);
    }

    /**
     * Units of a line for which something else goes out, or has gone out: nobody gets their money back as well. What was called
     * off counts only where the replacement was packed by then.
     */
    public static long exchangedUnits(Order order, String lineId) {
        long units = 0;
        for (Exchange exchange : order.handling().edits().exchanges()) {
            units += stands(order, exchange) && exchange.lineId().equals(lineId) ? exchange.units() : 0;
        }
        return units;
    }

    /** Whole units of a line that have left. */
    public static long shippedUnits(Order order, String lineId) {
        return order.demands().stream()
                .filter(demand -> demand.isSold() && demand.lineId().equals(lineId))
                .mapToLong(demand -> demand.progress().shipped() / demand.ratio())
                .min()
                .orElse(0);
    }

    /** Something that goes along with a line and that nobody pays for. */
    private static Demand addition(
            int index,
            String lineId,
            Sku sku,
            Measure measure,
            Demand.Origin origin,
            String by,
            List<Demand.Trigger> triggers,
            long quantity) {
        return new Demand(
                index,
                lineId,
                sku,
                measure,
                origin,
                1,
                0,
                null,
                false,
                null,
                false,
                null,
                by,
                triggers,
                quantity,
                0,
                0,
                quantity,
                0,
                0,
                Progress.NONE);
    }

    /** Lines as sold and still wanted that have no demand yet because the catalog does not know them. */
    public static List<OrderFact.Line> unmappedLines(Order order) {
        return order.sale().lines().stream()
                .filter(line -> isUnmapped(order, line))
                .toList();
    }

    /** The number of {@link #unmappedLines}, without making a list. */
    public static int countUnmapped(Order order) {
        List<OrderFact.Line> lines = order.sale().lines();
        int count = 0;
        for (int i = 0; i < lines.size(); i++) {
            count += isUnmapped(order, lines.get(i)) ? 1 : 0;
        }
        return count;
    }

    private static boolean isUnmapped(Order order, OrderFact.Line line) {
        return !order.sale().status().isClosed()
                && !line.quantity().isZero()
                && !isDemanded(order.demands(), line.id())
                && canceledUnits(order, line) < line.quantity().steps();
    }

    /** Whether the line as sold is demanded; gifts and replacements for it do not count. */
    private static boolean isDemanded(List<Demand> demands, String lineId) {
        for (int i = 0; i < demands.size(); i++) {
            Demand demand = demands.get(i);
            if (demand.isSold() && demand.lineId().equals(lineId)) {
                return true;
            }
        }
        return false;
    }

    private static void explode(Order order, OrderFact.Line line, Catalog catalog, List<Demand> demands) {
        if (line.quantity().isZero() || !(catalog.match(order.ref().shopRef(), line) instanceof Match.Mapped mapped)) {
            return;
        }
        if (!mapped.needs().stream().allMatch(need -> need.fits(line.quantity()))) {
            return;
        }
        for (Match.Need need : mapped.needs()) {
            long ratio = need.needed(Quantity.of(1, line.quantity().measure())).steps();
            long needed = Math.multiplyExact(line.quantity().steps(), ratio);
            demands.add(new Demand(
                    demands.size(),
                    line.id(),
                    need.sku(),
                    need.perUnit().measure(),
                    need.bundle() == null ? Demand.Origin.SOLD : Demand.Origin.COMPONENT,
                    ratio,
                    need.shareWeight(),
                    need.bundle(),
                    need.shipTogether(),
                    line.source(),
                    line.presale(),
                    line.shipBy(),
                    null,
                    List.of(),
                    needed,
                    0,
                    0,
                    needed,
                    0,
                    0,
                    Progress.NONE));
        }
    }

    private static Demand inLine(Order order, Demand demand) {
        if (!demand.isSold()) {
            return demand.withNeed(demand.needed(), cancelable(demand, unwanted(order, demand)));
        }
        long units =
                soldLine(order, demand).map(sold -> sold.quantity().steps()).orElse(0L);
        long needed = Math.max(
                Math.multiplyExact(units, demand.ratio()), demand.progress().shipped());
        Demand resized = demand.needed() == needed ? demand : demand.withNeed(needed, demand.canceled());
        return demand.withNeed(needed, cancelable(resized, unwanted(order, demand)));
    }

    /** The order after everything of it was canceled by command that is not packed. */
    public static Order withdrawRest(Order order) {
        List<Demand> demands = new ArrayList<>(order.demands());
        demands.replaceAll(demand -> inLine(
                order,
                demand.withWithdrawn(Math.max(
                        demand.withdrawn(), demand.needed() - demand.progress().packed()))));
        return demands.equals(order.demands()) ? order : order.withDemands(demands);
    }

    /**
     * The order with a gift that somebody or some rule wants it to have; one that it has from the same already changes nothing.
     *
     * @param by the rule, gate or person
     */
    public static Order withGift(Order order, Sku sku, Measure measure, long quantity, String by) {
        boolean known = order.demands().stream()
                .anyMatch(demand -> demand.origin() == Demand.Origin.GIFT
                        && by.equals(demand.ruleId())
                        && demand.sku().equals(sku));
        if (known || order.sale().lines().isEmpty()) {
            return order;
        }
        String line = order.sale().lines().get(0).id();
        List<Demand> demands = new ArrayList<>(order.demands());
        demands.add(addition(
                demands.size(),
                line,
                sku,
                measure,
                Demand.Origin.GIFT,
                by,
                List.of(new Demand.Trigger(order.id(), line)),
                quantity));
        return order.withDemands(demands);
    }

    /** Whether something of it is packed, or has left, that nobody wants any more: it cannot be canceled, only be asked back. */
    public static boolean isUnwantedOnTheWay(Order order, Demand demand) {
        return demand.progress().packed() > 0 && Math.min(unwanted(order, demand), demand.needed()) > demand.canceled();
    }

    /** What of a demand the channel or a command does not want any more, in steps of the demand. */
    private static long unwanted(Order order, Demand demand) {
        if (!demand.isSold()) {
            boolean calledOff = demand.origin() == Demand.Origin.REPLACEMENT
                    && order.handling()
                            .edits()
                            .exchange(String.valueOf(demand.ruleId()))
                            .filter(Exchange::canceled)
                            .isPresent();
            return calledOff || order.sale().status().isClosed() ? demand.needed() : demand.withdrawn();
        }
        long canceled =
                soldLine(order, demand).map(sold -> canceledUnits(order, sold)).orElse(0L);
        return Math.max(Math.multiplyExact(canceled, demand.ratio()), demand.withdrawn());
    }

    private static Optional<OrderFact.Line> soldLine(Order order, Demand demand) {
        return order.sale().lines().stream()
                .filter(sold -> sold.id().equals(demand.lineId()))
                .findFirst();
    }

    /** What is packed cannot be canceled any more; from there on it takes an intercept (rule ). */
    private static long cancelable(Demand demand, long wanted) {
        return Math.max(0, Math.min(wanted, demand.needed() - demand.progress().packed()));
    }

    /** Units of a line that the channel does not want shipped any more, in steps of the line's measure. */
    private static long canceledUnits(Order order, OrderFact.Line line) {
        long sold = line.quantity().steps();
        if (order.sale().status().isClosed() || isGone(order.sale(), line.id())) {
            return sold;
        }
        if (order.sale().isWholeRefundDone() && isPaidBack(order)) {
            return sold;
        }
        if (!order.sale().isRefundDone(line.id())) {
            return 0;
        }
        long canceled = 0;
        long money = 0;
        for (Refund refund : order.sale().allRefunds()) {
            if (refund.isDone() && line.id().equals(refund.lineId()) && cancelsGoods(refund)) {
                Quantity quantity = refund.quantity();
                Money amount = refund.amount();
                if (quantity == null && amount == null) {
                    return sold;
                }
                canceled += quantity == null ? 0 : quantity.steps();
                money +=
                        amount != null && amount.currency().equals(line.amount().currency()) ? amount.minor() : 0;
            }
        }
        return money > 0 && money >= worth(order, line) ? sold : Math.min(sold, canceled);
    }

    /** Closed or taken out. A reading that tells no lines at all says nothing about them. */
    private static boolean isGone(Sale sale, String lineId) {
        Sale.Reading latest = sale.latest();
        if (latest == null || latest.lines().isEmpty()) {
            return false;
        }
        Sale.LineState state = sale.lineState(lineId);
        return state == null || state.status().isClosed();
    }

    /** Whether refunds of the order as a whole, and maybe of lines, have paid all of the goods back before they left. */
    private static boolean isPaidBack(Order order) {
        Amounts amounts = order.sale().amounts();
        boolean cancels = order.sale().allRefunds().stream()
                .anyMatch(refund ->
                        refund.isDone() && cancelsGoods(refund) && !order.sale().isOfLine(refund));
        if (amounts == null || !cancels) {
            return false;
        }
        Refunds refunds = Refunds.of(order.sale(), Refunds.FreightPolicy.NEVER).orElseThrow();
        long left = 0;
        for (Amounts.Line line : amounts.lines()) {
            left += refunds.left(line.lineId()).withoutFreight().payable().minor();
        }
        return left <= 0;
    }

    private static boolean cancelsGoods(Refund refund) {
        return !refund.withReturn() && refund.phase() != RefundFact.Phase.AFTER_SHIPPING;
    }

    /** What the buyer paid for a line without freight: refunds without units that pay all of it cancel the goods. */
    private static long worth(Order order, OrderFact.Line line) {
        Amounts amounts = order.sale().amounts();
        return amounts == null
                ? Long.MAX_VALUE
                : amounts.line(line.id()).parts().withoutFreight().payable().minor();
    }
}
