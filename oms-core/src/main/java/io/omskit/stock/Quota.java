package io.omskit.stock;

import static java.util.Objects.requireNonNull;

import io.omskit.catalog.Sku;
import org.jspecify.annotations.Nullable;

/**
 * How much of a SKU may be sold through a channel, or in a presale. A quota is a cap, not a stock: it never makes more
 * available than there is, and a presale quota is separate from physical stock.
 *
 * <p>What is used of a quota is a bounded counter under {@link #key}. Counters have floors only, so the counter holds
 * <em>minus</em> the used quantity and its floor is minus the limit; a new limit needs no change of the counter.
 *
 * @param kind what is capped
 * @param channel the channel, as {@link io.omskit.fact.ShopRef} prints it; absent only for a presale over all channels
 * @param sku the SKU
 * @param limit how much may be used, in steps, not negative
 */
public record Quota(Kind kind, @Nullable String channel, Sku sku, long limit) {
    public Quota {
        requireNonNull(kind, "kind");
        requireNonNull(sku, "sku");
        if (channel != null) {
            channel = Ids.required("channel of a quota", channel);
        } else if (kind == Kind.CHANNEL) {
            throw new IllegalArgumentException("the channel quota of SKU " + sku
                    + " names no channel.\nName it; without a quota a channel shares the common pool.");
        }
        if (StockCounters.quotaKey(kind, channel, sku).length() > StockCounters.MAX_KEY) {
            throw new IllegalArgumentException("the channel " + channel + " and SKU " + sku
                    + " of a quota are too long together." + "\nShorten one of them: the name of the counter may have "
                    + StockCounters.MAX_KEY + " characters.");
        }
        if (limit < 0) {
            throw new IllegalArgumentException("the quota of SKU " + sku + " has limit " + limit
                    + ".\nGive zero to stop the sale, or a positive quantity.");
        }
    }

    /** A cap on what one channel may sell. */
    public static Quota ofChannel(String channel, Sku sku, long limit) {
        return new Quota(Kind.CHANNEL, channel, sku, limit);
    }

    /** A cap on what all channels together may sell before it is in stock. */
    public static Quota presale(Sku sku, long limit) {
        return new Quota(Kind.PRESALE, null, sku, limit);
    }

    /** A cap on what one channel may sell before it is in stock. */
    public static Quota presale(String channel, Sku sku, long limit) {
        return new Quota(Kind.PRESALE, channel, sku, limit);
    }

    /** Name of the counter that holds minus the used quantity. */
    public String key() {
        return StockCounters.quotaKey(kind, channel, sku);
    }

    /** How much may still be used when so much is used already; never negative. */
    public long left(long used) {
        return used >= limit ? 0 : limit - Math.max(0, used);
    }

    /** What a quota caps. */
    public enum Kind {
        /** Sales of stocked goods through one channel. */
        CHANNEL,
        /** Sales before the goods exist. */
        PRESALE
    }
}
