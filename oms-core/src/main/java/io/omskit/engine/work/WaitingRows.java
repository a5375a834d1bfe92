package io.omskit.engine.work;

import io.omskit.catalog.Sku;
import io.omskit.engine.stored.Tables;
import io.omskit.order.Order;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockCounters.Counter;
import io.omskit.stock.StockMovement;
import io.omskit.store.Query;
import io.omskit.store.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How orders that wait stand in the store: what for, and in which place. */
public final class WaitingRows {
    /** How work begins that looks at whoever waits. */
    public static final String WORK = "waits:";

    private static final String OF_SKU = "sku/";
    /** Before every character of a code, so that what begins with a subject follows it at once. */
    private static final String MARK = "\u0001";

    private static final long NEVER = 99_999_999_999_999L;

    private WaitingRows() {}

    public static String subject(Sku sku) {
        return Tables.waitingFor(sku);
    }

    /**
     * What an order waits for that cannot use the goods of some sources: the SKU anywhere else.
     *
     * @param closed the sources whose goods do not help it
     */
    public static String subject(Sku sku, Collection<String> closed) {
        StringBuilder subject = new StringBuilder(subject(sku));
        new TreeSet<>(closed).forEach(source -> subject.append(MARK).append(source));
        return subject.toString();
    }

    /** The SKU that is waited for; null where it is a quota. */
    public static @Nullable Sku sku(String subject) {
        int end = subject.indexOf(MARK);
        return subject.startsWith(OF_SKU)
                ? new Sku(subject.substring(OF_SKU.length(), end < 0 ? subject.length() : end))
                : null;
    }

    /** The sources whose goods do not help those who wait for the subject. */
    public static Set<String> closed(String subject) {
        List<String> parts = List.of(subject.split(MARK, -1));
        return Set.copyOf(parts.subList(1, parts.size()));
    }

    /** Those of the subjects, and of the same SKUs without some sources, that somebody waits for. */
    public static Set<String> awaited(Function<Query, List<Row>> find, Collection<String> subjects) {
        Set<String> awaited = new TreeSet<>();
        for (String subject : subjects) {
            awaited.addAll(between(find, subject, subject + "\u0002"));
        }
        return awaited;
    }

    /** The subjects from one to another that somebody waits for, one question for each. */
    public static List<String> between(Function<Query, List<Row>> find, String from, String to) {
        List<String> found = new ArrayList<>();
        Query all = Query.by(Tables.WAITING, "place").limit(1);
        List<Row> rows = find.apply(all.between(from, to));
        while (!rows.isEmpty()) {
            String subject = Objects.requireNonNull(rows.get(0).text("subject"));
            found.add(subject);
            rows = find.apply(all.between(subject + MARK, to));
        }
        return found;
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
