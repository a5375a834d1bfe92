package io.omskit.engine;

import io.omskit.engine.edge.JournalEntry;
import io.omskit.engine.stored.JournalHistory;
import io.omskit.engine.stored.JournalJson;
import io.omskit.engine.stored.Tables;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * What happened to orders and why, in the order of the commits. Append-only; holds references and figures, never personal
 * data. Safe for several threads.
 */
public final class Journal {
    private final Store store;

    Journal(Store store) {
        this.store = store;
    }

    /**
     * The entries after a position, commit by commit; never misses one that is committed later.
     *
     * @param limit about how many rows
     */
    public List<JournalEntry> feed(long afterPosition, int limit) {
        List<JournalEntry> entries = new ArrayList<>();
        for (Row row : store.feed(Tables.JOURNAL, afterPosition, limit)) {
            entries.addAll(JournalJson.read(row));
        }
        return entries;
    }

    /** Everything that happened to one order, newest first. */
    public List<JournalEntry> history(long orderId) {
        return JournalHistory.of(orderId, store);
    }

    /** How many journal rows there are; entries of one commit share a row. */
    public long rows() {
        return store.count(Query.all(Tables.JOURNAL));
    }
}
