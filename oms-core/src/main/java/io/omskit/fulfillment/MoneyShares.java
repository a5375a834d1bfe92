package io.omskit.fulfillment;

import io.omskit.order.AmountPart;
import io.omskit.order.AmountParts;
import io.omskit.order.Amounts;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.Progress;
import io.omskit.value.Apportionment;
import io.omskit.value.Money;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What each allocation of one order is worth, component by component, so that fulfillment orders and what is in none of
 * them add up to the order to the cent (invariant M4).
 *
 * <p>The money of a line is shared over its demands by their share weight, by needed quantity where no weight is given;
 * gifts and replacements carry none. The money of a demand goes over its needed units by the cumulative share C(k). An
 * allocation that has begun to ship owns its units for good, so a shipped parcel's money never changes; the others take the
 * free units in the order of their fulfillment orders; the rest belongs to what is missing, unplanned or canceled.
 *
 * <p>Immutable. Source: domain rules.
 */
public final class MoneyShares {
    private final AmountParts total;
    private final AmountParts rest;
    private final Map<Long, Map<Integer, AmountParts>> byWork;

    private MoneyShares(AmountParts total, AmountParts rest, Map<Long, Map<Integer, AmountParts>> byWork) {
        this.total = total;
        this.rest = rest;
        this.byWork = byWork;
    }

    /**
     * The shares of an order; empty while its money is not known.
     *
     * @param works all fulfillment orders that hold allocations of it, and maybe others
     */
    public static Optional<MoneyShares> of(Order order, Collection<FulfillmentOrder> works) {
        Amounts amounts = order.sale().amounts();
        return amounts == null ? Optional.empty() : Optional.of(new Sharing(order, amounts, works).shares());
    }

    /** The money of the whole order. */
    public AmountParts total() {
        return total;
    }

    /** What is in no fulfillment order: missing, unplanned and canceled units, and lines without demands. */
    public AmountParts rest() {
        return rest;
    }

    /** What a fulfillment order holds of this order's money. */
    public AmountParts of(long fulfillmentOrder) {
        AmountParts sum = AmountParts.zero(total.currency());
        for (AmountParts parts : byWork.getOrDefault(fulfillmentOrder, Map.of()).values()) {
            sum = sum.plus(parts);
        }
        return sum;
    }

    /** What a fulfillment order holds of the money of one demand. */
    public AmountParts of(long fulfillmentOrder, int demand) {
        return byWork.getOrDefault(fulfillmentOrder, Map.of()).getOrDefault(demand, AmountParts.zero(total.currency()));
    }

    /** Units from (inclusive) to (exclusive) of a demand. */
    private record Span(long from, long to) {}

    /**
     * The allocation with its units fixed: the first gap among the units fixed before that holds it, else several gaps, and
     * then it falls apart into one allocation for each.
     */
    static List<Allocation> fixed(Demand demand, Allocation allocation, Collection<FulfillmentOrder> works) {
        List<Span> gaps = gaps(demand.needed(), fixedSpans(allocation.orderId(), allocation.demand(), works));
        for (Span gap : gaps) {
            if (gap.to() - gap.from() >= allocation.quantity()) {
                return List.of(allocation.withUnitsFrom(gap.from()));
            }
        }
        List<Allocation> pieces = new ArrayList<>();
        Allocation rest = allocation;
        for (Span gap : gaps) {
            long size = gap.to() - gap.from();
            if (size >= rest.quantity()) {
                pieces.add(rest.withUnitsFrom(gap.from()));
                return pieces;
            }
            pieces.add(piece(rest, size).withUnitsFrom(gap.from()));
            rest = behind(rest, size);
        }
        // more than is needed was shipped: it lies behind the last unit and is worth nothing
        pieces.add(rest.withUnitsFrom(Math.max(demand.needed(), end(allocation, works))));
        return pieces;
    }

    private static Allocation piece(Allocation whole, long units) {
        Progress progress = whole.progress();
        long packed = Math.min(progress.packed(), units);
        Allocation piece = whole.withQuantity(units)
                .withProgress(Progress.NONE
                        .release(Math.min(progress.released(), units))
                        .pack(packed));
        return whole.packedWeight() == null || progress.packed() == 0
                ? piece
                : piece.withPackedWeight(Apportionment.cumulative(whole.packedWeight(), packed, progress.packed()));
    }

    private static Allocation behind(Allocation whole, long units) {
        Progress progress = whole.progress();
        Allocation first = piece(whole, units);
        long packed = progress.packed() - first.progress().packed();
        Allocation rest = whole.withQuantity(whole.quantity() - units)
                .withProgress(Progress.NONE
                        .release(progress.released() - first.progress().released())
                        .pack(packed));
        Long weight = whole.packedWeight();
        Long firstWeight = first.packedWeight();
        return weight == null || firstWeight == null ? rest : rest.withPackedWeight(weight - firstWeight);
    }

    private static long end(Allocation allocation, Collection<FulfillmentOrder> works) {
        return fixedSpans(allocation.orderId(), allocation.demand(), works).stream()
                .mapToLong(Span::to)
                .max()
                .orElse(0);
    }

    private static List<Span> fixedSpans(long orderId, int demand, Collection<FulfillmentOrder> works) {
        List<Span> spans = new ArrayList<>();
        for (FulfillmentOrder work : works) {
            for (Allocation allocation : work.allocations()) {
                Long from = allocation.unitsFrom();
                if (from != null && allocation.isOf(orderId, demand)) {
                    spans.add(new Span(from, from + allocation.quantity()));
                }
            }
        }
        return spans;
    }

    /** What the spans leave of units 0 to n, ascending. */
    private static List<Span> gaps(long n, List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingLong(Span::from));
        List<Span> gaps = new ArrayList<>();
        long at = 0;
        for (Span span : sorted) {
            if (span.from() > at && at < n) {
                gaps.add(new Span(at, Math.min(n, span.from())));
            }
            at = Math.max(at, span.to());
        }
        if (at < n) {
            gaps.add(new Span(at, n));
        }
        return gaps;
    }

    /** One sharing of one order. */
    private static final class Sharing {
        private final Order order;
        private final Amounts amounts;
        private final Map<Integer, List<Held>> heldByDemand = new TreeMap<>();
        private final Map<Long, Map<Integer, AmountParts>> byWork = new TreeMap<>();
        private AmountParts rest;

        private record Held(long work, Allocation allocation) {}

        Sharing(Order order, Amounts amounts, Collection<FulfillmentOrder> works) {
            this.order = order;
            this.amounts = amounts;
            this.rest = AmountParts.zero(amounts.total().currency());
            List<FulfillmentOrder> byId = new ArrayList<>(works);
            byId.sort(Comparator.comparingLong(FulfillmentOrder::id));
            for (FulfillmentOrder work : byId) {
                for (Allocation allocation : work.allocations()) {
                    if (allocation.orderId() == order.id()) {
                        heldByDemand
                                .computeIfAbsent(allocation.demand(), demand -> new ArrayList<>())
                                .add(new Held(work.id(), allocation));
                    }
                }
            }
        }

        MoneyShares shares() {
            if (amounts.lines().isEmpty()) {
                return new MoneyShares(amounts.total(), amounts.total(), Map.of());
            }
            Map<String, List<Demand>> demands = new TreeMap<>();
            for (Demand demand : order.demands()) {
                if (demand.origin() == Demand.Origin.SOLD || demand.origin() == Demand.Origin.COMPONENT) {
                    demands.computeIfAbsent(demand.lineId(), line -> new ArrayList<>())
                            .add(demand);
                }
            }
            for (Amounts.Line line : amounts.lines()) {
                share(line, demands.getOrDefault(line.lineId(), List.of()));
            }
            return new MoneyShares(amounts.total(), rest, Collections.unmodifiableMap(byWork));
        }

        private void share(Amounts.Line line, List<Demand> demands) {
            if (demands.isEmpty()) {
                rest = rest.plus(line.parts());
                return;
            }
            long[] weights = demands.stream().mapToLong(Demand::shareWeight).toArray();
            long[] needed = demands.stream().mapToLong(Demand::needed).toArray();
            List<AmountParts> shares = new ArrayList<>(Collections.nCopies(
                    demands.size(), AmountParts.zero(line.parts().currency())));
            for (AmountPart part : AmountPart.values()) {
                Money whole = line.parts().get(part);
                long[] minor = Apportionment.share(whole.minor(), weights, needed);
                for (int i = 0; i < minor.length; i++) {
                    shares.set(i, shares.get(i).with(part, Money.of(minor[i], whole.currency())));
                }
            }
            for (int i = 0; i < demands.size(); i++) {
                share(demands.get(i), shares.get(i));
            }
        }

        /** Shares the money of one demand over the units that allocations own or take, and the rest. */
        private void share(Demand demand, AmountParts worth) {
            List<Held> held = heldByDemand.getOrDefault(demand.index(), List.of());
            List<Span> fixed = new ArrayList<>();
            for (Held one : held) {
                Long from = one.allocation().unitsFrom();
                if (from != null) {
                    Span span = new Span(from, from + one.allocation().quantity());
                    fixed.add(span);
                    book(one, demand, worth, span);
                }
            }
            List<Span> free = gaps(demand.needed(), fixed);
            for (Held one : held) {
                if (one.allocation().unitsFrom() == null) {
                    free = take(one, demand, worth, free);
                }
            }
            for (Span span : free) {
                rest = rest.plus(worth(demand, worth, span));
            }
            if (demand.needed() == 0) {
                rest = rest.plus(worth);
            }
        }

        private List<Span> take(Held one, Demand demand, AmountParts worth, List<Span> free) {
            long open = one.allocation().quantity();
            List<Span> left = new ArrayList<>();
            for (Span span : free) {
                long end = span.from() + Math.min(open, span.to() - span.from());
                if (end > span.from()) {
                    book(one, demand, worth, new Span(span.from(), end));
                    open -= end - span.from();
                }
                if (end < span.to()) {
                    left.add(new Span(end, span.to()));
                }
            }
            return left;
        }

        private void book(Held one, Demand demand, AmountParts worth, Span span) {
            byWork.computeIfAbsent(one.work(), work -> new TreeMap<>())
                    .merge(demand.index(), worth(demand, worth, span), AmountParts::plus);
        }

        private static AmountParts worth(Demand demand, AmountParts worth, Span span) {
            long n = demand.needed();
            return n == 0
                    ? AmountParts.zero(worth.currency())
                    : worth.units(Math.min(n, span.from()), Math.min(n, span.to()), n);
        }
    }
}
