package io.omskit.fulfillment.gift;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
import io.omskit.decision.Reason;
import io.omskit.fulfillment.gift.GiftPlan.CounterChange;
import io.omskit.order.Order;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A book, counters, free stock and orders that decisions are taken for, one after the other. */
final class Desk {
    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final Instant NOW = Bought.START.plusSeconds(86_400);

    GiftBook book;
    final Map<String, Long> used = new TreeMap<>();
    final Map<String, Long> limits = new HashMap<>();
    final Map<Sku, Long> free = new HashMap<>();
    final Map<Sku, String> categories = new HashMap<>();
    final Map<Long, Order> orders = new TreeMap<>();
    Decision<GiftPlan> last = Decision.of(new GiftPlan(List.of(), List.of(), List.of(), List.of(), List.of()));

    Desk(GiftRule... rules) {
        book = GiftBook.compile("gifts", "1", List.of(rules)).orThrow();
    }

    void rules(GiftRule... rules) {
        book = GiftBook.compile("gifts", "2", List.of(rules)).orThrow();
    }

    Desk free(String sku, long units) {
        free.put(new Sku(sku), units);
        return this;
    }

    Desk category(String sku, String category) {
        categories.put(new Sku(sku), category);
        return this;
    }

    Desk put(Order... more) {
        for (Order order : more) {
            orders.put(order.id(), order);
        }
        return this;
    }

    Order order(long id) {
        return orders.get(id);
    }

    GiftInput input(Collection<Long> ids) {
        List<Order> members = new ArrayList<>();
        ids.forEach(id -> members.add(orders.get(id)));
        return new GiftInput(members, categories, free, used, NOW, SHANGHAI);
    }

    /** Decides about a group, changes its orders and takes the counters as a store does. */
    Decision<GiftPlan> decide(Long... ids) {
        last = Gifts.decide(book, input(Arrays.asList(ids)));
        carryOut(last.plan(), Arrays.asList(ids));
        return last;
    }

    void carryOut(GiftPlan plan, Collection<Long> ids) {
        ids.forEach(id -> orders.put(id, plan.applyTo(orders.get(id))));
        for (CounterChange change : plan.counters()) {
            used.merge(change.key(), change.quantity(), Long::sum);
            limits.put(change.key(), change.limit());
        }
        used.values().removeIf(value -> value == 0);
    }

    List<String> gifts(long id) {
        return Bought.gifts(orders.get(id));
    }

    List<String> codes() {
        return last.explanation().reasons().stream().map(Reason::code).toList();
    }

    Reason reason(String code) {
        return last.explanation().reasons().stream()
                .filter(reason -> reason.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        "no " + code + " in " + last.explanation().reasons()));
    }
}
