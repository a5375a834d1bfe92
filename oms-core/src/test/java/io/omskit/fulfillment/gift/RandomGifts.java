package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.rule.Condition;
import io.omskit.rule.Literal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random books, orders and events from one seed; the same seed always makes the same. */
final class RandomGifts {
    static final List<String> GOODS = List.of("A", "B", "C");
    static final List<String> PRESENTS = List.of("CUP", "BAG", "FAN", "PEN");

    final Random random;

    RandomGifts(long seed) {
        random = new Random(seed);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    Desk desk() {
        int count = 1 + random.nextInt(4);
        GiftRule[] rules = new GiftRule[count];
        for (int i = 0; i < count; i++) {
            rules[i] = rule("R" + i);
        }
        Desk desk = new Desk(rules).category("A", "tea").category("B", "tea").category("C", "ware");
        PRESENTS.forEach(sku -> desk.free(sku, chance(20) ? random.nextInt(4) : 1000));
        PRESENTS.forEach(sku -> desk.free(sku + "-2", random.nextInt(5)));
        GOODS.forEach(sku -> desk.free(sku, chance(20) ? random.nextInt(4) : 1000));
        return desk;
    }

    GiftRule rule(String id) {
        GiftRule.Builder rule = GiftRule.builder(id, 1 + random.nextInt(2))
                .priority(random.nextInt(3))
                .trigger(trigger())
                .limits(limits());
        if (chance(40)) {
            rule.exclusion(pick(List.of("G1", "G2")));
        }
        if (chance(50)) {
            rule.repeat(chance(50) ? GiftRule.EVERY_MULTIPLE : 1 + random.nextInt(3));
        }
        if (chance(15)) {
            rule.scope(new Condition.Compare("order.shop", Condition.Operator.EQUAL, Literal.of("outlet")));
        }
        int kind = random.nextInt(4);
        long pieces = 1 + random.nextInt(3);
        long amount = 5000 + random.nextInt(10_000);
        int tiers = 1 + random.nextInt(2);
        for (int i = 1; i <= tiers; i++) {
            int form = random.nextInt(3);
            GiftReward reward = reward(kind);
            rule.tier(
                    form == 0 && tiers == 1
                            ? GiftTier.ofPieces(pieces, reward)
                            : form == 1 && tiers == 1
                                    ? GiftTier.ofAmount(Bought.cny(amount), reward)
                                    : GiftTier.of(pieces * i, Bought.cny(amount * i), reward));
        }
        if (kind == 0) {
            rule.stockMode(pick(Arrays.asList(GiftRule.StockMode.values())));
        } else if (chance(30)) {
            rule.stockMode(GiftRule.StockMode.HOLD);
        }
        return rule.build();
    }

    private GiftTrigger trigger() {
        GiftTrigger trigger =
                switch (random.nextInt(4)) {
                    case 0 -> GiftTrigger.anyOf(new Sku(pick(GOODS)));
                    case 1 -> GiftTrigger.anyOfCategories("tea");
                    case 2 -> GiftTrigger.anyOf(new Sku("A"), new Sku("B")).withPresence(GiftTrigger.Presence.ALL);
                    default -> GiftTrigger.allGoods();
                };
        return chance(50) ? trigger.withBase(GiftTrigger.Base.BEFORE_DISCOUNTS) : trigger;
    }

    private GiftLimits limits() {
        GiftLimits limits = GiftLimits.none();
        limits = chance(30) ? limits.withPerOrder(1 + random.nextInt(2)) : limits;
        limits = chance(30) ? limits.withPerBuyer(1 + random.nextInt(3)) : limits;
        limits = chance(30) ? limits.withTotal(1 + random.nextInt(6)) : limits;
        return chance(30) ? limits.withPerDay(1 + random.nextInt(4)) : limits;
    }

    GiftReward reward(int kind) {
        List<String> skus = new ArrayList<>(PRESENTS);
        Collections.shuffle(skus, random);
        GiftReward.Item first = GiftReward.Item.pieces(skus.get(0), 1 + random.nextInt(2));
        GiftReward.Item second = GiftReward.Item.pieces(skus.get(1), 1 + random.nextInt(2));
        return switch (kind) {
            case 0 ->
                chance(50)
                        ? GiftReward.allOf(first.orElse(first.sku() + "-2", first.sku() + "-3"))
                        : GiftReward.allOf(first, second.orElse(second.sku() + "-2"));
            case 1 -> GiftReward.firstFree(first, second);
            case 2 -> new GiftReward.Cheapest(1 + random.nextInt(2));
            default -> new GiftReward.SameGoods(1);
        };
    }

    Order order(long id) {
        Bought order = Bought.order(id)
                .in(chance(70) ? "flagship" : "outlet")
                .paid(random.nextInt(3000))
                .discount(random.nextInt(1000));
        if (chance(5)) {
            order.by();
        } else if (chance(40)) {
            order.by(pick(List.of("anna", "bert", "cora")), pick(List.of("anna", "bert", "phone")));
        } else {
            order.by(pick(List.of("anna", "bert", "cora")));
        }
        if (chance(10)) {
            return order.discount(0).platformGift("CUP", 1).build();
        }
        int lines = 1 + random.nextInt(3);
        for (int i = 0; i < lines; i++) {
            int form = random.nextInt(10);
            if (form == 0) {
                order.grams("C", 500 + random.nextInt(2000), 3000 + random.nextInt(9000));
            } else if (form == 1) {
                order.bundles(1 + random.nextInt(3), 6000 + random.nextInt(9000));
            } else if (form == 2) {
                order.pieces("A", 1, 3000).platformGift(pick(PRESENTS), 1).giftByHand("PEN");
            } else {
                order.pieces(pick(GOODS), 1 + random.nextInt(4), 2000 + random.nextInt(6000));
            }
        }
        return order.build();
    }

    /** Something that happens to an order between two decisions: a cancellation, a reservation, a shipment, a return. */
    Order event(Order order) {
        if (order.demands().isEmpty()) {
            return order;
        }
        Demand demand = pick(order.demands());
        long packed = demand.progress().packed();
        long wanted = demand.needed() - demand.canceled();
        if (wanted <= 0) {
            return order;
        }
        return switch (random.nextInt(4)) {
            case 0 ->
                packed > 0
                        ? order
                        : Bought.canceled(
                                Bought.allocated(order, demand.index(), 0),
                                demand.index(),
                                demand.canceled() + 1 + random.nextInt((int) wanted));
            case 1 -> Bought.allocated(order, demand.index(), Math.max(packed, random.nextLong(wanted + 1)));
            case 2 -> packed > 0 ? order : Bought.shipped(order, demand.index(), 1 + random.nextLong(wanted));
            default -> demand.progress().returnable() > 0 ? Bought.returned(order, demand.index(), 1) : order;
        };
    }
}
