package io.omskit.examples.benchmarks;

import io.omskit.access.SealKey;
import io.omskit.access.Sealer;
import io.omskit.address.HashKey;
import io.omskit.catalog.InMemoryCatalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.channels.taobao.TaobaoChannel;
import io.omskit.channels.woocommerce.WooCommerceChannel;
import io.omskit.engine.Oms;
import io.omskit.engine.edge.Command;
import io.omskit.engine.edge.Message;
import io.omskit.fact.ShopRef;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Invented orders as two platforms send them, about 2 KB each with two lines, and the engine that takes them: 1,000 SKUs,
 * three warehouses, sealing and merge keys on. Every other order is Taobao's. One order in twenty comes from the buyer of
 * the order before the last and may travel with it; one line in fifty is of a SKU that only one warehouse has. The number
 * of an order decides everything about it.
 */
final class OrderSource {
    static final ShopRef TAOBAO = new ShopRef("taobao", "flagship");
    static final ShopRef WOO = new ShopRef("woocommerce", "outlet");

    private static final int SKUS = 1_000;
    private static final long PLENTY = 1_000_000_000_000L;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter SPACED = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter T = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final Instant FIRST = Instant.parse("2026-03-01T00:00:00Z");

    private OrderSource() {}

    /** An engine on the store, with goods on the shelves. */
    static Oms engine(Store store, InstantSource time) {
        return stocked(builder(store).time(time).build());
    }

    static Oms.Builder builder(Store store) {
        InMemoryCatalog.Builder catalog = InMemoryCatalog.builder();
        for (int i = 0; i < SKUS; i++) {
            catalog.item(Item.of(sku(i), "invented goods " + i, 300));
        }
        byte[] key = new byte[32];
        new SplittableRandom(1).nextBytes(key);
        return Oms.builder()
                .store(store)
                .catalog(catalog.build())
                .sources(List.of(warehouse("W1", 1), warehouse("W2", 2), warehouse("W3", 3)))
                .sealer(Sealer.aesGcm(SealKey.of("bench", key)))
                .hashKeys(HashKey.of("bench", key))
                .mapper(new TaobaoChannel().mapper())
                .mapper(new WooCommerceChannel().mapper());
    }

    /** Puts goods on the shelves: everything in W2 and W3 but for every fiftieth SKU, which only W1 has. */
    static Oms stocked(Oms oms) {
        List<StockMovement> movements = new ArrayList<>();
        for (int i = 0; i < SKUS; i++) {
            boolean rare = i % 50 == 0;
            for (String source : rare ? List.of("W1") : List.of("W2", "W3")) {
                movements.add(StockMovement.receive(
                        new StockCell(source, new Sku(sku(i))), PLENTY, "in-" + source + "-" + i));
            }
        }
        Command.Result result = oms.submit(new Command.MoveStock(movements));
        if (!result.done()) {
            throw new IllegalStateException("the shelves were not filled: " + result);
        }
        return oms;
    }

    private static Source warehouse(String id, int priority) {
        return Source.of(id, Source.Kind.OWN, SHANGHAI).withPriority(priority);
    }

    private static String sku(int number) {
        return "SKU-" + (10_000 + number);
    }

    /** The orders from the given number on. */
    static List<Message> messages(long from, int count) {
        List<Message> messages = new ArrayList<>(count);
        for (long number = from; number < from + count; number++) {
            messages.add(message(number));
        }
        return messages;
    }

    static Message message(long number) {
        return number % 2 == 0
                ? new Message("taobao", "taobao.trade.fullinfo.get", TAOBAO, "" + tid(number), taobao(number))
                : new Message("woocommerce", "/orders", WOO, "" + number, woo(number));
    }

    private static long tid(long number) {
        return 4_100_000_000_000_000_000L + number;
    }

    /** The orders come one a second; so a pair of one buyer is always close. */
    private static LocalDateTime placed(long number, ZoneId zone) {
        return LocalDateTime.ofInstant(FIRST.plusSeconds(number), zone);
    }

    /** Who buys: every twentieth order is of the buyer of the order two before. */
    private static long buyer(long number) {
        return number % 20 == 18 || number % 20 == 19 ? number - 2 : number;
    }

    private static SplittableRandom random(long number) {
        return new SplittableRandom(number * 0x9E3779B97F4A7C15L);
    }

    /** A trade of Taobao as {@code taobao.trade.fullinfo.get} shows it, about 2 KB. */
    static byte[] taobao(long number) {
        SplittableRandom random = random(number);
        String paid = SPACED.format(placed(number, SHANGHAI).plusSeconds(90));
        long one = 1_000L + random.nextInt(9_000);
        long two = 1_000L + random.nextInt(9_000);
        long off = 300;
        String text = """
            {"tid":%1$d,"tid_str":"%1$d","status":"WAIT_SELLER_SEND_GOODS","type":"fixed","seller_nick":"invented flagship",\
            "buyer_nick":"试**%2$d","buyer_open_uid":"AAHbench%2$019d","created":"%3$s","pay_time":"%4$s","modified":"%4$s",\
            "payment":"%5$s","total_fee":"%6$s","discount_fee":"0.00","adjust_fee":"0.00","post_fee":"6.00",\
            "received_payment":"0.00","available_confirm_fee":"%5$s","has_post_fee":true,"is_lgtype":false,"is_brand_sale":false,\
            "is_force_wlb":false,"alipay_no":"2026030122001%1$d","alipay_id":2088000000000000,"num":2,"num_iid":690000000001,\
            "buyer_message":"请尽快发货,谢谢","seller_flag":0,"trade_from":"WAP,WAP","shipping_type":"express",\
            "orders":{"order":[%7$s,%8$s]},"receiver_name":"试**","receiver_state":"江苏省","receiver_city":"苏州市",\
            "receiver_district":"吴中区","receiver_town":"样品镇","receiver_address":"发**路***号","receiver_zip":"215000",\
            "receiver_mobile":"*******%9$04d","oaid":"1BenchOaid%2$020d"}\
            """.formatted(
                        tid(number),
                        buyer(number),
                        SPACED.format(placed(number, SHANGHAI)),
                        paid,
                        yuan(one + two - off + 600),
                        yuan(one + two),
                        line(tid(number) + 1, random.nextInt(SKUS), one, off),
                        line(tid(number) + 2, random.nextInt(SKUS), two, 0),
                        buyer(number) % 10_000);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String line(long oid, int sku, long fen, long off) {
        return """
            {"oid":%1$d,"oid_str":"%1$d","num_iid":690000000001,"sku_id":"53000000%2$d","outer_iid":"ITEM-%2$d",\
            "outer_sku_id":"%3$s","title":"发明商品 第%2$d号","sku_properties_name":"颜色分类:红色;尺码:M","cid":50012345,\
            "pic_path":"https://img.example/bench/%2$d.jpg","price":"%4$s","num":1,"total_fee":"%5$s","discount_fee":"%6$s",\
            "adjust_fee":"0.00","payment":"%5$s","divide_order_fee":"%5$s","part_mjz_discount":"0.00",\
            "status":"WAIT_SELLER_SEND_GOODS","refund_status":"NO_REFUND","seller_rate":false,"buyer_rate":false,"snapshot_url":"s:1"}\
            """.formatted(oid, sku, sku(sku), yuan(fen), yuan(fen - off), yuan(off));
    }

    /** An order of WooCommerce as its REST interface v3 shows it, about 2 KB. */
    static byte[] woo(long number) {
        SplittableRandom random = random(number);
        String placed = T.format(placed(number, ZoneOffset.UTC));
        String paid = T.format(placed(number, ZoneOffset.UTC).plusSeconds(90));
        long one = 1_000L + random.nextInt(9_000);
        long two = 1_000L + random.nextInt(9_000);
        String person = """
            "first_name":"Test","last_name":"Buyer %1$d","company":"","address_1":"%2$d Invented Street","address_2":"",\
            "city":"Springfield","state":"IL","postcode":"62701","country":"US","phone":"555%1$07d"\
            """.formatted(buyer(number), buyer(number) % 900 + 1);
        String text = """
            {"id":%1$d,"parent_id":0,"number":"%1$d","order_key":"wc_order_%1$d","created_via":"checkout","version":"9.3.3",\
            "status":"processing","currency":"USD","date_created":"%2$s","date_created_gmt":"%2$s","date_modified":"%3$s",\
            "date_modified_gmt":"%3$s","discount_total":"0.00","discount_tax":"0.00","shipping_total":"5.00","shipping_tax":"0.00",\
            "cart_tax":"0.00","total":"%4$s","total_tax":"0.00","prices_include_tax":false,"customer_id":%5$d,"customer_note":"",\
            "billing":{%6$s,"email":"buyer%5$d@example.com"},"shipping":{%6$s},"payment_method":"stripe",\
            "payment_method_title":"Card","transaction_id":"ch_bench%1$d","date_paid":"%3$s","date_paid_gmt":"%3$s",\
            "date_completed":null,"date_completed_gmt":null,"cart_hash":"","meta_data":[],"line_items":[%7$s,%8$s],"tax_lines":[],\
            "shipping_lines":[{"id":%9$d,"method_title":"Flat rate","method_id":"flat_rate","total":"5.00","total_tax":"0.00","taxes":[]}],\
            "fee_lines":[],"coupon_lines":[],"refunds":[],"set_paid":false}\
            """.formatted(
                        number,
                        placed,
                        paid,
                        yuan(one + two + 500),
                        buyer(number),
                        person,
                        item(number * 10 + 1, random.nextInt(SKUS), one),
                        item(number * 10 + 2, random.nextInt(SKUS), two),
                        number * 10 + 3);
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String item(long id, int sku, long cents) {
        return """
            {"id":%1$d,"name":"Invented goods %2$d","product_id":%2$d,"variation_id":0,"quantity":1,"tax_class":"","subtotal":"%3$s",\
            "subtotal_tax":"0.00","total":"%3$s","total_tax":"0.00","taxes":[],"meta_data":[],"sku":"%4$s","price":%3$s}\
            """.formatted(id, sku + 1, yuan(cents), sku(sku));
    }

    private static String yuan(long minor) {
        return minor / 100 + "." + (minor % 100 < 10 ? "0" : "") + minor % 100;
    }
}
