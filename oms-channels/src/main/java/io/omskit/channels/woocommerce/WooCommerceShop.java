package io.omskit.channels.woocommerce;

import io.omskit.channels.Feed;
import io.omskit.channels.OrderLookup;
import io.omskit.channels.ShipNotice;
import io.omskit.channels.ShopAccount;
import io.omskit.channels.ShopConnection;
import io.omskit.channels.StockPush;
import io.omskit.channels.Wiring;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.WireLog;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.fact.ShopRef;
import io.omskit.value.Quantity;
import java.util.List;

/** One shop. Refunds come with their orders, because a refund changes its order. */
final class WooCommerceShop implements ShopConnection, OrderLookup, ShipNotice, StockPush {
    private static final int LARGEST_PAGE = 100;

    private final ShopRef shop;
    private final WooCommerceCalls calls;
    private final WooCommerceFeed orders;
    private final WooCommerceParcels parcels;
    private final WooCommerceListings listings;

    WooCommerceShop(ShopAccount account, Wiring wiring) {
        shop = account.shop();
        calls = new WooCommerceCalls(account, wiring);
        orders = new WooCommerceFeed(calls, pageSize(account));
        parcels = new WooCommerceParcels(calls);
        listings = new WooCommerceListings(calls);
    }

    private static int pageSize(ShopAccount account) {
        String text = account.find("pageSize").orElse(Integer.toString(LARGEST_PAGE));
        int size = text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
        if (size < 1 || size > LARGEST_PAGE) {
            throw new IllegalArgumentException("pageSize of shop " + account.shop() + " is '" + text
                    + "'.\nGive a number from 1 to " + LARGEST_PAGE + ", or leave it out.");
        }
        return size;
    }

    @Override
    public ShopRef shop() {
        return shop;
    }

    @Override
    public List<Feed> feeds() {
        return List.of(orders);
    }

    @Override
    public WireLog log() {
        return calls.log();
    }

    @Override
    public Answer<List<Feed.Row>> lookUp(String number) {
        return orderPath(number)
                .then(path -> calls.object("order", calls.get(path)))
                .then(orders::row)
                .map(List::of);
    }

    /** The path of an order; its number is its id, so anything but digits is no order here. */
    static Answer<String> orderPath(String number) {
        return number.matches("\\d{1,19}")
                ? Answer.of("/orders/" + number)
                : Answer.failed(ErrorClass.NOT_FOUND, "no-order", "an order number has digits only");
    }

    @Override
    public RepeatRule repeat() {
        return parcels.repeat();
    }

    @Override
    public Answer<String> send(Parcel parcel) {
        return parcels.send(parcel);
    }

    @Override
    public Answer<Boolean> hasArrived(Parcel parcel) {
        return parcels.hasArrived(parcel);
    }

    @Override
    public Answer<String> setAvailable(String code, Quantity available) {
        return listings.setAvailable(code, available);
    }

    @Override
    public String toString() {
        return "WooCommerceShop[" + shop + "]";
    }
}
