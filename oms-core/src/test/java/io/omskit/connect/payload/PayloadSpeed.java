package io.omskit.connect.payload;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.omskit.value.Money;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;

/** Compares reading a list of orders with Jackson's readTree on the same bytes; run by hand, prints MB/s. */
final class PayloadSpeed {
    private static final Currency CNY = Currency.getInstance("CNY");
    private static final PayloadReader READER = PayloadReader.inZone(ZoneId.of("Asia/Shanghai"));
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static long sink;

    private PayloadSpeed() {}

    public static void main(String[] args) throws IOException {
        byte[] bytes = SampleOrders.json(7, 100).getBytes(UTF_8);
        for (int round = 0; round < 6; round++) {
            double tree = rate(bytes, () -> sink += JACKSON.readTree(bytes).size());
            double tape = rate(bytes, () -> sink += READER.read(bytes).isWhole() ? 1 : 0);
            double facts = rate(bytes, () -> sink += readAll(bytes));
            System.out.printf(
                    Locale.ROOT,
                    "bytes %d readTree %.0f MB/s, tape %.0f MB/s (%.2f), all fields read %.0f MB/s (%.2f)%n",
                    bytes.length,
                    tree,
                    tape,
                    tape / tree,
                    facts,
                    facts / tree);
        }
    }

    /** Reads what an order mapper reads. */
    private static long readAll(byte[] bytes) {
        long sum = 0;
        for (Payload trade :
                READER.read(bytes).at("list_response", "trades", "trade").items()) {
            sum += length(trade.require("tid_str").text())
                    + length(trade.require("status").text());
            sum += length(trade.get("buyer_message").text())
                    + length(trade.get("oaid").text());
            sum += length(trade.get("receiver_state").text())
                    + length(trade.get("receiver_city").text());
            sum += length(trade.get("receiver_address").text())
                    + length(trade.get("seller_memo").text());
            sum += trade.get("created").time() == null ? 0 : 1;
            sum += trade.get("modified").time() == null ? 0 : 1;
            sum += trade.get("pay_time").time() == null ? 0 : 1;
            sum += money(trade, "payment") + money(trade, "post_fee") + money(trade, "discount_fee");
            sum += money(trade, "adjust_fee") + money(trade, "cod_fee") + money(trade, "platform_subsidy_fee");
            sum += length(trade.get("step_trade_status").text());
            for (Payload line : trade.at("orders", "order").items()) {
                sum += length(line.require("oid").id())
                        + length(line.get("outer_sku_id").text());
                sum += length(line.get("title").text()) + line.require("num").wholeOr(0);
                sum += money(line, "price") + money(line, "total_fee") + money(line, "divide_order_fee");
                sum += length(line.get("refund_status").text())
                        + length(line.get("status").text());
            }
        }
        return sum;
    }

    private static int length(String text) {
        return text == null ? 0 : text.length();
    }

    private static long money(Payload place, String name) {
        Money money = place.get(name).money(CNY, Payload.Unit.MAJOR);
        return money == null ? 0 : money.minor();
    }

    private interface Work {
        void run() throws IOException;
    }

    private static double rate(byte[] bytes, Work work) throws IOException {
        long start = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - start < 700_000_000L) {
            work.run();
            count++;
        }
        return count * (double) bytes.length / (System.nanoTime() - start) * 1000;
    }
}
