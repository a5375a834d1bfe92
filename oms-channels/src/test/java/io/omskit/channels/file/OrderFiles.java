package io.omskit.channels.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.omskit.engine.edge.FactMapper.Mapped;
import io.omskit.engine.edge.Message;
import io.omskit.fact.OrderFact;
import io.omskit.fact.ShopRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Invented order files, and what is read from them. */
final class OrderFiles {
    static final ShopRef SHOP = new ShopRef("file", "wholesale");
    static final Instant READ_AT = Instant.parse("2026-03-02T12:00:00Z");

    static final String CHINESE = "订单编号,订单状态,下单时间,付款时间,商家编码,商品名称,数量,单位,单价,店铺优惠,运费,应付金额,收货人,手机,省,市,区,收货地址\n"
            + "\t202603010001,买家已付款，等待卖家发货,2026-03-01 10:00:00,2026-03-01"
            + " 10:01:30,SKU-1,\"茶杯,大\",2,件,59.90,10.00,6.00,215.80,测试甲,13800001000,浙江省,杭州市,余杭区,样品路1号\n"
            + "\t202603010001,买家已付款，等待卖家发货,2026-03-01 10:00:00,2026-03-01"
            + " 10:01:30,SKU-2,茶叶,1,件,100.00,10.00,6.00,215.80,测试甲,13800001000,浙江省,杭州市,余杭区,样品路1号\n"
            + "202603010002,待付款,2026/3/1 11:05,,SKU-3,苹果,1.25,公斤,12.80,,,16.00,测试乙,13800001001,浙江省,杭州市,余杭区,样品路2号\n";

    static final String ENGLISH =
            "Order Number;Status;Order Date;SKU;Title;Qty;Unit Price;Shipping;Total;Paid Amount;Currency\n"
                    + "A-1;shipped;2026-03-01T10:00:00Z;S1;Cup;3;4.50;2.00;15.50;15.50;USD\n"
                    + "A-2;cancelled;2026-03-01T10:00:00Z;S1;Cup;1;4.50;;4.50;0.00;USD\n";

    private OrderFiles() {}

    static Mapped map(String csv) {
        return map(csv.getBytes(UTF_8));
    }

    static Mapped map(byte[] csv) {
        return FileImport.mapper().map("", SHOP, csv, READ_AT);
    }

    static List<OrderFact> orders(Mapped mapped) {
        return mapped.facts().stream().map(OrderFact.class::cast).toList();
    }

    static OrderFact order(String csv) {
        Mapped mapped = map(csv);
        List<OrderFact> orders = orders(mapped);
        if (orders.size() != 1) {
            throw new AssertionError(orders.size() + " orders, problems " + mapped.problems());
        }
        return orders.get(0);
    }

    /** Takes the way through messages, as the engine does. */
    static List<OrderFact> replayed(byte[] csv) {
        List<OrderFact> orders = new ArrayList<>();
        for (Message message : FileImport.messages(SHOP, "orders.csv", csv)) {
            orders.addAll(orders(FileImport.mapper().map(message.api(), message.shop(), message.payload(), READ_AT)));
        }
        return orders;
    }
}
