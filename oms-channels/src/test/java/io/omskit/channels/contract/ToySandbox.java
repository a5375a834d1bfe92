package io.omskit.channels.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.channels.Channel;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.FaultPlan.Fault;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxOrder.State;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.channels.sandbox.WebhookQueue;
import io.omskit.connect.HttpAnswer;
import io.omskit.value.Measure;
import io.omskit.value.Quantity;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The toy platform's side of the wire. */
final class ToySandbox implements Sandbox {
    static final String SECRET = "toy-secret-4711";
    static final int PAGE_SIZE = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SandboxShop shop;
    private final FaultPlan faults;
    private final WebhookQueue webhooks;

    ToySandbox(SandboxShop shop, FaultPlan faults) {
        this.shop = shop;
        this.faults = faults;
        this.webhooks = new WebhookQueue(faults);
        shop.watch(number -> webhooks.offer(number, shop.now()));
    }

    @Override
    public HttpAnswer handle(Request request) {
        if (!request.header("X-Sign").orElse("").equals(hmac(request.path() + "?" + request.rawQuery()))) {
            return HttpAnswer.json(400, "{\"error\":\"signature\"}");
        }
        if (faults.strikes(Fault.THROTTLED)) {
            return HttpAnswer.json(429, "{}").withHeader("Retry-After", "2");
        }
        if (faults.strikes(Fault.TOKEN_EXPIRED) || faults.strikes(Fault.CLOCK_SKEW)) {
            // the toy knows neither tokens nor timestamps; both show as a server that is away for a moment
            return HttpAnswer.json(502, "{}");
        }
        Map<String, String> query = request.query();
        return switch (request.path()) {
            case "/orders" -> orders(query);
            case "/order" -> order(query);
            case "/ship" -> ship(query);
            case "/stock" -> stock(query);
            case "/receivers" -> receivers(query);
            default -> HttpAnswer.json(404, "{}");
        };
    }

    private HttpAnswer orders(Map<String, String> query) {
        shop.beforePage(faults);
        List<SandboxOrder> all = shop.modified(Instant.parse(query.get("from")), Instant.parse(query.get("to")));
        ObjectNode body = JSON.createObjectNode();
        body.put("total", all.size());
        ArrayNode orders = body.putArray("orders");
        faults.page(all, Integer.parseInt(query.get("page")) - 1, PAGE_SIZE).forEach(order -> orders.add(json(order)));
        return HttpAnswer.json(200, body.toString());
    }

    private HttpAnswer order(Map<String, String> query) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode orders = body.putArray("orders");
        shop.order(query.get("number")).ifPresent(order -> orders.add(json(order)));
        return HttpAnswer.json(200, body.toString());
    }

    private HttpAnswer ship(Map<String, String> query) {
        return switch (shop.ship(query.get("number"), query.get("carrier"), query.get("tracking"), List.of())) {
            case TAKEN -> HttpAnswer.json(200, "{\"ok\":true}");
            case KNOWN -> HttpAnswer.json(409, "{}");
            case REFUSED -> {
                // the first parcel ships the whole order; a later one is as good as known
                boolean shipped = shop.order(query.get("number")).orElseThrow().state() == State.SHIPPED;
                yield HttpAnswer.json(shipped ? 409 : 422, "{}");
            }
            case UNKNOWN -> HttpAnswer.json(404, "{}");
        };
    }

    private HttpAnswer stock(Map<String, String> query) {
        shop.setStock(query.get("code"), Quantity.parse(query.get("quantity"), Measure.PIECE));
        return HttpAnswer.json(200, "{\"ok\":true}");
    }

    private HttpAnswer receivers(Map<String, String> query) {
        Map<SandboxOrder.Receiver, List<String>> groups = new LinkedHashMap<>();
        for (String number : query.get("numbers").split(",", -1)) {
            shop.order(number).ifPresent(order -> groups.computeIfAbsent(order.receiver(), same -> new ArrayList<>())
                    .add(number));
        }
        ObjectNode body = JSON.createObjectNode();
        ArrayNode told = body.putArray("groups");
        groups.values().forEach(group -> told.add(String.join(",", group)));
        return HttpAnswer.json(200, body.toString());
    }

    @Override
    public List<Channel.WebhookCall> webhooks() {
        List<Channel.WebhookCall> calls = new ArrayList<>();
        for (String number : webhooks.due(shop.now())) {
            String body = "{\"order\":\"" + number + "\"}";
            calls.add(new Channel.WebhookCall(Map.of("x-sign", hmac(body)), Map.of(), body.getBytes(UTF_8)));
        }
        return calls;
    }

    private static ObjectNode json(SandboxOrder order) {
        ObjectNode json = JSON.createObjectNode();
        json.put("number", order.number());
        json.put("state", order.state().name());
        json.put("placed", order.placedAt().toString());
        json.put("modified", order.modifiedAt().toString());
        json.put("name", order.receiver().name());
        json.put("phone", order.receiver().phone());
        json.put("receiver", "toy-id-" + order.number());
        json.put("memo", order.memo());
        json.put("goods", order.goods().minor());
        json.put("seller", order.sellerDiscountTotal().minor());
        json.put("platform", order.platformDiscount().minor());
        json.put("freight", order.freight().minor());
        json.put("tax", order.tax().minor());
        json.put("payable", order.payable().minor());
        json.put("paid", order.paid().minor());
        json.put("refunded", order.refunded().minor());
        ArrayNode lines = json.putArray("lines");
        for (SandboxOrder.Line line : order.lines()) {
            ObjectNode one = lines.addObject();
            one.put("id", line.id());
            one.put("code", line.code());
            one.put("title", line.title());
            one.put("quantity", line.quantity().steps());
            one.put("amount", line.amount().minor());
        }
        return json;
    }

    static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
