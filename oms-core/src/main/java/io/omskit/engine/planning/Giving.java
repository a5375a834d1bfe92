package io.omskit.engine.planning;

import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.decision.Reason;
import io.omskit.engine.work.MasterData;
import io.omskit.engine.work.Work;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.fulfillment.gift.GiftBook;
import io.omskit.fulfillment.gift.GiftInput;
import io.omskit.fulfillment.gift.GiftPlan;
import io.omskit.fulfillment.gift.Gifts;
import io.omskit.order.Demands;
import io.omskit.order.Hold;
import io.omskit.order.Order;
import io.omskit.order.flow.Request;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives gifts to orders that travel together, and takes back what is not earned any more. Limits are bounded counters that the
 * commit takes; where one is refused the orders are decided again with fresh figures.
 */
final class Giving {
    private static final String OWNER = "gifts";
    private static final String SHORTAGE = "GIFT_SHORTAGE";
    private static final String CLAIM = "GIFT_CLAIM";

    private final Work work;
    private final MasterData data;
    private final GiftBook book;

    Giving(Work work, MasterData data, GiftBook book) {
        this.work = work;
        this.data = data;
        this.book = book;
    }

    /**
     * Decides about the gifts of these orders as they are grouped now.
     *
     * @return whether their demands have changed, so that they must be planned again
     */
    boolean decide(List<Order> orders) {
        boolean changed = false;
        if (!book.rules().isEmpty()) {
            for (List<Order> together : groups(orders)) {
                changed |= decideGroup(together);
            }
        }
        return changed;
    }

    /** Orders are one group while they share work that has not left. */
    private List<List<Order>> groups(List<Order> orders) {
        Map<Long, List<Order>> groupOf = new HashMap<>();
        List<List<Order>> groups = new ArrayList<>();
        for (Order order : orders) {
            boolean asleep = order.sale().isExpected() || order.isBlocked(Hold.Step.PLAN, work.now());
            if (asleep && !order.sale().status().isClosed()) {
                continue;
            }
            List<Order> group = new ArrayList<>(List.of(order));
            for (FulfillmentOrder held : work.fulfillmentsOf(order)) {
                for (Long id : held.orderIds()) {
                    List<Order> other = groupOf.get(id);
                    if (other != null && other != group) {
                        group.addAll(other);
                        groups.remove(other);
                        other.forEach(member -> groupOf.put(member.id(), group));
                    }
                }
            }
            groupOf.put(order.id(), group);
            groups.add(group);
        }
        return groups;
    }

    private boolean decideGroup(List<Order> together) {
        ZoneId zone = data.zone(together.get(0).ref().shopRef());
        Gifts.Reads reads = Gifts.reads(book, together, zone);
        GiftInput input = new GiftInput(
                together,
                GiftInput.categories(together, data.catalog()),
                free(reads.skus()),
                work.counters().used(reads.counters()),
                work.now(),
                zone);
        Decision<GiftPlan> decision = Gifts.decide(book, input);
        GiftPlan plan = decision.plan();
        long leader = input.members().get(0).id();
        boolean changed = false;
        for (Order order : together) {
            Order with = waiting(plan.applyTo(order), plan);
            boolean other = !with.demands().equals(order.demands());
            changed |= other;
            work.put(with);
            if (other) {
                work.notes(order.id()).events.add("GIFTS_CHANGED");
            }
            claims(with, plan, decision);
        }
        if (changed) {
            work.notes(leader).reasons.addAll(decision.explanation().reasons());
        }
        plan.counters().forEach(change -> work.use(leader, change.key(), change.quantity(), change.limit()));
        return changed;
    }

    /** What may be given of these goods, over all sources that are counted. */
    private Map<Sku, Long> free(Collection<Sku> skus) {
        List<StockCell> cells = new ArrayList<>();
        for (Sku sku : skus) {
            for (Source source : data.sources().counted()) {
                cells.add(new StockCell(source.id(), sku));
            }
        }
        Map<Sku, Long> sums = new TreeMap<>();
        work.counters().free(cells).forEach((cell, free) -> sums.merge(cell.sku(), Math.max(0, free), Math::addExact));
        return sums;
    }

    /** The order waits for a gift that it was promised and that nobody has, where the rule wants it to wait. */
    private Order waiting(Order order, GiftPlan plan) {
        Order result = order;
        for (Hold hold : order.holds()) {
            boolean stands = plan.holds().stream()
                    .anyMatch(one -> one.orderId() == order.id() && one.ruleId().equals(hold.handle()));
            if (hold.owner().equals(OWNER) && !stands) {
                result = result.withoutHold(OWNER, hold.handle());
            }
        }
        for (GiftPlan.Shortage one : plan.holds()) {
            if (one.orderId() == order.id()) {
                result = result.withHold(new Hold(
                        SHORTAGE,
                        OWNER,
                        one.ruleId(),
                        null,
                        "a promised gift is not in stock",
                        work.now(),
                        null,
                        EnumSet.of(Hold.Step.RELEASE, Hold.Step.HAND_OVER)));
            }
        }
        return result;
    }

    /** Gifts that left without their trigger are for a person, never a charge. */
    private void claims(Order order, GiftPlan plan, Decision<GiftPlan> decision) {
        boolean claimed = plan.claims().stream().anyMatch(claim -> claim.orderId() == order.id());
        if (!claimed) {
            work.notes(order.id()).settled.add(CLAIM);
            return;
        }
        for (Reason reason : decision.explanation().reasons()) {
            if (reason.code().equals(CLAIM)) {
                work.notes(order.id()).alerts.put(CLAIM, reason);
            }
        }
    }

    /** A gift that a rule or a gate asks for; asking again changes nothing. */
    static Order given(Order order, Request.Gift gift, MasterData data) {
        Item item = data.catalog().item(gift.sku());
        return item == null ? order : Demands.withGift(order, gift.sku(), item.measure(), gift.quantity(), gift.by());
    }
}
