package io.omskit.channels.taobao;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.engine.edge.FactMapper.Mapped;
import io.omskit.fact.Fact;
import io.omskit.fact.OrderFact;
import io.omskit.fact.RefundFact;
import io.omskit.fact.ShopRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** The invented trade of the test resources, and the reading of it. */
final class TradeFixture {
    static final ShopRef SHOP = new ShopRef("taobao", "flagship");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant READ_AT = Instant.parse("2026-03-06T00:00:00Z");

    private TradeFixture() {}

    /** A fresh copy, to be changed by a test. */
    static ObjectNode trade() {
        try (InputStream in = Objects.requireNonNull(TradeFixture.class.getResourceAsStream("trade.json"))) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line of a trade, from 0. */
    static ObjectNode line(ObjectNode trade, int index) {
        return (ObjectNode) trade.at("/orders/order/" + index);
    }

    /** A refund record of the first line. */
    static ObjectNode refund(String id, String status, String fee) {
        ObjectNode refund = JSON.createObjectNode();
        refund.put("refund_id", id);
        refund.put("tid", 4100000000000000101L);
        refund.put("oid", 4100000000000000101L);
        refund.put("num", 2);
        refund.put("refund_fee", fee);
        refund.put("status", status);
        refund.put("created", "2026-03-05 10:00:00");
        refund.put("modified", "2026-03-05 11:00:00");
        refund.put("has_good_return", false);
        refund.put("refund_phase", "onsale");
        refund.put("dispute_type", "REFUND");
        return refund;
    }

    static String bundle(ObjectNode trade, ObjectNode... refunds) {
        ObjectNode bundle = JSON.createObjectNode();
        bundle.putArray(TaobaoOrders.FULL_INFO).add(trade);
        for (ObjectNode refund : refunds) {
            bundle.withArray(TaobaoOrders.REFUND).add(refund);
        }
        return bundle.toString();
    }

    static Mapped map(String api, String payload) {
        return new TaobaoChannel().mapper().map(api, SHOP, payload.getBytes(UTF_8), READ_AT);
    }

    static OrderFact order(ObjectNode trade) {
        return order(map(TaobaoOrders.FULL_INFO, trade.toString()));
    }

    static OrderFact order(Mapped mapped) {
        return of(mapped, OrderFact.class).get(0);
    }

    static List<RefundFact> refunds(Mapped mapped) {
        return of(mapped, RefundFact.class);
    }

    private static <T extends Fact> List<T> of(Mapped mapped, Class<T> type) {
        return mapped.facts().stream().filter(type::isInstance).map(type::cast).toList();
    }
}
