package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import io.omskit.fulfillment.gift.Filling.Slot.Option;
import io.omskit.fulfillment.gift.HeldGifts.Gift;
import io.omskit.value.Quantity;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/**
 * Turns the grants of one rule into SKUs. First with what the group holds already, so that a gift once given stays as it is;
 * then, when every rule of the book has done so, with what is free.
 */
final class Filling {
    private final List<Slot> slots;
    private final Matching match;
    private final Map<Long, Long> open = new LinkedHashMap<>();
    private final Map<Long, Map<Sku, Credit>> credits = new LinkedHashMap<>();
    private final Map<Long, Map<Sku, Given>> given = new TreeMap<>();
    private long dropped;

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

    /** Units that may be given again: those with stock reserved for them, and all. */
    private static final class Credit {
        private long units;
        private long reserved;
    }

    /** What an order gets of one SKU: grants of it, the units among them that nothing is reserved for, and that nothing covers. */
    static final class Given {
        final Option option;
        long grants;
        long unreserved;
        long lacking;

        private Given(Option option) {
            this.option = option;
        }
    }

    Filling(List<Slot> slots, Matching match, Map<Long, Long> targets, HeldGifts held) {
        this.slots = slots;
        this.match = match;
        if (!slots.isEmpty()) {
            targets.forEach((order, grants) -> {
                if (grants > 0) {
                    open.put(order, grants);
                }
            });
        }
        for (Gift gift : held.gifts()) {
            if (gift.movable() > 0) {
                Credit credit = credits.computeIfAbsent(gift.orderId(), order -> new TreeMap<>())
                        .computeIfAbsent(gift.demand().sku(), sku -> new Credit());
                credit.units += gift.movable();
                credit.reserved +=
                        Math.max(0, Math.min(gift.movable(), gift.demand().allocated() - gift.fixed()));
            }
        }
    }

    /** Keeps what is held; what no grant needs any more is free for the other rules. */
    void keep(Map<Sku, Long> free) {
        for (boolean earning : List.of(false, true)) {
            for (Map.Entry<Long, Long> one : open.entrySet()) {
                if (earns(one.getKey()) == earning) {
                    ToLongFunction<Sku> there = earning ? this::credit : sku -> creditOf(one.getKey(), sku);
                    long grants = capacity(one.getValue(), there);
                    fill(one.getKey(), grants, there);
                    one.setValue(one.getValue() - grants);
                }
            }
        }
        if (left() == 0) {
            for (Map<Sku, Credit> credit : credits.values()) {
                credit.forEach((sku, units) -> free.merge(sku, units.reserved, Long::sum));
            }
            credits.clear();
        }
    }

    /** Gives what is free. */
    void give(Map<Sku, Long> free) {
        given.forEach((order, bySku) -> bySku.values().forEach(kept -> cover(kept, free)));
        open.forEach((order, grants) -> dropped += earns(order) ? 0 : grants);
        open.keySet().removeIf(order -> !earns(order));
        ToLongFunction<Sku> available = sku -> credit(sku) + Math.max(0, free.getOrDefault(sku, 0L));
        for (Map.Entry<Long, Long> one : open.entrySet()) {
            long grants = capacity(one.getValue(), available);
            fill(one.getKey(), grants, available);
            given.getOrDefault(one.getKey(), Map.of()).values().forEach(added -> cover(added, free));
            one.setValue(one.getValue() - grants);
            if (match.rule().stockMode() == GiftRule.StockMode.HOLD && one.getValue() > 0) {
                promise(one.getKey(), one.getValue(), free);
                one.setValue(0L);
            }
        }
    }

    /** What each order gets, by SKU. */
    Map<Long, Map<Sku, Given>> given() {
        return given;
    }

    /** Grants that orders which earn nothing any more had, and that what the rule gives now cannot be made of. */
    long dropped() {
        return dropped;
    }

    /** Grants that could not be given. */
    long left() {
        return open.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The first SKU of a slot of which not even one grant is free, once everything was given. */
    List<Option> lacking(Map<Sku, Long> free) {
        List<Option> lacking = new ArrayList<>();
        for (Slot slot : slots) {
            boolean isFree = slot.options().stream()
                    .anyMatch(
                            option -> credit(option.sku()) + free.getOrDefault(option.sku(), 0L) >= option.perGrant());
            if (!isFree) {
                lacking.add(slot.options().get(0));
            }
        }
        return lacking;
    }

    /** An order whose goods do not count any more keeps what it has; it gets nothing else. */
    private boolean earns(long order) {
        return !match.firstLine(order).isEmpty();
    }

    private long creditOf(long order, Sku sku) {
        Credit credit = credits.getOrDefault(order, Map.of()).get(sku);
        return credit == null ? 0 : credit.units;
    }

    private long credit(Sku sku) {
        long units = 0;
        for (Map<Sku, Credit> bySku : credits.values()) {
            Credit credit = bySku.get(sku);
            units += credit == null ? 0 : credit.units;
        }
        return units;
    }

    private long capacity(long grants, ToLongFunction<Sku> available) {
        long whole = grants;
        for (Slot slot : slots) {
            long some = 0;
            for (Option option : slot.options()) {
                some = Math.min(grants, some + available.applyAsLong(option.sku()) / option.perGrant());
            }
            whole = Math.min(whole, some);
        }
        return whole;
    }

    private void fill(long order, long grants, ToLongFunction<Sku> available) {
        for (Slot slot : slots) {
            long rest = grants;
            for (Option option : slot.options()) {
                long some = Math.min(rest, available.applyAsLong(option.sku()) / option.perGrant());
                if (some > 0) {
                    add(order, option, some);
                    rest -= some;
                }
            }
        }
    }

    private void promise(long order, long grants, Map<Sku, Long> free) {
        for (Slot slot : slots) {
            add(order, slot.options().get(0), grants);
        }
        given.getOrDefault(order, Map.of()).values().forEach(added -> cover(added, free));
    }

    private void add(long order, Option option, long grants) {
        Given gift = given.computeIfAbsent(order, id -> new LinkedHashMap<>())
                .computeIfAbsent(option.sku(), sku -> new Given(option));
        gift.grants += grants;
        long units = Math.multiplyExact(grants, option.perGrant());
        gift.unreserved += units - reservedOf(order, option.sku(), units);
    }

    /** Uses up what is held: the order's own first, then that of the other members in their order. */
    private long reservedOf(long order, Sku sku, long units) {
        long reserved = 0;
        long rest = units;
        List<Credit> inOrder = new ArrayList<>();
        Credit own = credits.getOrDefault(order, Map.of()).get(sku);
        if (own != null) {
            inOrder.add(own);
        }
        credits.forEach((other, bySku) -> {
            Credit credit = bySku.get(sku);
            if (other != order && credit != null) {
                inOrder.add(credit);
            }
        });
        for (Credit credit : inOrder) {
            long some = Math.min(rest, credit.units);
            long covered = Math.min(some, credit.reserved);
            credit.units -= some;
            credit.reserved -= covered;
            rest -= some;
            reserved += covered;
        }
        return reserved;
    }

    /** Takes from what is free for what is not reserved; what is not there is lacking. */
    private static void cover(Given gift, Map<Sku, Long> free) {
        long there = Math.max(0, free.getOrDefault(gift.option.sku(), 0L));
        long taken = Math.min(gift.unreserved, there);
        free.put(gift.option.sku(), there - taken);
        gift.lacking += gift.unreserved - taken;
        gift.unreserved = 0;
    }
}
