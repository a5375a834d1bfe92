package io.omskit.finance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Iterables;
import io.omskit.fact.ChannelRef;
import io.omskit.fact.SettlementFact.Kind;
import io.omskit.fact.ShopRef;
import io.omskit.finance.Expectation.Item;
import io.omskit.finance.Expectation.Payer;
import io.omskit.order.Order;
import io.omskit.store.Commit;
import io.omskit.store.IdSource;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import io.omskit.value.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stored expectations. An item keeps by which settlement rows it was settled; a settled item is never changed again. */
final class ExpectationBook {
    private static final int STATE_VERSION = 1;
    /** Orders asked for at once; an order has at most eight expectations, so no page is cut off. */
    private static final int CHUNK = 1_000;

    private final Store store;
    private final IdSource ids;

    ExpectationBook(Store store, IdSource ids) {
        this.store = store;
        this.ids = ids;
    }

    /**
     * An item as it is stored.
     *
     * @param id {@code number/kind/payer/reference}, unique within a shop
     * @param settledBy the settlement rows, absent while it is open
     */
    record Booked(String id, Item item, @Nullable String settledBy) {
        boolean isOpen() {
            return settledBy == null;
        }
    }

    /** A stored expectation. */
    record Stored(Row row, ChannelRef order, Kind kind, Payer payer, List<Booked> items) {
        /** The same with one item settled. */
        Stored settled(String itemId, String by) {
            List<Booked> changed = items.stream()
                    .map(booked -> booked.id().equals(itemId) ? new Booked(itemId, booked.item(), by) : booked)
                    .toList();
            return new Stored(row, order, kind, payer, changed);
        }
    }

    /** All expectations of a shop that have an open item. */
    List<Stored> open(ShopRef shop) {
        List<Stored> open = new ArrayList<>();
        Query query = Query.by(FinanceTables.EXPECTATION, "progress", shop.platform(), shop.shop(), FinanceTables.OPEN)
                .limit(Query.MAX_LIMIT);
        List<Row> page = store.find(query);
        while (!page.isEmpty()) {
            page.forEach(row -> open.add(read(row)));
            page = store.find(query.after(page.get(page.size() - 1)));
        }
        return open;
    }

    /** The expectations of a shop's orders with these numbers, settled or not. */
    List<Stored> named(ShopRef shop, Collection<String> numbers) {
        List<Stored> named = new ArrayList<>();
        for (List<String> some : Iterables.partition(numbers, CHUNK)) {
            Query query = Query.by(FinanceTables.EXPECTATION, "number", shop.platform(), shop.shop())
                    .in(some)
                    .limit(Query.MAX_LIMIT);
            store.find(query).forEach(row -> named.add(read(row)));
        }
        return named;
    }

    /** The stored expectations of some orders. */
    Map<Long, List<Stored>> of(List<Order> orders) {
        Map<Long, List<Stored>> byOrder = new HashMap<>();
        if (!orders.isEmpty()) {
            Query query = Query.by(FinanceTables.EXPECTATION, "order")
                    .in(orders.stream().map(Order::id).toList())
                    .limit(Query.MAX_LIMIT);
            for (Row row : store.find(query)) {
                byOrder.computeIfAbsent(row.number("order_id"), id -> new ArrayList<>())
                        .add(read(row));
            }
        }
        return byOrder;
    }

    /**
     * Brings the stored expectations of an order to what is derived now.
     *
     * @return settled items whose amount would be another one now, with that amount
     */
    Map<Booked, Money> renew(Order order, List<Expectation> derived, List<Stored> known, Commit.Builder commit) {
        Map<Booked, Money> changed = new HashMap<>();
        List<Stored> gone = new ArrayList<>(known);
        for (Expectation expectation : derived) {
            Stored stored = known.stream()
                    .filter(one -> one.kind() == expectation.kind() && one.payer() == expectation.payer())
                    .findFirst()
                    .orElse(null);
            gone.remove(stored);
            List<Booked> items = merged(expectation, stored, changed);
            if (stored == null) {
                commit.insert(row(order.id(), expectation, items));
            } else if (!items.equals(stored.items())) {
                commit.update(row(stored.row(), items));
            }
        }
        for (Stored stored : gone) {
            if (stored.items().stream().allMatch(Booked::isOpen)) {
                commit.delete(
                        FinanceTables.EXPECTATION,
                        stored.row().id(),
                        stored.row().version());
            }
        }
        return changed;
    }

    private static List<Booked> merged(Expectation expectation, @Nullable Stored stored, Map<Booked, Money> changed) {
        List<Booked> items = new ArrayList<>();
        for (Item item : expectation.items()) {
            String id = id(expectation, item);
            Booked known = stored == null
                    ? null
                    : stored.items().stream()
                            .filter(one -> one.id().equals(id))
                            .findFirst()
                            .orElse(null);
            boolean settled = known != null && !known.isOpen();
            items.add(settled ? Objects.requireNonNull(known) : new Booked(id, item, null));
            if (settled && !Objects.requireNonNull(known).item().amount().equals(item.amount())) {
                changed.put(known, item.amount());
            }
        }
        return items;
    }

    private static String id(Expectation expectation, Item item) {
        return expectation.order().number() + "/" + expectation.kind() + "/" + expectation.payer() + "/"
                + item.reference();
    }

    /** Writes an expectation some of whose items were settled. */
    void save(Stored stored, Commit.Builder commit) {
        commit.update(row(stored.row(), stored.items()));
    }

    private Row row(long orderId, Expectation expectation, List<Booked> items) {
        ChannelRef ref = expectation.order();
        return Row.json(
                FinanceTables.EXPECTATION,
                ids.next(),
                STATE_VERSION,
                json(items),
                orderId,
                ref.platform(),
                ref.shop(),
                ref.number(),
                expectation.kind().name(),
                expectation.payer().name(),
                progress(items),
                expectation.amount().currency().getCurrencyCode(),
                sum(items));
    }

    private static Row row(Row row, List<Booked> items) {
        Row same = row.withValue("progress", progress(items)).withValue("amount", sum(items));
        Object[] values = new Object[FinanceTables.EXPECTATION.columns().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Objects.requireNonNull(same.value(i));
        }
        return row.withJson(STATE_VERSION, json(items), values);
    }

    private static String progress(List<Booked> items) {
        return items.stream().anyMatch(Booked::isOpen) ? FinanceTables.OPEN : FinanceTables.SETTLED;
    }

    private static long sum(List<Booked> items) {
        return items.stream()
                .mapToLong(booked -> booked.item().amount().minor())
                .reduce(0, Math::addExact);
    }

    private static String json(List<Booked> items) {
        ObjectNode body = FinanceJson.object();
        ArrayNode list = body.putArray("items");
        for (Booked booked : items) {
            Item item = booked.item();
            ObjectNode one = list.addObject();
            one.put("reference", item.reference()).put("amount", item.amount().minor());
            Money fee = item.fee();
            if (fee != null) {
                one.put("fee", fee.minor());
            }
            one.put("at", item.at().toString());
            if (booked.settledBy() != null) {
                one.put("settledBy", booked.settledBy());
            }
        }
        return FinanceJson.text(body);
    }

    private static Stored read(Row row) {
        ChannelRef ref = new ChannelRef(text(row, "platform"), text(row, "shop"), text(row, "number"));
        Kind kind = Kind.valueOf(text(row, "kind"));
        Payer payer = Payer.valueOf(text(row, "payer"));
        String currency = text(row, "currency");
        List<Booked> items = new ArrayList<>();
        for (JsonNode node : FinanceJson.read(row.json()).path("items")) {
            Money fee = node.has("fee") ? Money.of(node.get("fee").longValue(), currency) : null;
            Item item = new Item(
                    node.path("reference").textValue(),
                    Money.of(node.path("amount").longValue(), currency),
                    fee,
                    Instant.parse(node.path("at").textValue()));
            String id = ref.number() + "/" + kind + "/" + payer + "/" + item.reference();
            items.add(new Booked(id, item, node.path("settledBy").textValue()));
        }
        return new Stored(row, ref, kind, payer, items);
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.text(column), column);
    }
}
