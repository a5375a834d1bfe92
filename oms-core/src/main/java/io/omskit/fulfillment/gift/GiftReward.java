package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import io.omskit.value.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What one grant of a gift rule consists of. A grant is given whole or not at all. */
public sealed interface GiftReward {
    /** Everything on a list. */
    static GiftReward allOf(Item... items) {
        return new AllOf(List.of(items));
    }

    /** The first item of a list that is free. */
    static GiftReward firstFree(Item... items) {
        return new FirstFree(List.of(items));
    }

    /** Tells every SKU that the reward may need, besides the goods that earn it. */
    default void eachSku(Consumer<Sku> reader) {}

    /**
     * Everything on the list.
     *
     * @param items what is given; no SKU twice, substitutes included
     */
    record AllOf(List<Item> items) implements GiftReward {
        public AllOf {
            items = distinct(items);
        }

        @Override
        public void eachSku(Consumer<Sku> reader) {
            items.forEach(item -> item.eachSku(reader));
        }
    }

    /**
     * The first item that is free: the best gift first, the next one when it is used up. What was given stays, even when a
     * better one becomes free again or another tier lists it lower.
     *
     * @param items the choices, best first, without substitutes of their own
     */
    record FirstFree(List<Item> items) implements GiftReward {
        public FirstFree {
            items = distinct(items);
            for (Item item : items) {
                if (!item.substitutes().isEmpty()) {
                    throw new IllegalArgumentException("choice " + item.sku() + " of a gift has substitutes "
                            + item.substitutes() + ".\nPut them on the list of choices; it is a list of substitutes.");
                }
            }
        }

        @Override
        public void eachSku(Consumer<Sku> reader) {
            items.forEach(item -> item.eachSku(reader));
        }
    }

    /**
     * More of the cheapest of the goods that earned it, by price of one piece in the trigger's base; of equal prices the
     * smaller SKU. Weighed goods are left out.
     *
     * @param pieces how many pieces for one grant, positive
     */
    record Cheapest(long pieces) implements GiftReward {
        public Cheapest {
            requirePositive(pieces);
        }
    }

    /**
     * More of each of the goods that earned it. Weighed goods are left out.
     *
     * @param pieces how many pieces of each for one grant, positive
     */
    record SameGoods(long pieces) implements GiftReward {
        public SameGoods {
            requirePositive(pieces);
        }
    }

    /**
     * One thing on a list.
     *
     * @param sku what is given
     * @param quantity how much of it for one grant, positive
     * @param substitutes what may take its place, best first, in the same quantity
     */
    record Item(Sku sku, Quantity quantity, List<Sku> substitutes) {
        public Item {
            substitutes = List.copyOf(substitutes);
            if (!quantity.isPositive()) {
                throw new IllegalArgumentException(
                        "gift " + sku + " has quantity " + quantity + ".\nGive a positive quantity.");
            }
        }

        /** So many pieces. */
        public static Item pieces(String sku, long pieces) {
            return new Item(new Sku(sku), Quantity.pieces(pieces), List.of());
        }

        /** The same item with what may take its place. */
        public Item orElse(String... skus) {
            return new Item(sku, quantity, List.of(skus).stream().map(Sku::new).toList());
        }

        void eachSku(Consumer<Sku> reader) {
            reader.accept(sku);
            substitutes.forEach(reader);
        }
    }

    private static List<Item> distinct(List<Item> items) {
        if (items.isEmpty()) {
            throw new IllegalArgumentException("a gift has an empty list.\nName what is given.");
        }
        Set<Sku> seen = new HashSet<>();
        for (Item item : items) {
            item.eachSku(sku -> {
                if (!seen.add(sku)) {
                    throw new IllegalArgumentException("gift " + sku + " is on its list twice."
                            + "\nName each SKU once; give a greater quantity instead.");
                }
            });
        }
        return List.copyOf(items);
    }

    private static void requirePositive(long pieces) {
        if (pieces <= 0) {
            throw new IllegalArgumentException("a gift has " + pieces + " pieces.\nGive one or more.");
        }
    }
}
