package io.omskit.channels.woocommerce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.omskit.channels.Channel;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.FaultPlan.Fault;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.channels.sandbox.SandboxStyle;
import io.omskit.connect.HttpAnswer;
import io.omskit.value.Money;
import io.omskit.value.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class WooCommerceSandboxTest {
    private static final String ROOT = "/wp-json/wc/v3";
    private static final Currency USD = Currency.getInstance("USD");

    private Instant now = Instant.parse("2026-03-05T12:00:00Z");
    private final SandboxShop shop =
            SandboxShop.of(7, () -> now, new SandboxStyle(USD, 3000, false, false, false, true, "US"));
    private final WooCommerceSandbox sandbox = sandbox(FaultPlan.none());

    @Test
    void ordersComeInPagesWithTotalsAndLinks() {
        shop.invent(25);
        HttpAnswer first = get("/orders", "per_page=10&page=1");
        assertEquals("25", first.header("X-WP-Total").orElse(""));
        assertEquals("3", first.header("X-WP-TotalPages").orElse(""));
        assertTrue(first.header("Link").orElse("").contains("rel=\"next\""));
        Set<String> numbers = new HashSet<>();
        for (int page = 1; page <= 3; page++) {
            get("/orders", "per_page=10&page=" + page, 200)
                    .forEach(order -> numbers.add(order.get("number").asText()));
        }
        assertEquals(25, numbers.size());
        HttpAnswer last = get("/orders", "per_page=10&page=3");
        assertFalse(last.header("Link").orElse("").contains("rel=\"next\""));
        assertEquals(0, get("/orders", "per_page=10&page=4", 200).size());
    }

    @Test
    void pagesAreBounded() {
        shop.invent(12);
        assertEquals(10, get("/orders", "", 200).size());
        assertEquals(
                "rest_invalid_param",
                get("/orders", "per_page=101", 400).get("code").asText());
        assertEquals(
                "rest_invalid_param", get("/orders", "page=0", 400).get("code").asText());
        assertEquals(
                "rest_invalid_param",
                get("/orders", "modified_after=yesterday", 400).get("code").asText());
    }

    @Test
    void windowsAreInUtcOnlyWhenAskedAndExcludeTheirBounds() {
        shop.invent(1);
        // 12:00 UTC is 07:00 in the site's zone
        assertEquals(1, modified("2026-03-05T11:59:59", "2026-03-05T12:00:01", true));
        assertEquals(0, modified("2026-03-05T12:00:00", "2026-03-05T12:00:01", true));
        assertEquals(0, modified("2026-03-05T11:59:59", "2026-03-05T12:00:00", true));
        assertEquals(1, modified("2026-03-05T06:59:59", "2026-03-05T07:00:01", false));
        assertEquals(0, modified("2026-03-05T11:59:59", "2026-03-05T12:00:01", false));
        JsonNode order = get("/orders", "", 200).get(0);
        assertEquals("2026-03-05T07:00:00", order.get("date_modified").asText());
        assertEquals("2026-03-05T12:00:00", order.get("date_modified_gmt").asText());
    }

    @Test
    void amountsFulfillThePlatformsIdentities() {
        shop.invent(60);
        for (JsonNode order : get("/orders", "per_page=100", 200)) {
            BigDecimal subtotal = sum(order, "line_items", "subtotal");
            BigDecimal total = sum(order, "line_items", "total");
            BigDecimal tax = sum(order, "line_items", "total_tax");
            assertEquals(amount(order, "discount_total"), subtotal.subtract(total));
            assertEquals(amount(order, "cart_tax"), tax);
            assertEquals(amount(order, "total_tax"), tax.add(amount(order, "shipping_tax")));
            assertEquals(
                    amount(order, "total"),
                    total.add(amount(order, "shipping_total")).add(amount(order, "total_tax")));
            assertEquals(truth(order.get("number").asText()).payable().toMajor(), amount(order, "total"));
            assertTrue(order.at("/line_items/0/price").isNumber());
        }
    }

    @Test
    void decimalsAreTheCallersChoice() {
        shop.invent(1);
        assertEquals(3, amount(get("/orders", "dp=3", 200).get(0), "total").scale());
    }

    @Test
    void statusFollowsTheLifeOfAnOrder() {
        String number = shop.invent(1).get(0);
        assertEquals("pending", status(number));
        assertTrue(order(number).get("date_paid_gmt").isNull());
        shop.pay(number);
        assertEquals("processing", status(number));
        assertEquals("2026-03-05T12:00:00", order(number).get("date_paid_gmt").asText());
        shop.hold(number, true);
        assertEquals("on-hold", status(number));
        shop.hold(number, false);
        shop.ship(number, "", "T1", List.of());
        assertEquals("completed", status(number));
        Money all = truth(number).paid();
        shop.settleRefund(number, shop.requestRefund(number, null, all, false), true);
        assertEquals("refunded", status(number));
        assertEquals(all.negated().toMajor(), amount(order(number).at("/refunds/0"), "total"));
        assertEquals(all.toMajor(), amount(order(number), "total"));
        String other = shop.invent(1).get(0);
        shop.close(other);
        assertEquals("cancelled", status(other));
    }

    @Test
    void ordersAreFilteredByStatus() {
        shop.pay(shop.invent(3).get(0));
        assertEquals(1, get("/orders", "status=processing", 200).size());
        assertEquals(1, get("/orders", "status%5B0%5D=processing", 200).size());
        assertEquals(3, get("/orders", "status=processing,pending", 200).size());
    }

    @Test
    void unknownOrdersAndRoutesAreNotFound() {
        assertEquals(
                "woocommerce_rest_shop_order_invalid_id",
                get("/orders/99", "", 404).get("code").asText());
        assertEquals("rest_no_route", get("/payouts", "", 404).get("code").asText());
    }

    @Test
    void refundsArePositiveInTheirResource() {
        String number = paid();
        SandboxOrder.Line line = truth(number).lines().get(0);
        Money amount = Money.of(100, USD);
        shop.requestRefund(number, line.id(), amount, false);
        assertEquals(0, get("/orders/" + number + "/refunds", "", 200).size());
        shop.settleRefund(number, truth(number).refunds().get(0).id(), true);
        JsonNode refund = get("/orders/" + number + "/refunds", "", 200).get(0);
        assertEquals("1.00", refund.get("amount").asText());
        assertEquals("-1.00", refund.at("/line_items/0/total").asText());
        assertEquals(number, refund.get("parent_id").asText());
        assertEquals("-1.00", order(number).at("/refunds/0/total").asText());
    }

    @Test
    void aRefundCanBeMade() {
        String number = paid();
        String path = "/orders/" + number + "/refunds";
        assertEquals(
                "2.50",
                send("POST", path, "{\"amount\":\"2.50\"}", 201).get("amount").asText());
        assertEquals(Money.of(250, USD), truth(number).refunded());
        send("POST", path, "{\"amount\":\"99999.00\"}", 400);
        send("POST", path, "{\"amount\":\"much\"}", 400);
    }

    @Test
    void completingTwiceShipsOnce() {
        String number = paid();
        String body = "{\"status\":\"completed\",\"meta_data\":[{\"key\":\"_tracking\",\"value\":\"T1\"}]}";
        assertEquals(
                "completed",
                send("PUT", "/orders/" + number, body, 200).get("status").asText());
        JsonNode again = send("PUT", "/orders/" + number, body, 200);
        assertEquals("T1", again.at("/meta_data/0/value").asText());
        assertEquals(1, shop.shipmentsTaken());
    }

    @Test
    void anUnpaidOrderCannotBeCompleted() {
        String number = shop.invent(1).get(0);
        send("PUT", "/orders/" + number, "{\"status\":\"completed\"}", 400);
        assertEquals("pending", status(number));
    }

    @Test
    void notesAreKeptWithTheOrder() {
        String path = "/orders/" + paid() + "/notes";
        send("POST", path, "{\"note\":\"Sent by SF, T1\",\"customer_note\":true}", 201);
        send("POST", path, "{}", 400);
        JsonNode notes = get(path, "", 200);
        assertEquals(1, notes.size());
        assertEquals("Sent by SF, T1", notes.get(0).get("note").asText());
        assertTrue(notes.get(0).get("customer_note").asBoolean());
    }

    @Test
    void stockOfProductsAndVariationsIsSet() {
        shop.invent(40);
        boolean simple = false;
        boolean variation = false;
        for (JsonNode order : get("/orders", "per_page=100", 200)) {
            JsonNode line = order.at("/line_items/0");
            boolean varied = line.get("variation_id").asLong() != 0;
            String path = "/products/" + line.get("product_id").asText()
                    + (varied ? "/variations/" + line.get("variation_id").asText() : "");
            send("PUT", path, "{\"manage_stock\":true,\"stock_quantity\":9}", 200);
            assertEquals(Quantity.pieces(9), shop.stock().get(line.get("sku").asText()));
            simple |= !varied;
            variation |= varied;
        }
        assertTrue(simple && variation);
    }

    @Test
    void productsAreFoundBySku() {
        shop.invent(3);
        String code = shop.orders().get(0).lines().get(0).code();
        JsonNode found = get("/products", "sku=" + code, 200);
        assertEquals(1, found.size());
        String id = found.get(0).get("id").asText();
        assertEquals(0, get("/products", "sku=NO-SUCH", 200).size());
        send("PUT", "/products/1", "{\"stock_quantity\":1}", 404);
        if (found.get(0).get("type").asText().equals("simple")) {
            String batch = "{\"update\":[{\"id\":" + id + ",\"manage_stock\":true,\"stock_quantity\":4},{\"id\":1}]}";
            JsonNode done = send("POST", "/products/batch", batch, 200);
            assertEquals(4, done.at("/update/0/stock_quantity").asInt());
            assertTrue(done.at("/update/1").has("error"));
        }
    }

    @Test
    void webhooksAreSignedAndNameTheOrder() throws Exception {
        String number = shop.invent(1).get(0);
        shop.pay(number);
        List<Channel.WebhookCall> calls = sandbox.webhooks();
        List<String> topics = new ArrayList<>();
        for (Channel.WebhookCall call : calls) {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("wh_secret_demo".getBytes(UTF_8), "HmacSHA256"));
            assertEquals(
                    Base64.getEncoder().encodeToString(mac.doFinal(call.body())),
                    call.header("x-wc-webhook-signature").orElse(""));
            assertEquals(
                    number,
                    WooCommerceSandbox.read(new String(call.body(), UTF_8))
                            .get("number")
                            .asText());
            topics.add(call.header("X-WC-Webhook-Topic").orElse(""));
        }
        assertEquals(List.of("order.created", "order.updated"), topics);
        assertEquals(List.of(), sandbox.webhooks());
    }

    @Test
    void aWebhookCanBeLate() {
        WooCommerceSandbox slow = sandbox(FaultPlan.of(1).with(Fault.WEBHOOK_SLOW, 100));
        shop.invent(1);
        assertEquals(List.of(), slow.webhooks());
        now = now.plus(Duration.ofHours(2));
        assertEquals(1, slow.webhooks().size());
    }

    @Test
    void callsAreThrottledInThePlatformsWords() {
        WooCommerceSandbox busy = sandbox(FaultPlan.of(1).with(Fault.THROTTLED, 100));
        HttpAnswer answer = busy.handle(request("GET", "/orders", "", ""));
        assertEquals(429, answer.status());
        assertEquals("2", answer.header("Retry-After").orElse(""));
    }

    @Test
    void aWrongClockIsToldToSignedCallsOnly() {
        WooCommerceSandbox skewed = sandbox(FaultPlan.of(1).with(Fault.CLOCK_SKEW, 100));
        assertEquals(200, skewed.handle(request("GET", "/orders", "", "")).status());
        HttpAnswer answer = skewed.handle(request("GET", "/orders", "oauth_signature=x", ""));
        assertEquals(401, answer.status());
        assertEquals("Thu, 05 Mar 2026 12:00:00 GMT", answer.header("Date").orElse(""));
    }

    @Test
    void strangersAreRefused() {
        Sandbox.Request request = new Sandbox.Request("GET", ROOT + "/orders", "", Map.of(), new byte[0]);
        assertEquals(401, sandbox.handle(request).status());
    }

    private WooCommerceSandbox sandbox(FaultPlan faults) {
        return new WooCommerceSandbox(
                shop, faults, "https://shop.example.test", "ck_demo0001", "cs_demo0001", "wh_secret_demo");
    }

    private String paid() {
        String number = shop.invent(1).get(0);
        shop.pay(number);
        return number;
    }

    private SandboxOrder truth(String number) {
        return shop.order(number).orElseThrow();
    }

    private JsonNode order(String number) {
        return get("/orders/" + number, "", 200);
    }

    private String status(String number) {
        return order(number).get("status").asText();
    }

    private int modified(String after, String before, boolean utc) {
        return get("/orders", "modified_after=" + after + "&modified_before=" + before + "&dates_are_gmt=" + utc, 200)
                .size();
    }

    private HttpAnswer get(String path, String query) {
        return sandbox.handle(request("GET", path, query, ""));
    }

    private JsonNode get(String path, String query, int status) {
        HttpAnswer answer = get(path, query);
        assertEquals(status, answer.status(), answer.text());
        return WooCommerceSandbox.read(answer.text());
    }

    private JsonNode send(String method, String path, String body, int status) {
        HttpAnswer answer = sandbox.handle(request(method, path, "", body));
        assertEquals(status, answer.status(), answer.text());
        return WooCommerceSandbox.read(answer.text());
    }

    private static Sandbox.Request request(String method, String path, String query, String body) {
        Map<String, String> headers = Map.of("Authorization", SandboxAccessTest.basic("ck_demo0001", "cs_demo0001"));
        return new Sandbox.Request(method, ROOT + path, query, headers, body.getBytes(UTF_8));
    }

    private static BigDecimal amount(JsonNode object, String name) {
        return new BigDecimal(object.get(name).asText());
    }

    private static BigDecimal sum(JsonNode order, String list, String name) {
        BigDecimal sum = new BigDecimal("0.00");
        for (JsonNode one : order.get(list)) {
            sum = sum.add(amount(one, name));
        }
        return sum;
    }
}
