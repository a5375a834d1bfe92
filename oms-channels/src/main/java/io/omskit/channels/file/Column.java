package io.omskit.channels.file;

import com.google.common.collect.ImmutableList;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The columns that an order file may have, each with the headings under which exports are seen to carry it. A heading is
 * compared without case, blanks and punctuation.
 */
enum Column {
    NUMBER("number", "order number", "order no", "order id", "订单编号", "订单号", "主订单编号", "平台订单号", "原始单号", "交易编号"),
    LINE("line", "line id", "order item id", "子订单编号", "子订单号", "商品行号"),
    STATUS("status", "order status", "line status", "订单状态", "交易状态", "状态"),
    PLACED_AT("placedAt", "placed", "order date", "order time", "created", "created at", "下单时间", "订单创建时间", "创建时间"),
    PAID_AT("paidAt", "paid at", "payment time", "date paid", "付款时间", "支付时间", "订单付款时间"),
    MODIFIED_AT("modifiedAt", "modified", "updated", "updated at", "修改时间", "更新时间"),
    SHIP_BY("shipBy", "ship by", "latest ship date", "最晚发货时间", "承诺发货时间"),
    SKU("sku", "sku code", "item code", "seller sku", "商家编码", "货号", "商品编码", "规格编码", "sku编码"),
    TITLE("title", "item", "item name", "product", "product name", "商品名称", "宝贝标题", "商品标题", "货品名称"),
    QUANTITY("quantity", "qty", "pieces", "数量", "商品数量", "购买数量", "宝贝数量"),
    UNIT("unit", "unit of measure", "uom", "单位", "计量单位"),
    UNIT_PRICE("unitPrice", "unit price", "price", "单价", "商品单价", "商品价格"),
    LINE_DISCOUNT("lineDiscount", "line discount", "item discount", "商品优惠", "行优惠"),
    SELLER_DISCOUNT("sellerDiscount", "seller discount", "discount", "shop discount", "商家优惠", "店铺优惠", "优惠金额"),
    PLATFORM_DISCOUNT("platformDiscount", "platform discount", "平台优惠", "平台补贴"),
    PRICE_CHANGE("priceChange", "price change", "改价", "卖家改价"),
    FREIGHT("freight", "shipping", "shipping fee", "postage", "运费", "邮费", "买家应付邮费"),
    SURCHARGES("surcharges", "fees", "surcharge", "附加费", "服务费"),
    PAYABLE("payable", "total", "order total", "amount due", "应付金额", "应付款", "订单金额", "买家应付货款"),
    PAID("paid", "paid amount", "amount paid", "实付金额", "实付款", "买家实付金额", "买家实际支付金额"),
    REFUNDED("refunded", "refund amount", "refunded amount", "退款金额", "已退款金额"),
    CURRENCY("currency", "币种", "货币"),
    BUYER("buyer", "buyer id", "buyer account", "customer", "买家会员名", "买家昵称", "买家账号", "买家"),
    NAME("name", "receiver", "recipient", "ship to name", "收货人", "收货人姓名", "收件人"),
    PHONE("phone", "mobile", "telephone", "手机", "联系手机", "联系电话", "收货人手机", "收货人电话", "电话"),
    COUNTRY("country", "国家"),
    PROVINCE("province", "state", "省", "省份"),
    CITY("city", "市", "城市"),
    DISTRICT("district", "county", "区", "区县"),
    TOWN("town", "街道", "乡镇"),
    ADDRESS("address", "street", "ship to address", "收货地址", "收货人地址", "详细地址", "地址"),
    ZIP("zip", "postal code", "postcode", "邮编", "邮政编码"),
    BUYER_MESSAGE("buyerMessage", "buyer message", "customer note", "买家留言", "买家备注"),
    SELLER_MEMO("sellerMemo", "seller memo", "memo", "note", "卖家备注", "商家备注", "备注"),
    FLAG("flag", "flags", "tag", "tags", "旗帜", "标记", "订单标签"),
    PRESALE("presale", "preorder", "预售", "是否预售");

    private static final Map<String, Column> BY_HEADING = byHeading();

    private final String key;
    private final ImmutableList<String> headings;

    Column(String key, String... headings) {
        this.key = key;
        this.headings = ImmutableList.copyOf(headings);
    }

    /** Name of the column in our own payloads and in problems. */
    String key() {
        return key;
    }

    /** The column under a heading, if anybody knows it. */
    static Optional<Column> find(String heading) {
        return Optional.ofNullable(BY_HEADING.get(normalized(heading)));
    }

    private static Map<String, Column> byHeading() {
        Map<String, Column> all = new HashMap<>();
        for (Column column : values()) {
            all.put(normalized(column.key), column);
            column.headings.forEach(heading -> all.put(normalized(heading), column));
        }
        return Map.copyOf(all);
    }

    private static String normalized(String heading) {
        return Normalizer.normalize(heading, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
