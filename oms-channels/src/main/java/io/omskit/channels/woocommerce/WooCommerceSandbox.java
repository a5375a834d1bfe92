package io.omskit.channels.woocommerce;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.channels.Channel;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.FaultPlan.Fault;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.channels.sandbox.WebhookQueue;
import io.omskit.connect.HttpAnswer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A WooCommerce site in this process: REST v3 under {@code /wp-json/wc/v3}, orders, refunds, notes, products and signed
 * webhooks. Basic authentication works over https only; over http, which includes every call with a Host header, calls must
 * be signed by OAuth 1.0a. The site's zone is America/New_York.
 *
 * <p>Plays of the plan: THROTTLED (429 with Retry-After), CLOCK_SKEW (signed calls only), the moving and repeating of pages,
 * and webhooks that come late, twice or out of order. TOKEN_EXPIRED has no meaning here, for keys do not expire. Thread-safe.
 *
 * <p>Source: channel reference, page woocommerce.
 */
public final class WooCommerceSandbox implements Sandbox {
    /** Where the interface lies below the site's address. */
    private static final String ROOT = "/wp-json/wc/v3";

    private static final ZoneId SITE_ZONE = ZoneId.of("America/New_York");
    private static final int DEFAULT_DECIMALS = 2;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final SandboxShop shop;
    private final FaultPlan faults;
    private final String address;
    private final String webhookSecret;
    private final SandboxAccess access;
    private final SandboxPages pages;
    private final SandboxWrites writes;
    private final WebhookQueue queue;
    private final Set<String> announced = new HashSet<>();
    private int deliveries;

    /**
     * A site.
     *
     * @param shop the truth behind it
     * @param faults what goes wrong
     * @param address the site's address for callers in this process, such as {@code https://shop.example.test}
     * @param consumerKey the key that is let in
     * @param consumerSecret its secret
     * @param webhookSecret what webhooks are signed with
     */
    public WooCommerceSandbox(
            SandboxShop shop,
            FaultPlan faults,
            String address,
            String consumerKey,
            String consumerSecret,
            String webhookSecret) {
        this.shop = shop;
        this.faults = faults;
        this.address = address;
        this.webhookSecret = webhookSecret;
        this.access = new SandboxAccess(address, consumerKey, consumerSecret);
        this.pages = new SandboxPages(shop, faults, SITE_ZONE);
        this.writes = new SandboxWrites(shop);
        this.queue = new WebhookQueue(faults);
        shop.watch(number -> queue.offer(number, shop.now()));
    }

    @Override
    public HttpAnswer handle(Request request) {
        return answered(request).withHeader("Date", HTTP_DATE.format(shop.now()));
    }

    private HttpAnswer answered(Request request) {
        if (faults.strikes(Fault.THROTTLED)) {
            return error(429, "too_many_requests", "Too many requests.").withHeader("Retry-After", "2");
        }
        if (SandboxAccess.isSigned(request) && faults.strikes(Fault.CLOCK_SKEW)) {
            return refused(SandboxAccess.Refusal.WRONG_TIME);
        }
        int root = request.path().indexOf(ROOT);
        if (root < 0) {
            return noRoute();
        }
        Optional<SandboxAccess.Refusal> refusal = access.refusal(request, shop.now());
        if (refusal.isPresent()) {
            return refused(refusal.get());
        }
        List<String> route = new ArrayList<>(
                Arrays.asList(request.path().substring(root + ROOT.length()).split("/", -1)));
        route.removeIf(String::isEmpty);
        String kind = route.isEmpty() ? "" : route.get(0);
        return switch (kind) {
            case "orders" -> orders(request, route);
            case "products" -> products(request, route);
            default -> noRoute();
        };
    }

    // ---- orders

    private HttpAnswer orders(Request request, List<String> route) {
        int decimals = decimals(request);
        if (route.size() == 1) {
            return request.method().equals("GET")
                    ? pages.page(request, access.base(request) + request.path(), this::listed, decimals)
                    : noRoute();
        }
        SandboxOrder order = shop.order(route.get(1)).orElse(null);
        if (order == null) {
            return error(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.");
        }
        SandboxJson json = new SandboxJson(SITE_ZONE, decimals);
        String part = route.size() == 2 ? "" : route.get(2);
        String what = (isWrite(request) ? "write " : request.method() + " ") + part;
        return switch (what.strip()) {
            case "GET" -> shown(order, json);
            case "write" -> changed(order, request, json);
            case "GET notes" -> writes.notes(order, json);
            case "write notes" -> writes.addNote(order, read(request.text()), json);
            case "GET refunds" ->
                HttpAnswer.json(200, json.refundResources(order).toString());
            case "write refunds" -> writes.refund(order, read(request.text()), json);
            default -> noRoute();
        };
    }

    private ArrayNode listed(SandboxOrder order, Integer decimals) {
        return JsonNodeFactory.instance
                .arrayNode()
                .add(new SandboxJson(SITE_ZONE, decimals).order(order, writes.meta(order.number())));
    }

    private HttpAnswer shown(SandboxOrder order, SandboxJson json) {
        return HttpAnswer.json(
                200, json.order(order, writes.meta(order.number())).toString());
    }

    private HttpAnswer changed(SandboxOrder order, Request request, SandboxJson json) {
        HttpAnswer refused = writes.change(order, read(request.text()));
        return refused != null ? refused : shown(shop.order(order.number()).orElse(order), json);
    }

    // ---- products

    private HttpAnswer products(Request request, List<String> route) {
        boolean write = isWrite(request);
        JsonNode change = write ? read(request.text()) : null;
        if (route.size() == 1) {
            return write ? noRoute() : writes.products(request.query().get("sku"));
        }
        if (route.size() == 2 && route.get(1).equals("batch") && change != null) {
            return writes.batch(change);
        }
        if (route.size() == 2) {
            return writes.product(route.get(1), null, change);
        }
        boolean variation = route.size() == 4 && route.get(2).equals("variations");
        return variation ? writes.product(route.get(1), route.get(3), change) : noRoute();
    }

    // ---- webhooks

    /** Signed deliveries of {@code order.created} and {@code order.updated}; the body is the order as it is now. */
    @Override
    public synchronized List<Channel.WebhookCall> webhooks() {
        List<Channel.WebhookCall> calls = new ArrayList<>();
        Instant now = shop.now();
        for (String number : queue.due(now)) {
            shop.order(number).ifPresent(order -> calls.add(webhook(order)));
        }
        return calls;
    }

    private Channel.WebhookCall webhook(SandboxOrder order) {
        String event = announced.add(order.number()) ? "created" : "updated";
        ObjectNode payload = new SandboxJson(SITE_ZONE, DEFAULT_DECIMALS).order(order, writes.meta(order.number()));
        byte[] body = payload.toString().getBytes(UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("X-WC-Webhook-Source", address + "/");
        headers.put("X-WC-Webhook-Topic", "order." + event);
        headers.put("X-WC-Webhook-Resource", "order");
        headers.put("X-WC-Webhook-Event", event);
        headers.put("X-WC-Webhook-Signature", signature(body));
        headers.put("X-WC-Webhook-ID", event.equals("created") ? "1" : "2");
        headers.put("X-WC-Webhook-Delivery-ID", Integer.toString(++deliveries));
        return new Channel.WebhookCall(headers, Map.of(), body);
    }

    private String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(webhookSecret.getBytes(UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "digest HmacSHA256 is not available.\nRun on a Java platform that includes it.", e);
        }
    }

    // ---- answers

    static HttpAnswer error(int status, String code, String message) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("code", code);
        out.put("message", message);
        out.putObject("data").put("status", status);
        return HttpAnswer.json(status, out.toString());
    }

    /** A body as JSON; one that is none reads as missing, so that the parameters in it are. */
    static JsonNode read(String body) {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static HttpAnswer refused(SandboxAccess.Refusal refusal) {
        return error(401, refusal.code, refusal.message);
    }

    private static HttpAnswer noRoute() {
        return error(404, "rest_no_route", "No route was found matching the URL and request method.");
    }

    private static boolean isWrite(Request request) {
        return request.method().equals("PUT") || request.method().equals("POST");
    }

    private static int decimals(Request request) {
        String text = request.query().getOrDefault("dp", "");
        return text.matches("\\d") ? Integer.parseInt(text) : DEFAULT_DECIMALS;
    }

    @Override
    public String toString() {
        return "WooCommerceSandbox[" + address + "]";
    }
}
