package io.omskit.fulfillment.gift;

import io.omskit.catalog.Catalog;
import io.omskit.catalog.Item;
import io.omskit.catalog.Sku;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that {@link Gifts#decide} reads. Gifts that exist already are demands of the members; buyers are the members'
 * keys. {@link Gifts#reads} tells which SKUs and counters to look up.
 *
 * @param members the orders of a merged group, or one order; kept by pay time, then id, unpaid ones last. A shop that does
 *     not want gifts computed over merged groups decides for each order alone
 * @param categories category of each SKU that is demanded, where it has one
 * @param free what of each SKU may be reserved now, over all sources, in steps; what is reserved for gifts already is not in
 *     it. An absent SKU is not free
 * @param used what of each limit is used, by name of its counter, as grants; an absent one is unused
 * @param now the moment of the decision, as scopes read it
 * @param zone the zone of the shop's day
 */
public record GiftInput(
        List<Order> members,
        Map<Sku, String> categories,
        Map<Sku, Long> free,
        Map<String, Long> used,
        Instant now,
        ZoneId zone) {
    private static final Comparator<Order> BY_PAYMENT = Comparator.comparing(
                    Order::paidAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparingLong(Order::id);

    public GiftInput {
        members = members.stream().sorted(BY_PAYMENT).toList();
        categories = Map.copyOf(categories);
        free = Map.copyOf(free);
        used = Map.copyOf(used);
        Set<Long> ids = new HashSet<>();
        for (Order member : members) {
            if (!ids.add(member.id())) {
                throw new IllegalArgumentException(
                        "order " + member.id() + " is in its group twice.\nName each member once.");
            }
        }
    }

    /** The categories of all SKUs that these orders demand, as the catalog knows them. */
    public static Map<Sku, String> categories(Collection<Order> orders, Catalog catalog) {
        Map<Sku, String> categories = new HashMap<>();
        for (Order order : orders) {
            for (Demand demand : order.demands()) {
                Item item = catalog.item(demand.sku());
                if (item != null && !item.category().isEmpty()) {
                    categories.put(demand.sku(), item.category());
                }
            }
        }
        return Collections.unmodifiableMap(categories);
    }

    /** The same input with other orders. */
    public GiftInput withMembers(Collection<Order> others) {
        return new GiftInput(List.copyOf(others), categories, free, used, now, zone);
    }

    /** The same input with other figures of what is used of the limits. */
    public GiftInput withUsed(Map<String, Long> others) {
        return new GiftInput(members, categories, free, others, now, zone);
    }
}
