package io.omskit.connect.payload;

import java.util.Random;

/** Invented order lists in the manner of a Chinese marketplace: big ids as numbers, yuan texts, local times, lists wrapped twice. */
final class SampleOrders {
    private SampleOrders() {}

    static String json(long seed, int orders) {
        Random random = new Random(seed);
        StringBuilder out = new StringBuilder("{\"list_response\":{\"total\":" + orders + ",\"trades\":{\"trade\":[");
        for (int i = 0; i < orders; i++) {
            out.append(i == 0 ? "" : ",");
            order(out, random, i);
        }
        return out.append("]},\"request_id\":\"sample\"}}").toString();
    }

    private static void order(StringBuilder out, Random random, int i) {
        out.append("{\"tid\":39000000000000").append(10000 + i).append(",\"tid_str\":\"39000000000000");
        out.append(10000 + i).append("\",\"status\":\"WAIT_SELLER_SEND_GOODS\",\"type\":\"fixed\",");
        out.append("\"created\":\"2026-01-01 10:00:00\",\"modified\":\"2026-01-01 10:05:00\",");
        out.append("\"pay_time\":\"2026-01-01 10:04:58\",\"buyer_nick\":\"买**")
                .append(i)
                .append("\",");
        out.append("\"buyer_message\":\"请尽快发货 \\u4e00\\n\",\"seller_memo\":\"\",\"seller_flag\":1,\"has_memo\":false,");
        out.append("\"payment\":\"").append(random.nextInt(1000)).append(".50\",\"total_fee\":\"220.00\",");
        out.append(
                "\"discount_fee\":\"30.00\",\"adjust_fee\":\"0.00\",\"post_fee\":\"8.00\",\"step_trade_status\":null,");
        out.append("\"receiver_state\":\"浙江省\",\"receiver_city\":\"杭州市\",\"receiver_address\":\"文**路***号\",");
        out.append("\"oaid\":\"1SampleOaidValueNotReal0001\",\"orders\":{\"order\":[");
        int lines = 1 + random.nextInt(3);
        for (int line = 0; line < lines; line++) {
            out.append(line == 0 ? "" : ",").append("{\"oid\":39000000000001").append(20000 + line);
            out.append(",\"outer_sku_id\":\"SKU-").append(random.nextInt(99)).append("\",\"title\":\"样品商品\",");
            out.append("\"sku_properties_name\":\"颜色:蓝;尺码:M\",\"price\":\"59.90\",\"num\":")
                    .append(1 + line);
            out.append(",\"total_fee\":\"119.80\",\"payment\":\"119.80\",\"divide_order_fee\":\"103.46\",");
            out.append("\"status\":\"WAIT_SELLER_SEND_GOODS\",\"refund_status\":\"NO_REFUND\",\"cid\":50011001}");
        }
        out.append("]}}");
    }
}
