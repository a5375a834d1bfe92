package io.omskit.engine.planning;

import io.omskit.engine.edge.Effect;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.stored.Tables;
import io.omskit.engine.work.Tracked;
import io.omskit.engine.work.Work;
import io.omskit.fact.ShopRef;
import io.omskit.order.Order;
import io.omskit.order.PartyKeys;
import io.omskit.store.Query;
import io.omskit.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Asks platforms which orders of one buyer in one shop go to one receiver, where they show receivers as opaque ids that may
 * differ for the same person. A question names all open orders of the buyer, so that the latest answer alone tells who belongs
 * together. Source.
 *
 * <p>Level-triggered: an effect only says that there is something to ask about a buyer. There is at most one for a buyer and a
 * {@link #PAUSE}, and the orders are gathered when it is sent, so that ten orders in a row are one question. Nothing waits for the
 * answer: it regroups what is not released by then.
 */
final class MergeAsks {
    /** What Taobao takes in one question ({@code taobao.top.oaid.merge}); a channel may cut it further. */
    private static final int MOST = 100;

    private static final int READ_AT_MOST = 1_000;
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final String BUYER = "buyer";
    private static final String NUMBERS = "numbers";

    private final Work work;
    private final Predicate<ShopRef> asked;
    private final Set<String> read = new HashSet<>();
    private final Map<String, Set<Long>> byBuyer = new HashMap<>();

    /**
     * Questions of one unit of work.
     *
     * @param asked whether a shop has somebody who asks its platform
     */
    MergeAsks(Work work, Predicate<ShopRef> asked) {
        this.work = work;
        this.asked = asked;
    }

    /** Reads, in one question to the store, the open orders of the buyers of these orders; asks nothing twice. */
    void read(Collection<Order> orders) {
        Set<String> buyers = new TreeSet<>();
        for (Order order : orders) {
            String buyer = Rows.askKey(order);
            if (buyer != null && !read.contains(buyer) && asked.test(order.ref().shopRef())) {
                buyers.add(buyer);
            }
        }
        if (buyers.isEmpty()) {
            return;
        }
        work.preloadAsk(buyers);
        read.addAll(buyers);
        for (Tracked<Order> tracked : work.trackedOrders().values()) {
            Order order = tracked.now();
            String buyer = order == null ? null : Rows.askKey(order);
            if (order != null && buyer != null && buyers.contains(buyer)) {
                byBuyer.computeIfAbsent(buyer, same -> new TreeSet<>()).add(order.id());
            }
        }
    }

    /** Sees to it that the platform is asked about the order, if there is something to ask. */
    void of(Order order) {
        String buyer = Rows.askKey(order);
        // an answer opens no question, or a sibling that cannot be asked about would make the others be asked about for
        // ever
        boolean told = work.notes(order.id()).answered && order.parties().grouping() != null;
        if (buyer == null || told) {
            return;
        }
        read(List.of(order));
        List<Order> orders = work.ordersOf(byBuyer.getOrDefault(buyer, Set.of())).stream()
                .filter(one -> Objects.equals(buyer, Rows.askKey(one)))
                .toList();
        if (!open(orders).isEmpty()) {
            long turn = work.now().getEpochSecond() / PAUSE.toSeconds() + 1;
            work.effect(
                    Effect.MERGE_ASK + ":" + buyer + ":" + turn,
                    Effect.MERGE_ASK,
                    order.ref().shopRef().toString(),
                    order.id(),
                    0,
                    Map.of(BUYER, buyer),
                    Instant.ofEpochSecond(turn * PAUSE.toSeconds()));
        }
    }

    /** The effect with the numbers to ask about, as they are now; empty where nothing is left to ask. */
    static Optional<Effect> question(Store store, Effect ask) {
        Query ofBuyer = Query.by(Tables.ORDER, "ask", ask.datum(BUYER)).limit(READ_AT_MOST);
        List<Order> orders = store.find(ofBuyer).stream().map(Rows::order).toList();
        return open(orders).stream()
                .findFirst()
                .map(together -> ask.with(
                        NUMBERS,
                        together.stream().map(order -> order.ref().number()).collect(Collectors.joining(";"))));
    }

    /** What is open about these orders of one buyer in one shop; nothing where nobody has somebody to travel with. */
    static List<List<Order>> open(Collection<Order> ofOneBuyer) {
        List<Order> orders = new ArrayList<>(ofOneBuyer);
        orders.sort(Comparator.comparingLong(Order::id));
        List<List<Order>> open = new ArrayList<>();
        for (int from = 0; from < orders.size(); from += MOST) {
            List<Order> together = List.copyOf(orders.subList(from, Math.min(from + MOST, orders.size())));
            if (together.size() > 1 && !isAnswered(together)) {
                open.add(together);
            }
        }
        return open;
    }

    /** Whether all of them were asked about in one question already, or go to one and the same id anyway. */
    private static boolean isAnswered(List<Order> orders) {
        PartyKeys first = orders.get(0).parties();
        PartyKeys.PlatformGroup told = first.grouping();
        return orders.stream().map(Order::parties).allMatch(parties -> {
            PartyKeys.PlatformGroup group = parties.grouping();
            return told == null
                    ? group == null && Objects.equals(parties.addressId(), first.addressId())
                    : group != null && group.askedAt().equals(told.askedAt());
        });
    }
}
