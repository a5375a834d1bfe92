package io.omskit.fulfillment.gift;

import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.order.OrderView;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a rule sees of a group: the members that take part, and how far their goods together reach.
 *
 * @param rule the rule
 * @param takers members in scope and in time that have goods
 * @param goods their goods that count
 * @param absent what the trigger names and nobody bought, where it asks for all
 * @param pieces pieces of the goods
 * @param minor money of the goods in the currency of the tiers
 * @param tier index of the highest tier that is reached, -1 for none
 * @param times how many grants it gives before all limits, 0 where no tier is reached
 */
record Matching(
        GiftRule rule,
        List<Order> takers,
        List<Goods> goods,
        List<String> absent,
        long pieces,
        long minor,
        int tier,
        long times) {

    static Matching of(GiftBook.Entry entry, Map<Order, List<Goods>> goodsOf, Instant now) {
        GiftRule rule = entry.rule();
        List<Order> takers = new ArrayList<>();
        List<Goods> goods = new ArrayList<>();
        goodsOf.forEach((order, all) -> {
            Instant moment = rule.moment(order);
            if (!all.isEmpty()
                    && moment != null
                    && rule.validity().contains(moment)
                    && entry.scope().test(new OrderView(order, now))) {
                takers.add(order);
                all.stream()
                        .filter(one -> rule.trigger().names(one.sku(), one.category()))
                        .forEach(goods::add);
            }
        });
        return reached(rule, takers, goods);
    }

    private static Matching reached(GiftRule rule, List<Order> takers, List<Goods> goods) {
        List<String> absent = absent(rule.trigger(), goods);
        String currency = currency(rule);
        long pieces = 0;
        long minor = 0;
        for (Goods one : goods) {
            pieces = Math.addExact(pieces, one.pieces());
            if (one.currency().equals(currency)) {
                minor = Math.addExact(minor, one.minor(rule.trigger().base()));
            }
        }
        int tier = -1;
        long times = 0;
        if (absent.isEmpty()) {
            for (int i = rule.tiers().size() - 1; i >= 0 && tier < 0; i--) {
                times = rule.tiers().get(i).times(pieces, minor);
                tier = times > 0 ? i : -1;
            }
        }
        return new Matching(
                rule,
                List.copyOf(takers),
                List.copyOf(goods),
                absent,
                pieces,
                minor,
                tier,
                Math.min(times, rule.repeat()));
    }

    private static List<String> absent(GiftTrigger trigger, List<Goods> goods) {
        List<String> absent = new ArrayList<>();
        if (trigger.presence() == GiftTrigger.Presence.ALL) {
            trigger.skus().stream()
                    .filter(sku -> goods.stream().noneMatch(one -> one.sku().equals(sku)))
                    .forEach(sku -> absent.add(sku.code()));
            trigger.categories().stream()
                    .filter(category ->
                            goods.stream().noneMatch(one -> one.category().equals(category)))
                    .forEach(absent::add);
        }
        return List.copyOf(absent);
    }

    private static @Nullable String currency(GiftRule rule) {
        for (GiftTier tier : rule.tiers()) {
            Money amount = tier.minAmount();
            if (amount != null) {
                return amount.currency().getCurrencyCode();
            }
        }
        return null;
    }

    boolean isReached() {
        return tier >= 0;
    }

    GiftReward reward() {
        return rule.tiers().get(tier).reward();
    }

    /** The lines that count, each once, in the order of the members. */
    List<Demand.Trigger> triggers() {
        Set<Demand.Trigger> triggers = new LinkedHashSet<>();
        goods.forEach(one -> triggers.add(new Demand.Trigger(one.orderId(), one.lineId())));
        return List.copyOf(triggers);
    }

    /** The first line of an order that counts. */
    String firstLine(long orderId) {
        return goods.stream()
                .filter(one -> one.orderId() == orderId)
                .map(Goods::lineId)
                .findFirst()
                .orElse("");
    }

    /** The member that gets what is new: of those whose goods count the first that still ships something. */
    @Nullable
    Order host() {
        for (Order taker : takers) {
            if (!firstLine(taker.id()).isEmpty() && Goods.isOpen(taker)) {
                return taker;
            }
        }
        return null;
    }
}
