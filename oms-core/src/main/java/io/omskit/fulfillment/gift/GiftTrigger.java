package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which goods earn a gift and what of them counts. Goods count by demand: a bundle by those of its components that are
 * named, each with its share of the line's money. What the platform gave and what a rule gave never counts.
 *
 * @param skus named SKUs, sorted
 * @param categories named categories of the host's catalog, sorted; compared exactly
 * @param presence how much of what is named must be there
 * @param base the money that counts
 */
public record GiftTrigger(Set<Sku> skus, Set<String> categories, Presence presence, Base base) {
    private static final GiftTrigger ALL_GOODS =
            new GiftTrigger(Set.of(), Set.of(), Presence.ANY, Base.AFTER_DISCOUNTS);

    public GiftTrigger {
        skus = Collections.unmodifiableSortedSet(new TreeSet<>(skus));
        categories = Collections.unmodifiableSortedSet(new TreeSet<>(categories));
        if (presence == Presence.ALL && skus.isEmpty() && categories.isEmpty()) {
            throw new IllegalArgumentException("a gift trigger asks for ALL and names nothing."
                    + "\nName SKUs or categories, or use ANY, which then takes all goods.");
        }
    }

    /** How much of what is named must be there. */
    public enum Presence {
        /** One of the named SKUs and categories is enough; where nothing is named all goods count. */
        ANY,
        /** Something of every named SKU and of every named category. */
        ALL
    }

    /** The money that counts for a tier. */
    public enum Base {
        /** Unit price times quantity. */
        BEFORE_DISCOUNTS,
        /** Less the discounts of all bearers, with the seller's change of the price; without freight. */
        AFTER_DISCOUNTS
    }

    /** All goods, after discounts. */
    public static GiftTrigger allGoods() {
        return ALL_GOODS;
    }

    /** Any of these SKUs, after discounts. */
    public static GiftTrigger anyOf(Sku... skus) {
        return new GiftTrigger(Set.of(skus), Set.of(), Presence.ANY, Base.AFTER_DISCOUNTS);
    }

    /** Any goods of these categories, after discounts. */
    public static GiftTrigger anyOfCategories(String... categories) {
        return new GiftTrigger(Set.of(), Set.of(categories), Presence.ANY, Base.AFTER_DISCOUNTS);
    }

    /** The same trigger that asks for more or less of what is named. */
    public GiftTrigger withPresence(Presence other) {
        return new GiftTrigger(skus, categories, other, base);
    }

    /** The same trigger over another sum of money. */
    public GiftTrigger withBase(Base other) {
        return new GiftTrigger(skus, categories, presence, other);
    }

    boolean names(Sku sku, String category) {
        return (skus.isEmpty() && categories.isEmpty())
                || skus.contains(sku)
                || (!category.isEmpty() && categories.contains(category));
    }
}
