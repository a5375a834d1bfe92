package io.omskit.channels.taobao;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.google.common.base.Splitter;
import io.omskit.channels.Feed;
import io.omskit.channels.OrderLookup;
import io.omskit.channels.ReceiverGrouping;
import io.omskit.channels.ShipNotice;
import io.omskit.channels.ShopConnection;
import io.omskit.channels.StockPush;
import io.omskit.connect.Answer;
import io.omskit.connect.ErrorClass;
import io.omskit.connect.WireLog;
import io.omskit.connect.payload.Payload;
import io.omskit.engine.edge.EffectHandler.RepeatRule;
import io.omskit.fact.ShopRef;
import io.omskit.value.Quantity;
import java.util.List;
import java.util.Map;

/** One shop on Taobao or Tmall. Thread-safe. */
final class TaobaoShop implements ShopConnection, OrderLookup, ShipNotice, StockPush, ReceiverGrouping {
    /** Whatever is not asked for is not returned; receiver and creation time together make the platform fill in oaid. */
    static final String TRADE_FIELDS =
            "tid,tid_str,status,type,created,modified,pay_time,consign_time,end_time,buyer_nick,"
                    + "buyer_open_uid,buyer_message,seller_memo,seller_flag,payment,total_fee,discount_fee,adjust_fee,post_fee,"
                    + "cod_fee,received_payment,platform_subsidy_fee,coupon_fee,alipay_point,step_trade_status,step_paid_fee,"
                    + "new_presell,oaid,receiver_name,receiver_state,receiver_city,receiver_district,receiver_town,"
                    + "receiver_address,receiver_zip,receiver_mobile,receiver_phone,promotion_details,orders";

    private static final String OAID_MERGE = "taobao.top.oaid.merge";
    private static final int OAIDS_AT_ONCE = 100;

    private final ShopRef shop;
    private final TaobaoGateway gateway;
    private final TaobaoListings listings;
    private final TaobaoParcels parcels;
    private final List<Feed> feeds;

    TaobaoShop(ShopRef shop, TaobaoGateway gateway) {
        this.shop = shop;
        this.gateway = gateway;
        this.listings = new TaobaoListings(gateway);
        this.parcels = new TaobaoParcels(gateway);
        this.feeds = List.of(TaobaoFeed.orders(gateway, listings), TaobaoFeed.refunds(gateway));
    }

    @Override
    public ShopRef shop() {
        return shop;
    }

    @Override
    public List<Feed> feeds() {
        return feeds;
    }

    @Override
    public WireLog log() {
        return gateway.log();
    }

    /** The trade, and the record of every refund that one of its lines names. */
    @Override
    public Answer<List<Feed.Row>> lookUp(String number) {
        return trade(gateway, number, TRADE_FIELDS)
                .then(trade -> new TaobaoRecords(gateway)
                        .ofLines(trade, true)
                        .map(records -> TaobaoRecords.row(TaobaoOrders.FULL_INFO, number, trade, records)))
                .map(List::of);
    }

    /** One trade; an answer without one means that the platform does not know the number. */
    static Answer<Payload> trade(TaobaoGateway gateway, String number, String fields) {
        return gateway.repeatable(
                        TaobaoOrders.FULL_INFO, Map.of("tid", number, "fields", fields, "include_oaid", "true"))
                .then(response -> {
                    Payload trade = response.get("trade");
                    return trade.isObject() && trade.isPresent()
                            ? Answer.of(trade)
                            : Answer.failed(ErrorClass.NOT_FOUND, "no-trade", "the platform has no such trade");
                });
    }

    @Override
    public RepeatRule repeat() {
        return RepeatRule.ASK_FIRST;
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
    public int most() {
        return OAIDS_AT_ONCE;
    }

    /** An oaid is another one for another week of creation, so the platform is asked; source: page taobao, section 5. */
    @Override
    public Answer<List<List<String>>> group(List<Receiver> orders) {
        ArrayNode pairs = JsonNodeFactory.instance.arrayNode();
        orders.forEach(order -> pairs.addObject().put("oaid", order.addressId()).put("tid", order.number()));
        return gateway.repeatable(OAID_MERGE, Map.of("merge_list", pairs.toString()))
                .then(response -> {
                    Payload list = response.get("tid_list");
                    List<Payload> groups = (list.isList() ? list : list.get("string")).items();
                    return groups.isEmpty()
                            ? Answer.failed(ErrorClass.UNKNOWN_OUTCOME, "no-list", "the answer names no order")
                            : Answer.of(groups.stream().map(TaobaoShop::tids).toList());
                });
    }

    /** Orders of one receiver are one text, {@code 1111,2222}. */
    private static List<String> tids(Payload group) {
        return Splitter.on(',').trimResults().omitEmptyStrings().splitToList(group.textOr(""));
    }

    @Override
    public String toString() {
        return "TaobaoShop[" + shop + "]";
    }
}
