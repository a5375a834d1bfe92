package io.omskit.channels.woocommerce;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.omskit.channels.sandbox.FaultPlan;
import io.omskit.channels.sandbox.Sandbox;
import io.omskit.channels.sandbox.SandboxOrder;
import io.omskit.channels.sandbox.SandboxShop;
import io.omskit.connect.HttpAnswer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sandbox's {@code GET /orders}: filters, sorting and offset paging with totals in headers. Bounds in time are exclusive
 * on both sides, as the platform's date queries are, and in the site's zone unless {@code dates_are_gmt} is true.
 */
final class SandboxPages {
    private static final int DEFAULT_SIZE = 10;
    private static final int LARGEST_SIZE = 100;
    private static final Set<String> UNSEEN = Set.of("consumer_key", "consumer_secret");

    private final SandboxShop shop;
    private final FaultPlan faults;
    private final ZoneId zone;

    SandboxPages(SandboxShop shop, FaultPlan faults, ZoneId zone) {
        this.shop = shop;
        this.faults = faults;
        this.zone = zone;
    }

    /** One page, or the error that names the parameter. */
    HttpAnswer page(
            Sandbox.Request request, String address, BiFunction<SandboxOrder, Integer, ArrayNode> added, int decimals) {
        Map<String, String> query = request.query();
        int number;
        int size;
        List<SandboxOrder> all;
        try {
            number = within(query, "page", 1, Integer.MAX_VALUE);
            size = within(query, "per_page", DEFAULT_SIZE, LARGEST_SIZE);
            shop.beforePage(faults);
            all = matching(query);
        } catch (DateTimeException | IllegalArgumentException e) {
            return WooCommerceSandbox.error(400, "rest_invalid_param", "Invalid parameter(s): " + e.getMessage());
        }
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        for (SandboxOrder order : faults.page(all, number - 1, size)) {
            body.addAll(added.apply(order, decimals));
        }
        int pages = (all.size() + size - 1) / size;
        HttpAnswer answer = HttpAnswer.json(200, body.toString())
                .withHeader("X-WP-Total", Integer.toString(all.size()))
                .withHeader("X-WP-TotalPages", Integer.toString(pages));
        String link = links(query, address, number, pages);
        return link.isEmpty() ? answer : answer.withHeader("Link", link);
    }

    private List<SandboxOrder> matching(Map<String, String> query) {
        boolean utc = query.getOrDefault("dates_are_gmt", "false").matches("true|1");
        Instant modifiedAfter = time(query.get("modified_after"), utc);
        Instant modifiedBefore = time(query.get("modified_before"), utc);
        Instant after = time(query.get("after"), utc);
        Instant before = time(query.get("before"), utc);
        Set<String> statuses = statuses(query);
        List<SandboxOrder> found = new ArrayList<>();
        for (SandboxOrder order : shop.orders()) {
            boolean status = statuses.isEmpty() || statuses.contains(SandboxJson.status(order));
            if (status
                    && isBetween(order.modifiedAt(), modifiedAfter, modifiedBefore)
                    && isBetween(order.placedAt(), after, before)) {
                found.add(order);
            }
        }
        found.sort(sorting(query));
        return found;
    }

    private static Comparator<SandboxOrder> sorting(Map<String, String> query) {
        Comparator<SandboxOrder> byNumber = Comparator.comparing(SandboxOrder::number);
        Comparator<SandboxOrder> order =
                switch (query.getOrDefault("orderby", "date")) {
                    case "date" -> Comparator.comparing(SandboxOrder::placedAt).thenComparing(byNumber);
                    case "modified" ->
                        Comparator.comparing(SandboxOrder::modifiedAt).thenComparing(byNumber);
                    case "id", "include", "title", "slug" -> byNumber;
                    default -> throw new IllegalArgumentException("orderby");
                };
        return switch (query.getOrDefault("order", "desc")) {
            case "desc" -> order.reversed();
            case "asc" -> order;
            default -> throw new IllegalArgumentException("order");
        };
    }

    private static Set<String> statuses(Map<String, String> query) {
        Set<String> statuses = new HashSet<>();
        query.forEach((name, value) -> {
            if (name.equals("status") || name.startsWith("status[")) {
                statuses.addAll(Arrays.asList(value.split(",", -1)));
            }
        });
        statuses.removeAll(Set.of("any", ""));
        return statuses;
    }

    private static int within(Map<String, String> query, String name, int absent, int largest) {
        String text = query.getOrDefault(name, Integer.toString(absent));
        if (!text.matches("[1-9]\\d{0,8}") || Integer.parseInt(text) > largest) {
            throw new IllegalArgumentException(name);
        }
        return Integer.parseInt(text);
    }

    private @Nullable Instant time(@Nullable String text, boolean utc) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")) {
            return OffsetDateTime.parse(text).toInstant();
        }
        return LocalDateTime.parse(text).atZone(utc ? ZoneOffset.UTC : zone).toInstant();
    }

    private static boolean isBetween(Instant at, @Nullable Instant after, @Nullable Instant before) {
        return (after == null || at.isAfter(after)) && (before == null || at.isBefore(before));
    }

    private static String links(Map<String, String> query, String address, int number, int pages) {
        List<String> links = new ArrayList<>();
        if (number > 1) {
            links.add(link(query, address, Math.min(number - 1, Math.max(pages, 1)), "prev"));
        }
        if (number < pages) {
            links.add(link(query, address, number + 1, "next"));
        }
        return String.join(", ", links);
    }

    private static String link(Map<String, String> query, String address, int number, String relation) {
        Map<String, String> other = new TreeMap<>(query);
        other.keySet().removeIf(name -> name.startsWith("oauth_") || UNSEEN.contains(name));
        other.put("page", Integer.toString(number));
        String text = other.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue().replace(":", "%3A"))
                .collect(Collectors.joining("&"));
        return "<" + address + "?" + text + ">; rel=\"" + relation + "\"";
    }
}
