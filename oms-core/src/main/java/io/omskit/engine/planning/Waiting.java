package io.omskit.engine.planning;

import io.omskit.catalog.Sku;
import io.omskit.engine.stored.Tables;
import io.omskit.engine.work.Work;
import io.omskit.order.Demand;
import io.omskit.order.Order;
import io.omskit.stock.Quota;
import io.omskit.stock.Quotas;
import io.omskit.stock.Sources;
import io.omskit.stock.StockCell;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockCounters.Counter;
import io.omskit.stock.StockMovement;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Orders that wait for goods, or for room in a quota, in the order in which they are served: by ship-by, pay time, id.
 * What became available is offered to the first of them until it is used up; orders behind are not read.
 *
 * <p>Whoever begins to wait asks to be looked at once more in a commit of its own: goods that came while it was being planned
 * are found then.
 */
public final class Waiting {
    private static final String OF_SKU = "sku/";
    private static final String WORK = "waits:";
    private static final int AT_ONCE = 200;
    private static final long NEVER = 99_999_999_999_999L;

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

    /** What an order would take if there were more of it: SKUs that no source has, and quotas that are used up. */
    public static Map<String, Long> waitsFor(Order order, QuotaLimits limits) {
        Map<String, Long> subjects = new TreeMap<>();
        boolean missing = order.demands().stream().anyMatch(demand -> demand.missing() > 0);
        if (!missing || !order.isOpen()) {
            return subjects;
        }
        for (Demand demand : order.demands()) {
            long lacking = demand.missing() - limits.refusedOf(order.id(), demand.index());
            if (lacking > 0) {
                subjects.merge(subject(demand.sku()), lacking, Math::addExact);
            }
        }
        limits.refusedBy(order.id()).forEach((quota, steps) -> subjects.merge(quota, steps, Math::addExact));
        return subjects;
    }

    public static String subject(Sku sku) {
        return Tables.waitingFor(sku);
    }

    /** The place of an order among those that wait for the same. */
    public static String place(Order order) {
        return String.format(
                Locale.ROOT, "%014d/%014d/%019d", millis(order.shipBy()), millis(order.paidAt()), order.id());
    }

    private static long millis(@Nullable Instant moment) {
        return moment == null ? NEVER : Math.max(0, Math.min(NEVER, moment.toEpochMilli()));
    }

    /** Work that looks at whoever waits for a subject. */
    public static String work(String subject) {
        return WORK + ":" + subject;
    }

    public static boolean isWaiting(String todo) {
        return todo.startsWith(WORK);
    }

    /** The orders that a piece of work is about. */
    public Next next(String todo) {
        int colon = todo.indexOf(':', WORK.length());
        return next(todo.substring(colon + 1), todo.substring(WORK.length(), colon));
    }

    /** The first orders that wait for a subject, as many as what there is of it may serve. */
    public Next first(String subject) {
        return next(subject, "");
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
        return new Next(orders, behind ? WORK + last + ":" + subject : null);
    }

    private long available(String subject) {
        if (!subject.startsWith(OF_SKU)) {
            Quota quota = quotas.find(subject);
            if (quota == null) {
                return Long.MAX_VALUE;
            }
            work.preloadCounters(Set.of(subject));
            return quota.left(-work.counter(subject));
        }
        Sku sku = new Sku(subject.substring(OF_SKU.length()));
        List<StockCell> cells = sources.counted().stream()
                .map(source -> new StockCell(source.id(), sku))
                .toList();
        long total = 0;
        for (long free : work.free(cells).values()) {
            total = Math.addExact(total, Math.max(0, free));
        }
        return total;
    }

    /** Work that looks at those who wait for a quota: one piece for each quota that somebody waits for. */
    public static List<String> forQuotas(Store store) {
        return quotas(store).stream().map(Waiting::work).toList();
    }

    /** The quotas that somebody waits for, whether they are still in force or not. */
    private static List<String> quotas(Store store) {
        List<String> found = new ArrayList<>();
        for (String sort : List.of("presale", "quota")) {
            Query all = Query.by(Tables.WAITING, "place").limit(1);
            List<Row> rows = store.find(all.between(sort + "/", sort + "0"));
            while (!rows.isEmpty()) {
                String subject = Objects.requireNonNull(rows.get(0).text("subject"));
                found.add(subject);
                rows = store.find(all.between(subject + "\u0001", sort + "0"));
            }
        }
        return found;
    }

    /** The subjects of which these movements together leave more than before. */
    public static Set<String> raised(Collection<StockMovement> movements) {
        Set<String> subjects = new TreeSet<>();
        for (StockMovement.Delta delta : StockMovement.net(movements)) {
            if (delta.delta() > 0) {
                StockCounters.Key key = StockCounters.parse(delta.key()).orElse(null);
                if (key == null) {
                    subjects.add(delta.key());
                } else if (key.counter() == Counter.FREE) {
                    subjects.add(subject(key.cell().sku()));
                }
            }
        }
        return subjects;
    }
}
