package io.omskit.engine.inventory;

import io.omskit.engine.stored.LedgerJson;
import io.omskit.engine.stored.Tables;
import io.omskit.stock.StockMovement;
import io.omskit.store.Commit;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Follows the ledger page by page from its beginning. For one thread. */
final class LedgerReader {
    private static final int PAGE = 500;
    private static final int PATIENCE = 20;

    private final Store store;
    private long position;
    private long movements;

    LedgerReader(Store store) {
        this.store = store;
    }

    /** Entries that were read so far. */
    long movements() {
        return movements;
    }

    /** Reads on to the present end. */
    void follow(Consumer<StockMovement> entries) {
        follow(entries, 0);
    }

    /**
     * Reads on until everything that was committed before this call has been read. A database that lets a reader wait for older
     * transactions shows rows later than their commit: so a marker, an empty row, is written, and what stands before it was
     * there before.
     *
     * @return false if some other transaction does not end; then nothing is certain
     */
    boolean followSurely(Consumer<StockMovement> entries, LongSupplier ids, Instant now) {
        long marker = ids.getAsLong();
        store.commit(Commit.builder()
                .insert(LedgerJson.write(marker, now, List.of()))
                .build());
        for (int look = 0; look < PATIENCE; look++) {
            if (follow(entries, marker)) {
                return true;
            }
        }
        return false;
    }

    private boolean follow(Consumer<StockMovement> entries, long marker) {
        boolean seen = false;
        List<Row> page = store.feed(Tables.LEDGER, position, PAGE);
        for (; !page.isEmpty(); page = store.feed(Tables.LEDGER, position, PAGE)) {
            for (Row row : page) {
                for (StockMovement movement : LedgerJson.read(row)) {
                    movements++;
                    entries.accept(movement);
                }
                seen |= row.id() == marker;
                position = row.position();
            }
        }
        return seen;
    }
}
