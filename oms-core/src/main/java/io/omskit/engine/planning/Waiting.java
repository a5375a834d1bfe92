package io.omskit.engine.planning;

import io.omskit.catalog.Sku;
import io.omskit.engine.stored.Tables;
import io.omskit.engine.work.WaitingRows;
import io.omskit.engine.work.Work;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.stock.Quota;
import io.omskit.stock.Quotas;
import io.omskit.stock.Sources;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockMovement;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Orders that wait for goods, or for room in a quota, in the order in which they are served: by ship-by, pay time, id.
 * What became available is offered to the first of them until it is used up; orders behind are not read.
 *
 * <p>Whoever begins to wait asks to be looked at once more in a commit of its own: goods that came while it was being planned
 * are found then.
 */
public final class Waiting {
    private static final int AT_ONCE = 200;

    private final Work work;
    private final Sources sources;
    private final Quotas quotas;

    public Waiting(Work work, Sources sources, Quotas quotas) {
        this.work = work;
        this.sources = sources;
        this.quotas = quotas;
    }

    /**
     * Orders to be looked at, first come first.
     *
     * @param orders their ids
     * @param rest work that looks at those behind; absent where nobody is
     */
    public record Next(List<Long> orders, @Nullable String rest) {}

    /**
     * What an order would take if there were more of it: SKUs that no source has, SKUs elsewhere than where they are and do not
     * help it, and quotas that are used up.
     *
     * @param closed the sources whose goods do not help an order with this demand
     */
    static Map<String, Long> waitsFor(Order order, QuotaLimits limits, Function<Demand, Set<String>> closed) {
        Map<String, Long> subjects = new TreeMap<>();
        boolean lacks = order.demands().stream().anyMatch(demand -> demand.missing() > 0 || demand.unplanned() > 0);
        if (!lacks || !order.isOpen()) {
            return subjects;
        }
        for (Demand demand : order.demands()) {
            long lacking = demand.missing() - limits.refusedOf(order.id(), demand.index());
            if (lacking > 0) {
                subjects.merge(WaitingRows.subject(demand.sku()), lacking, Math::addExact);
            }
            if (demand.unplanned() > 0) {
                String elsewhere = WaitingRows.subject(demand.sku(), closed.apply(demand));
                subjects.merge(elsewhere, demand.unplanned(), Math::addExact);
            }
        }
        limits.refusedBy(order.id()).forEach((quota, steps) -> subjects.merge(quota, steps, Math::addExact));
        return subjects;
    }

    /** The orders that a piece of work is about. */
    public Next next(String todo) {
        int colon = todo.indexOf(':', WaitingRows.WORK.length());
        return next(todo.substring(colon + 1), todo.substring(WaitingRows.WORK.length(), colon));
    }

    /** The first orders that wait for what these movements left more of, as many as what there is of it may serve. */
    public List<Next> first(Collection<StockMovement> movements) {
        List<Next> all = new ArrayList<>();
        for (String subject : WaitingRows.awaited(work::find, WaitingRows.raised(movements))) {
            all.add(next(subject, ""));
        }
        return all;
    }

    private Next next(String subject, String after) {
        long left = available(subject);
        if (left <= 0) {
            return new Next(List.of(), null);
        }
        List<Long> orders = new ArrayList<>();
        String last = "";
        // places are of one length: the mark stands behind this one and before all that follow
        String from = after.isEmpty() ? "" : after + "!";
        List<Row> rows = work.find(
                Query.by(Tables.WAITING, "place", subject).between(from, null).limit(AT_ONCE));
        for (Row row : rows) {
            if (left <= 0) {
                break;
            }
            left -= row.number("quantity");
            last = Objects.requireNonNull(row.text("place"));
            orders.add(row.number("order_id"));
        }
        boolean behind = rows.size() > orders.size() || rows.size() == AT_ONCE;
        work.waited(orders);
        return new Next(orders, behind ? WaitingRows.WORK + last + ":" + subject : null);
    }

    private long available(String subject) {
        Sku sku = WaitingRows.sku(subject);
        if (sku == null) {
            Quota quota = quotas.find(subject);
            if (quota == null) {
                return Long.MAX_VALUE;
            }
            work.counters().preload(Set.of(subject));
            return quota.left(-work.counters().value(subject));
        }
        Set<String> closed = WaitingRows.closed(subject);
        List<StockCell> cells = sources.counted().stream()
                .filter(source -> !closed.contains(source.id()))
                .map(source -> new StockCell(source.id(), sku))
                .toList();
        long total = 0;
        for (long free : work.counters().free(cells).values()) {
            total = Math.addExact(total, Math.max(0, free));
        }
        return total;
    }

    /** Work that looks at those who wait for a quota: one piece for each quota that somebody waits for. */
    public static List<String> forQuotas(Store store) {
        return quotas(store).stream().map(WaitingRows::work).toList();
    }

    /** The quotas that somebody waits for, whether they are still in force or not. */
    private static List<String> quotas(Store store) {
        List<String> found = new ArrayList<>();
        for (String sort : List.of("presale", "quota")) {
            found.addAll(WaitingRows.between(store::find, sort + "/", sort + "0"));
        }
        return found;
    }
}
