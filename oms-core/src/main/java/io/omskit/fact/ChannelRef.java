package io.omskit.fact;

/**
 * The channel's own name of an order: platform, shop and the platform's order number. Unique in one {@code Oms}.
 *
 * @param platform the platform id
 * @param shop the host's own name of the shop
 * @param number the platform's order key as text; numbers beyond 2^53 are common, so it is never a number
 */
public record ChannelRef(String platform, String shop, String number) implements Comparable<ChannelRef> {
    public ChannelRef {
        platform = Texts.required("platform", platform);
        shop = Texts.required("shop", shop);
        number = Texts.required("number", number);
    }

    /** The shop that sold the order. */
    public ShopRef shopRef() {
        return new ShopRef(platform, shop);
    }

    @Override
    public int compareTo(ChannelRef other) {
        int byPlatform = platform.compareTo(other.platform);
        if (byPlatform != 0) {
            return byPlatform;
        }
        int byShop = shop.compareTo(other.shop);
        return byShop != 0 ? byShop : number.compareTo(other.number);
    }

    @Override
    public String toString() {
        return platform + "/" + shop + "/" + number;
    }
}
