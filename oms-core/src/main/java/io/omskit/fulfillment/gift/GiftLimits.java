package io.omskit.fulfillment.gift;

import org.jspecify.annotations.Nullable;

/**
 * How often a rule may give. Grants are counted, not pieces: a grant of two cups counts once. All but the first are
 * bounded counters, see {@link GiftCounters}; an absent limit is none.
 *
 * @param perOrder grants for one order; a merged group counts as one
 * @param perBuyer grants for one buyer. A buyer may have several keys; any of them used up blocks, of a merged group those of
 *     all members. Charged are the keys of the order that has the gift. A buyer without keys cannot be counted and gets
 *     nothing
 * @param total grants over the life of the rule, over all its versions
 * @param perDay grants for the orders of one day of the shop, by the rule's time base
 */
public record GiftLimits(
        @Nullable Long perOrder,
        @Nullable Long perBuyer,
        @Nullable Long total,
        @Nullable Long perDay) {
    private static final GiftLimits NONE = new GiftLimits(null, null, null, null);

    public GiftLimits {
        requirePositive("per order", perOrder);
        requirePositive("per buyer", perBuyer);
        requirePositive("total", total);
        requirePositive("per day", perDay);
    }

    /** No limit. */
    public static GiftLimits none() {
        return NONE;
    }

    public GiftLimits withPerOrder(long grants) {
        return new GiftLimits(grants, perBuyer, total, perDay);
    }

    public GiftLimits withPerBuyer(long grants) {
        return new GiftLimits(perOrder, grants, total, perDay);
    }

    public GiftLimits withTotal(long grants) {
        return new GiftLimits(perOrder, perBuyer, grants, perDay);
    }

    public GiftLimits withPerDay(long grants) {
        return new GiftLimits(perOrder, perBuyer, total, grants);
    }

    private static void requirePositive(String name, @Nullable Long limit) {
        if (limit != null && (limit <= 0 || limit > Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("the limit " + name + " of a gift rule is " + limit
                    + ".\nGive a number from 1 to 2147483647, no limit, or take the rule out of the book.");
        }
    }
}
