package io.omskit.channels.taobao;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.engine.edge.FactMapper;
import io.omskit.engine.edge.FactMapper.Mapped;
import io.omskit.fact.OrderFact;
import io.omskit.fact.PlatformStatus;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TaobaoOrdersProperties {
    private static final FactMapper MAPPER = new TaobaoChannel().mapper();
    private static final List<String> APIS = List.of(
            "", TaobaoOrders.SOLD, TaobaoOrders.INCREMENT, TaobaoOrders.FULL_INFO, TaobaoOrders.REFUND, "unknown.api");

    /** Bytes are cut, overwritten, moved and repeated; values are replaced by what does not belong there. */
    @Property
    void damagedPayloadsNeverThrow(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] payload = TradeFixture.bundle(TradeFixture.trade(), TradeFixture.refund("71", "SUCCESS", "10.00"))
                .getBytes(UTF_8);
        for (int round = 1 + random.nextInt(4); round > 0 && payload.length > 4; round--) {
            payload = damaged(payload, random);
        }
        for (String api : APIS) {
            Mapped mapped = MAPPER.map(api, TradeFixture.SHOP, payload, Instant.EPOCH);
            assertNotNull(mapped);
        }
    }

    /** A member that is dropped or replaced is named, or changes nothing that was told; it never becomes a friendly value. */
    @Property
    void aBrokenNeighborCostsNothing(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ObjectNode broken = TradeFixture.trade().put("tid_str", "4100000000000000999");
        List<String> names = new ArrayList<>();
        broken.fieldNames().forEachRemaining(names::add);
        names.removeAll(List.of("tid_str", "tid"));
        broken.put(names.get(random.nextInt(names.size())), strange(random));
        String list =
                "{\"trades_sold_get_response\":{\"trades\":{\"trade\":[" + broken + "," + TradeFixture.trade() + "]}}}";
        Mapped mapped = MAPPER.map("", TradeFixture.SHOP, list.getBytes(UTF_8), Instant.EPOCH);
        OrderFact good = mapped.facts().stream()
                .filter(OrderFact.class::isInstance)
                .map(OrderFact.class::cast)
                .filter(order -> order.ref().number().equals("4100000000000000101"))
                .findFirst()
                .orElseThrow();
        assertEquals(PlatformStatus.TO_SHIP, good.status());
        assertEquals(List.of(), good.problems());
        assertEquals(Money.of(17600, "CNY"), good.amounts().payable());
    }

    /** By the platform's identities: sum of price x num + adjustments - discounts + post_fee + cod_fee = payment. */
    @Property
    void consistentTradesLeaveNothingUnexplained(@ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int lines) {
        SplittableRandom random = new SplittableRandom(seed);
        ObjectNode trade = TradeFixture.trade();
        var array = ((ObjectNode) trade.get("orders")).putArray("order");
        long goods = 0;
        long lineCuts = 0;
        long changes = 0;
        for (int i = 0; i < lines; i++) {
            long price = 100 + random.nextInt(50_000);
            long number = 1 + random.nextInt(5);
            long cut = random.nextInt((int) (price / 2));
            long change = random.nextInt(41) - 20;
            goods += price * number;
            lineCuts += cut;
            changes += change;
            array.addObject()
                    .put("oid_str", "42" + i)
                    .put("num_iid", 1 + i)
                    .put("price", yuan(price))
                    .put("num", number)
                    .put("discount_fee", yuan(cut))
                    .put("adjust_fee", yuan(change));
        }
        long cut = random.nextInt((int) Math.min(goods / 4 + 1, 10_000));
        long subsidy = random.nextLong(cut + 1);
        long freight = random.nextInt(2000);
        long cod = random.nextInt(500);
        trade.put("discount_fee", yuan(cut))
                .put("platform_subsidy_fee", yuan(subsidy))
                .put("post_fee", yuan(freight))
                .put("cod_fee", yuan(cod))
                .put("payment", yuan(goods - lineCuts - cut + changes + freight + cod));
        OrderFact order = TradeFixture.order(trade);
        assertEquals(List.of(), order.problems());
        assertEquals(Money.of(0, "CNY"), order.amounts().unexplained());
        assertEquals(Money.of(goods, "CNY"), order.amounts().goods());
        assertEquals(Money.of(lineCuts + cut, "CNY"), order.amounts().discountTotal());
        assertTrue(order.lines().size() == lines);
    }

    private static String yuan(long fen) {
        return Money.of(fen, "CNY").toMajor().toPlainString();
    }

    private static String strange(SplittableRandom random) {
        List<String> values =
                List.of("", "null", "-1", "1e999999999", "\u0000", "\uD800", "{}", "9".repeat(300), "0000-00-00");
        return values.get(random.nextInt(values.size()));
    }

    private static byte[] damaged(byte[] payload, SplittableRandom random) {
        byte[] out = payload.clone();
        int at = random.nextInt(out.length - 1);
        switch (random.nextInt(6)) {
            case 0 -> out = java.util.Arrays.copyOf(out, at);
            case 1 -> out[at] = (byte) random.nextInt(256);
            case 2 -> System.arraycopy(out, at, out, at / 2, out.length - at);
            case 3 -> java.util.Arrays.fill(out, at, Math.min(out.length, at + 25), (byte) '9');
            case 4 -> java.util.Arrays.fill(out, at, Math.min(out.length, at + 70), (byte) '[');
            default -> {
                byte[] marks = "{}[],:\"-\\".getBytes(UTF_8);
                out[at] = marks[random.nextInt(marks.length)];
            }
        }
        return out;
    }
}
