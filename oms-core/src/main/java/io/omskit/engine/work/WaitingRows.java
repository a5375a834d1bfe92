package io.omskit.engine.work;

import io.omskit.catalog.Sku;
import io.omskit.engine.stored.Tables;
import io.omskit.order.Order;
import io.omskit.stock.StockCounters;
import io.omskit.stock.StockCounters.Counter;
import io.omskit.stock.StockMovement;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How orders that wait stand in the store: what for, and in which place. */
public final class WaitingRows {
    /** How work begins that looks at whoever waits. */
    public static final String WORK = "waits:";

    private static final long NEVER = 99_999_999_999_999L;

    private WaitingRows() {}

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
