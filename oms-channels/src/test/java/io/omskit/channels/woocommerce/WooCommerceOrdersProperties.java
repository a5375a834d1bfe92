package io.omskit.channels.woocommerce;

import static io.omskit.channels.woocommerce.WooOrderFixture.line;
import static io.omskit.channels.woocommerce.WooOrderFixture.order;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.omskit.engine.edge.FactMapper;
import io.omskit.fact.Bearer;
import io.omskit.fact.OrderFact;
import io.omskit.fact.RefundFact;
import io.omskit.fact.ShopRef;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class WooCommerceOrdersProperties {
    private static final List<String> STRANGE = List.of(
            "null",
            "[]",
            "{}",
            "\"\"",
            "-1",
            "1e999999999",
            "99999999999999999999999999",
            "true",
            "\"\\u0000\"",
            "[[[1]]]",
            "\"\\ud800\"",
            "{\"id\":1}",
            "\"12,50\"",
            "\"NaN\"");
    private static final List<String> MEMBERS = List.of(
            "id",
            "status",
            "currency",
            "date_created_gmt",
            "date_modified_gmt",
            "date_paid_gmt",
            "date_completed_gmt",
            "payment_method",
            "shipping_total",
            "total_tax",
            "total",
            "line_items",
            "fee_lines",
            "refunds",
            "billing",
            "shipping",
            "parent_id",
            "customer_id");
    private static final String GOOD = order().with("id", "777").json();

    @Property
    void whateverStandsInAMemberTheOrderNeverThrowsAndNeverCostsItsNeighbor(
            @ForAll @IntRange(max = 17) int member, @ForAll @IntRange(max = 13) int value) {
        String strange = order().with(MEMBERS.get(member), STRANGE.get(value)).json();

        FactMapper.Mapped mapped = WooOrderFixture.map("[" + strange + "," + GOOD + "]");

        boolean goodSurvives = mapped.facts().stream()
                .anyMatch(fact ->
                        fact instanceof OrderFact read && read.ref().number().equals("777"));
        assertEquals(true, goodSurvives, strange);
    }

    @Property
    void damagedBytesNeverThrow(@ForAll long seed, @ForAll boolean bundle) {
        Random random = new Random(seed);
        String refund = WooOrderFixture.refund(510, "9.72", WooOrderFixture.refundItem(1, 1, "9.00", "0.72"));
        String order =
                order().with("refunds", "[{\"id\":510,\"total\":\"-9.72\"}]").json();
        String whole =
                bundle ? "{\"/orders\":[" + order + "],\"/orders/{id}/refunds\":[" + refund + "]}" : "[" + order + "]";
        byte[] bytes = whole.getBytes(UTF_8);
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 8), (byte) '9');
                default -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
            }
        }

        FactMapper mapper = new WooCommerceChannel().mapper();
        ShopRef shop = new ShopRef("woocommerce", "corner");

        assertNotNull(mapper.map("", shop, bytes, Instant.EPOCH));
        assertNotNull(mapper.map(WooCommerceOrders.ORDERS, shop, bytes, Instant.EPOCH));
    }

    @Property
    void anOrderWhoseSumsHoldLeavesNothingUnexplained(
            @ForAll @Size(min = 1, max = 6) List<@LongRange(max = 500_000) Long> cents,
            @ForAll @IntRange(max = 100) int percentOff,
            @ForAll @LongRange(min = -3_000, max = 3_000) long fee) {
        List<String> lines = new ArrayList<>();
        long total = fee + 500 + 184;
        long off = 0;
        for (int i = 0; i < cents.size(); i++) {
            long after = cents.get(i) - cents.get(i) * percentOff / 100;
            total += after;
            off += cents.get(i) - after;
            lines.add(line(i + 1, 1 + i, major(cents.get(i)), major(after), "0.00"));
        }
        OrderFact fact = order().with("line_items", "[" + String.join(",", lines) + "]")
                .with("fee_lines", "[{\"id\":3,\"total\":\"" + major(fee) + "\"}]")
                .with("total", '"' + major(total) + '"')
                .fact();

        assertEquals(List.of(), fact.problems());
        assertEquals(usd(off), fact.amounts().discount(Bearer.SELLER));
        assertEquals(usd(Math.max(0, -fee)), fact.amounts().discount(Bearer.UNKNOWN));
        assertEquals(usd(Math.max(0, fee)), fact.amounts().surcharges());
    }

    @Property
    void thePartsOfARefundAddUpToItsAmount(
            @ForAll @LongRange(max = 5_000) long amount,
            @ForAll @LongRange(max = 3_000) long first,
            @ForAll @LongRange(max = 3_000) long second) {
        String items = WooOrderFixture.refundItem(1, 1, major(first), "0.00") + ","
                + WooOrderFixture.refundItem(2, 0, major(second), "0.00");
        String lines = "[" + line(1, 2, "20.00", "18.00", "1.44") + "," + line(2, 1, "10.00", "10.00", "0.80") + "]";

        FactMapper.Mapped mapped = order().with("line_items", lines)
                .with("refunds", "[{\"id\":510,\"total\":\"-" + major(amount) + "\"}]")
                .withRefunds(WooOrderFixture.refund(510, major(amount), items));

        long sum = 0;
        for (RefundFact refund : WooOrderFixture.refunds(mapped)) {
            sum += refund.amount().minor();
        }
        assertEquals(amount, sum);
    }

    private static String major(long cents) {
        return usd(cents).toMajor().toPlainString();
    }

    private static Money usd(long cents) {
        return Money.of(cents, "USD");
    }
}
