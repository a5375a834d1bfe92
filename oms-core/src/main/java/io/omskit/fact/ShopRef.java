package io.omskit.fact;

/**
 * One shop on one platform, for example {@code taobao/flagship}.
 *
 * @param platform the platform id, as adapters publish it ({@code taobao}, {@code woocommerce}, {@code file})
 * @param shop the host's own name of the shop, unique within the platform
 */
public record ShopRef(String platform, String shop) {
    public ShopRef {
        platform = Texts.required("platform", platform);
        shop = Texts.required("shop", shop);
    }

    /** The order with this platform number in this shop. */
    public ChannelRef order(String number) {
        return new ChannelRef(platform, shop, number);
    }

    @Override
    public String toString() {
        return platform + "/" + shop;
    }
}
