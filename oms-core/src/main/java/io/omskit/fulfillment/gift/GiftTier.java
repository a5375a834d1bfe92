package io.omskit.fulfillment.gift;

import io.omskit.value.Money;
import org.jspecify.annotations.Nullable;

/**
 * One step of a gift rule. Where both thresholds are given, <em>both</em> must be reached: of the tiers "99.00 and 1 piece"
 * and "199.00 and 2 pieces", one piece of 199.00 reaches the first only.
 *
 * @param minPieces pieces of the goods that count; 0 for no such threshold. Weighed goods count by money only
 * @param minAmount money of the goods that count; absent for no such threshold. Money of another currency does not count
 * @param reward what is given
 */
public record GiftTier(long minPieces, @Nullable Money minAmount, GiftReward reward) {
    public GiftTier {
        if (minPieces < 0 || (minAmount != null && !minAmount.isPositive()) || (minPieces == 0 && minAmount == null)) {
            throw new IllegalArgumentException("a gift tier asks for " + minPieces + " pieces and "
                    + (minAmount == null ? "no amount" : minAmount)
                    + ".\nGive a number of pieces, an amount above zero, or both.");
        }
    }

    /** A tier of pieces. */
    public static GiftTier ofPieces(long minPieces, GiftReward reward) {
        return new GiftTier(minPieces, null, reward);
    }

    /** A tier of money. */
    public static GiftTier ofAmount(Money minAmount, GiftReward reward) {
        return new GiftTier(0, minAmount, reward);
    }

    /** A tier of which both parts must be reached. */
    public static GiftTier of(long minPieces, Money minAmount, GiftReward reward) {
        return new GiftTier(minPieces, minAmount, reward);
    }

    /** How many times the threshold is reached; with two thresholds the smaller number. */
    long times(long pieces, long minor) {
        long byPieces = minPieces == 0 ? Long.MAX_VALUE : pieces / minPieces;
        long byAmount = minAmount == null ? Long.MAX_VALUE : minor / minAmount.minor();
        return Math.max(0, Math.min(byPieces, byAmount));
    }

    /** Whether this tier is reached whenever the other is. */
    boolean isWithin(GiftTier other) {
        long mine = minAmount == null ? 0 : minAmount.minor();
        long its = other.minAmount == null ? 0 : other.minAmount.minor();
        return minPieces <= other.minPieces && mine <= its;
    }
}
