package io.omskit.channels.taobao;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.FaultPlan.Fault;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.channels.taobao.TopAnswers.Refused;
import io.omskit.connect.HttpAnswer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The gateway {@code /router/rest} of the Taobao Open Platform for one shop: signed form calls, HTTP 200 for errors too, lists
 * wrapped twice and missing when empty, yuan texts, times in GMT+8, only the fields that were asked for, receivers masked.
 * Trades of the increment list are sorted by modified time, the latest first, so that pages move while they are read.
 *
 * <p>An expired session stays expired until it is renewed with the refresh token; without a refresh token only the one call
 * fails. There are no webhooks, as on the platform. Thread-safe. Source: channel reference, page taobao.
 */
public final class TaobaoSandbox implements Sandbox {
    private static final String PATH = "/router/rest";
    private static final String INCREMENT = "taobao.trades.sold.increment.get";
    private static final String REFRESH = "taobao.top.auth.token.refresh";
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
    private static final int DEFAULT_PAGE = 40;
    private static final int LARGEST_PAGE = 100;
    private static final int MOST_PAIRS = 100;

    private final SandboxShop shop;
    private final FaultPlan faults;
    private final TopAccess access;
    private final TopWrites writes;

    /**
     * A gateway over a shop.
     *
     * @param shop the truth behind it
     * @param faults what goes wrong
     * @param appKey the application that may call
     * @param appSecret what it signs with
     * @param session the seller's session at the beginning
     * @param refreshToken what renews the session, empty where the application cannot refresh
     */
    public TaobaoSandbox(
            SandboxShop shop, FaultPlan faults, String appKey, String appSecret, String session, String refreshToken) {
        this.shop = shop;
        this.faults = faults;
        this.access = new TopAccess(appKey, appSecret, session, refreshToken);
        this.writes = new TopWrites(shop);
    }

    @Override
    public HttpAnswer handle(Request request) {
        if (!request.path().equals(PATH)) {
            return HttpAnswer.json(404, "");
        }
        Map<String, String> call = new TreeMap<>(request.query());
        call.putAll(request.form());
        HttpAnswer answer;
        try {
            answer = answered(call);
        } catch (Refused refused) {
            answer = TopAnswers.error(refused);
        }
        return answer.withHeader(
                "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(shop.now().atOffset(ZoneOffset.UTC)));
    }

    private HttpAnswer answered(Map<String, String> call) {
        String method = call.getOrDefault("method", "");
        if (method.isEmpty()) {
            throw new Refused(21, "Missing method", "");
        }
        if (!call.getOrDefault("format", "").equals("json")) {
            return HttpAnswer.of(
                    200,
                    Map.of("Content-Type", List.of("text/xml;charset=UTF-8")),
                    "<?xml version=\"1.0\"?><error_response/>".getBytes(UTF_8));
        }
        access.checkCall(call, shop.now());
        if (faults.strikes(Fault.CLOCK_SKEW)) {
            throw TopAccess.skewed();
        }
        if (faults.strikes(Fault.THROTTLED)) {
            throw new Refused(7, "App Call Limited", "accesscontrol.limited-by-api-access-count");
        }
        if (method.equals(REFRESH)) {
            return TopAnswers.success(method, access.refresh(call));
        }
        access.checkSession(call, faults.strikes(Fault.TOKEN_EXPIRED));
        return TopAnswers.success(method, content(method, call));
    }

    private ObjectNode content(String method, Map<String, String> call) {
        return switch (method) {
            case "taobao.trades.sold.get" -> created(call);
            case INCREMENT -> increment(call);
            case "taobao.trade.fullinfo.get" -> trade(call);
            case "taobao.top.oaid.merge" -> sameReceiver(call);
            case "taobao.refunds.receive.get" -> refunds(call);
            case "taobao.refund.get" -> refund(call);
            case "taobao.logistics.offline.send" -> writes.ship(call);
            case "taobao.item.quantity.update" -> writes.itemQuantity(call);
            case "taobao.skus.quantity.update" -> writes.skuQuantities(call);
            case "taobao.skus.custom.get" -> writes.skusByCode(call);
            default -> throw new Refused(22, "Invalid method", "");
        };
    }

    /** How often the session was renewed. */
    public int renewals() {
        return access.renewals();
    }

    // ---- trades

    private ObjectNode created(Map<String, String> call) {
        Instant from = time(call, "start_created", Instant.MIN);
        Instant to = time(call, "end_created", Instant.MAX);
        List<String> fields = fields(call);
        shop.beforePage(faults);
        List<SandboxOrder> orders = shop.orders().stream()
                .filter(order ->
                        !order.placedAt().isBefore(from) && !order.placedAt().isAfter(to))
                .sorted(Comparator.comparing(SandboxOrder::placedAt)
                        .thenComparing(SandboxOrder::number)
                        .reversed())
                .toList();
        return page(call, orders, order -> TopTrades.of(order, access.seller(), fields), "trades", "trade");
    }

    private ObjectNode increment(Map<String, String> call) {
        List<String> fields = fields(call);
        Instant from = required(call, "start_modified");
        Instant to = required(call, "end_modified");
        if (to.isBefore(from) || Duration.between(from, to).compareTo(LONGEST_WINDOW) > 0) {
            throw TopAnswers.invalid("end_modified");
        }
        shop.beforePage(faults);
        // both ends of the platform's window are inside
        List<SandboxOrder> orders = shop.modified(from, to.plusSeconds(1));
        return page(call, orders, order -> TopTrades.of(order, access.seller(), fields), "trades", "trade");
    }

    private ObjectNode trade(Map<String, String> call) {
        List<String> fields = fields(call);
        String tid = text(call, "tid");
        SandboxOrder order =
                shop.order(tid).orElseThrow(() -> new Refused(15, "Remote service error", "isv.trade-not-exist"));
        ObjectNode content = TopAnswers.object();
        content.set("trade", TopTrades.of(order, access.seller(), fields));
        return content;
    }

    /**
     * Groups trades by the receivers behind their masks, also where their opaque ids differ because they are of different
     * weeks. A trade that is not to be shipped now is in a group of its own. A pair of a trade that does not exist, or of an
     * id that is not (or, since the receiver changed, no longer) its own, is left out: the platform's page does not say.
     */
    private ObjectNode sameReceiver(Map<String, String> call) {
        List<JsonNode> pairs = TopAnswers.objects("merge_list", text(call, "merge_list"));
        if (pairs.isEmpty() || pairs.size() > MOST_PAIRS) {
            throw TopAnswers.invalid("merge_list");
        }
        List<String> known = new ArrayList<>();
        for (JsonNode pair : pairs) {
            String tid = pair.path("tid").asText();
            String oaid = pair.path("oaid").asText();
            if (tid.isEmpty() || oaid.isEmpty()) {
                throw TopAnswers.invalid("merge_list");
            }
            shop.order(tid)
                    .filter(order -> TopTrades.oaid(order, access.seller()).equals(oaid))
                    .ifPresent(order -> known.add(tid));
        }
        ObjectNode content = TopAnswers.object();
        List<List<String>> groups = shop.sameReceiver(known);
        if (!groups.isEmpty()) {
            ArrayNode texts = content.putObject("tid_list").putArray("string");
            groups.forEach(group -> texts.add(String.join(",", group)));
        }
        return content;
    }

    // ---- refunds

    private ObjectNode refunds(Map<String, String> call) {
        List<String> fields = fields(call);
        Instant from = time(call, "start_modified", Instant.MIN);
        Instant to = time(call, "end_modified", Instant.MAX);
        List<ObjectNode> all = TopRefunds.modified(shop.orders(), from, to, fields);
        return page(call, all, Function.identity(), "refunds", "refund");
    }

    private ObjectNode refund(Map<String, String> call) {
        List<String> fields = fields(call);
        ObjectNode content = TopAnswers.object();
        ObjectNode refund = TopRefunds.numbered(shop.orders(), text(call, "refund_id"), fields).stream()
                .findFirst()
                .orElseThrow(() -> new Refused(15, "Remote service error", "isv.refund-not-exist"));
        content.set("refund", refund);
        return content;
    }

    // ---- pages and arguments

    private <T> ObjectNode page(
            Map<String, String> call, List<T> all, Function<T, ObjectNode> json, String outer, String inner) {
        int number = whole(call, "page_no", 1, Integer.MAX_VALUE);
        int size = whole(call, "page_size", DEFAULT_PAGE, LARGEST_PAGE);
        List<ObjectNode> objects =
                faults.page(all, number - 1, size).stream().map(json).toList();
        ObjectNode content = TopAnswers.object();
        if (call.getOrDefault("use_has_next", "").equals("true")) {
            content.put("has_next", (long) number * size < all.size());
        } else {
            content.put("total_results", all.size());
        }
        TopAnswers.putList(content, outer, inner, objects);
        return content;
    }

    private static List<String> fields(Map<String, String> call) {
        return Stream.of(text(call, "fields").split(",", -1)).map(String::strip).toList();
    }

    private static String text(Map<String, String> call, String name) {
        String text = call.getOrDefault(name, "");
        if (text.isEmpty()) {
            throw TopAnswers.missing(name);
        }
        return text;
    }

    private static int whole(Map<String, String> call, String name, int absent, int largest) {
        String text = call.getOrDefault(name, Integer.toString(absent));
        long value = text.matches("\\d{1,10}") ? Long.parseLong(text) : 0;
        if (value < 1 || value > largest) {
            throw TopAnswers.invalid(name);
        }
        return (int) value;
    }

    private static Instant required(Map<String, String> call, String name) {
        return TopAnswers.parseTime(text(call, name)).orElseThrow(() -> TopAnswers.invalid(name));
    }

    private static Instant time(Map<String, String> call, String name, Instant absent) {
        return call.getOrDefault(name, "").isEmpty() ? absent : required(call, name);
    }

    @Override
    public String toString() {
        return "TaobaoSandbox[" + PATH + " " + faults + "]";
    }
}
