package io.omskit.fulfillment.gift;

import io.omskit.fact.BuyerKey;
import io.omskit.order.Order;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Names of the bounded counters under which a store keeps what is used of gift limits: {@code gift/R1/total}, {@code
 * gift/R1/day/2026-11-11}, {@code gift/R1/buyer/k1/DIGEST}. Versions of a rule share their counters. Buyers appear as keyed
 * digests only.
 *
 * <p>What an order uses follows from the order alone: from its gifts, its buyer keys and the day of the rule's time base. So
 * a plan takes and gives back exactly the difference between after and before, and {@link #used} recounts at any time. A
 * recount is due when a new version of a rule has other limits or other lists, or when buyer keys or times of orders with
 * gifts were corrected.
 */
public final class GiftCounters {
    private static final int MAX_KEY = 200;

    private GiftCounters() {}

    /** A counter and its limit. */
    record Bound(String key, String kind, long limit) {}

    /** Name of the counter of all grants of a rule. */
    public static String total(String ruleId) {
        return "gift/" + encoded(ruleId) + "/total";
    }

    /** Name of the counter of the grants of a rule for the orders of one day. */
    public static String day(String ruleId, LocalDate day) {
        return "gift/" + encoded(ruleId) + "/day/" + day;
    }

    /** Name of the counter of the grants of a rule to one buyer. */
    public static String buyer(String ruleId, BuyerKey buyer) {
        String key = "gift/" + encoded(ruleId) + "/buyer/" + encoded(buyer.keyId()) + "/" + encoded(buyer.text());
        if (key.length() > MAX_KEY) {
            throw new IllegalArgumentException("the counter of a buyer in gift rule " + ruleId + " has a name of "
                    + key.length() + " characters.\nThe name may have " + MAX_KEY + "; use keys made by BuyerKey.of.");
        }
        return key;
    }

    /**
     * What these orders use of all limits of a book, counted from their gifts. The right contents of the counters when all
     * orders are given.
     *
     * @param zone the zone of the shop's day
     * @return grants by name of the counter; only what is used
     */
    public static SortedMap<String, Long> used(GiftBook book, Collection<Order> orders, ZoneId zone) {
        SortedMap<String, Long> used = new TreeMap<>();
        for (GiftRule rule : book.rules()) {
            for (Order order : orders) {
                long grants = HeldGifts.of(rule, List.of(order)).grants();
                if (grants > 0) {
                    bounds(rule, order, zone).forEach(bound -> used.merge(bound.key(), grants, Long::sum));
                }
            }
        }
        return Collections.unmodifiableSortedMap(used);
    }

    /** The counters that a gift of this order takes from. */
    static List<Bound> bounds(GiftRule rule, Order order, ZoneId zone) {
        List<Bound> bounds = new ArrayList<>();
        GiftLimits limits = rule.limits();
        if (limits.total() != null) {
            bounds.add(new Bound(total(rule.id()), "TOTAL", limits.total()));
        }
        Instant moment = rule.moment(order);
        if (limits.perDay() != null && moment != null) {
            LocalDate day = LocalDate.ofInstant(moment, zone);
            bounds.add(new Bound(day(rule.id(), day), "DAY", limits.perDay()));
        }
        if (limits.perBuyer() != null) {
            for (BuyerKey buyer : new LinkedHashSet<>(order.parties().buyers())) {
                bounds.add(new Bound(buyer(rule.id(), buyer), "BUYER", limits.perBuyer()));
            }
        }
        return bounds;
    }

    /** What brings the counters from one state of some orders to another; without limits in force there is nothing. */
    static List<GiftPlan.CounterChange> changes(
            GiftBook book, Collection<Order> before, Collection<Order> after, ZoneId zone) {
        Map<String, Long> limits = new TreeMap<>();
        for (GiftRule rule : book.rules()) {
            for (Order order : after) {
                bounds(rule, order, zone).forEach(bound -> limits.put(bound.key(), bound.limit()));
            }
        }
        Map<String, Long> had = used(book, before, zone);
        Map<String, Long> has = used(book, after, zone);
        List<GiftPlan.CounterChange> changes = new ArrayList<>();
        limits.forEach((key, limit) -> {
            long change = has.getOrDefault(key, 0L) - had.getOrDefault(key, 0L);
            if (change != 0) {
                changes.add(new GiftPlan.CounterChange(key, change, limit));
            }
        });
        return changes;
    }

    private static String encoded(String part) {
        return part.replace("%", "%25").replace("/", "%2F");
    }
}
