package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import io.omskit.value.Quantity;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * One thing of which a grant has exactly one: an item or its substitutes, or one of several choices.
 *
 * @param options what may be given, best first
 */
record Slot(List<Option> options) {

    /**
     * What may be given.
     *
     * @param sku the SKU
     * @param quantity for one grant
     * @param substitutes the SKU that it stands in for; the SKU itself where it stands for itself
     */
    record Option(Sku sku, Quantity quantity, Sku substitutes) {
        long perGrant() {
            return quantity.steps();
        }
    }

    /** The slots of a rule that is reached; a reward of the goods themselves has none where all of them are weighed. */
    static List<Slot> of(Matching match) {
        GiftReward reward = match.reward();
        if (reward instanceof GiftReward.AllOf all) {
            boolean substitutes = match.rule().stockMode() == GiftRule.StockMode.SUBSTITUTE;
            return all.items().stream().map(item -> slot(item, substitutes)).toList();
        }
        if (reward instanceof GiftReward.FirstFree first) {
            return List.of(new Slot(first.items().stream()
                    .map(item -> new Option(item.sku(), item.quantity(), item.sku()))
                    .toList()));
        }
        if (reward instanceof GiftReward.Cheapest cheapest) {
            return match.goods().stream()
                    .filter(goods -> goods.pieces() > 0)
                    .min(byPrice(match.rule().trigger().base()))
                    .map(goods -> List.of(pieces(goods.sku(), cheapest.pieces())))
                    .orElse(List.of());
        }
        long each = ((GiftReward.SameGoods) reward).pieces();
        List<Slot> slots = new ArrayList<>();
        TreeMap<Sku, Slot> bySku = new TreeMap<>();
        match.goods().stream()
                .filter(goods -> goods.pieces() > 0)
                .forEach(goods -> bySku.put(goods.sku(), pieces(goods.sku(), each)));
        slots.addAll(bySku.values());
        return slots;
    }

    private static Slot slot(GiftReward.Item item, boolean withSubstitutes) {
        List<Option> options = new ArrayList<>();
        options.add(new Option(item.sku(), item.quantity(), item.sku()));
        if (withSubstitutes) {
            item.substitutes().forEach(sku -> options.add(new Option(sku, item.quantity(), item.sku())));
        }
        return new Slot(List.copyOf(options));
    }

    private static Slot pieces(Sku sku, long pieces) {
        return new Slot(List.of(new Option(sku, Quantity.pieces(pieces), sku)));
    }

    /** Prices are compared without dividing: a / m is less than b / n where a * n is less than b * m. */
    private static Comparator<Goods> byPrice(GiftTrigger.Base base) {
        Comparator<Goods> price = (one, other) -> BigInteger.valueOf(one.minor(base))
                .multiply(BigInteger.valueOf(other.pieces()))
                .compareTo(BigInteger.valueOf(other.minor(base)).multiply(BigInteger.valueOf(one.pieces())));
        return price.thenComparing(Goods::sku);
    }
}
