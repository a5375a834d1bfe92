package io.omskit.engine.stored;

import io.omskit.engine.edge.JournalEntry;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of one order, which are chained backwards from the order. */
public final class JournalHistory {
    private JournalHistory() {}

    /** Everything that happened to one order, newest first. */
    public static List<JournalEntry> of(long orderId, Store store) {
        List<JournalEntry> entries = new ArrayList<>();
        long next = 0;
        for (Row order : store.load(Tables.ORDER, List.of(orderId))) {
            next = Rows.order(order).journal();
        }
        while (next != 0) {
            JournalEntry entry = entry(next, orderId, store);
            if (entry == null) {
                break;
            }
            entries.add(entry);
            next = entry.previous();
        }
        return entries;
    }

    private static @Nullable JournalEntry entry(long rowId, long orderId, Store store) {
        for (Row row : store.load(Tables.JOURNAL, List.of(rowId))) {
            for (JournalEntry entry : JournalJson.read(row)) {
                if (entry.orderId() == orderId) {
                    return entry;
                }
            }
        }
        return null;
    }
}
