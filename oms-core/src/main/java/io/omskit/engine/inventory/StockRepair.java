package io.omskit.engine.inventory;

import io.omskit.engine.stored.LedgerJson;
import io.omskit.engine.stored.LedgerJson.Correction;
import io.omskit.engine.stored.Rows;
import io.omskit.engine.stored.Tables;
import io.omskit.fulfillment.FulfillmentOrder;
import io.omskit.stock.StockCheck;
import io.omskit.stock.StockCheck.Finding;
import io.omskit.stock.StockMovement;
import io.omskit.stock.StockMovement.Goods;
import io.omskit.stock.StockMovement.Op;
import io.omskit.store.Commit;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes compensations for what an audit found. A counter is brought to the ledger by adding the difference: what
 * moves meanwhile moves both, so the difference stays right. A reservation is brought to its fulfillment order by a movement
 * of its own, under the version of the fulfillment order. Both are ledger rows with the reason.
 *
 * <p>Two repairs at the same time would compensate twice: each goes by a row that it read before its audit and changes with
 * its first commit.
 */
public final class StockRepair {
    private static final String GUARD = "stock-repair";

    private final Store store;
    private final LongSupplier ids;
    private final InstantSource time;
    private final String reason;
    private final List<Finding> repaired = new ArrayList<>();
    private final List<Finding> left = new ArrayList<>();

    /**
     * A repair; made for one run.
     *
     * @param reason why, for the ledger
     */
    public StockRepair(Store store, LongSupplier ids, InstantSource time, String reason) {
        this.store = store;
        this.ids = ids;
        this.time = time;
        this.reason = reason;
    }

    /** Audits and compensates what was found. */
    public StockCheck.Repair run(StockAudit audit) {
        Row guard = guard();
        StockCheck check = audit.check();
        if (check.findings().isEmpty()) {
            return new StockCheck.Repair(check, List.of(), List.of());
        }
        Commit.Builder commit = Commit.builder();
        if (guard == null) {
            commit.insert(Row.bare(
                    Tables.CURSOR, ids.getAsLong(), 1, GUARD, time.instant().toString()));
        } else {
            commit.update(guard.withValue("value", time.instant().toString()));
        }
        List<Finding.Counter> counters = counters(check, commit);
        if (!store.commit(commit.build()).committed()) {
            return new StockCheck.Repair(check, List.of(), check.findings());
        }
        repaired.addAll(counters);
        for (Finding finding : check.findings()) {
            if (finding instanceof Finding.Reservation reservation) {
                (compensate(reservation, audit) ? repaired : left).add(reservation);
            }
        }
        return new StockCheck.Repair(check, repaired, left);
    }

    private @Nullable Row guard() {
        List<Row> rows = store.find(Query.by(Tables.CURSOR, "name", GUARD));
        return rows.isEmpty() ? null : rows.get(0);
    }

    private List<Finding.Counter> counters(StockCheck check, Commit.Builder commit) {
        List<Finding.Counter> counters = new ArrayList<>();
        List<Correction> corrections = new ArrayList<>();
        for (Finding finding : check.findings()) {
            if (finding instanceof Finding.Counter counter) {
                long change = Math.subtractExact(counter.ledger(), counter.stored());
                commit.adjust(counter.key(), change);
                corrections.add(new Correction(counter.key(), change, reason));
                counters.add(counter);
            }
        }
        if (!corrections.isEmpty()) {
            commit.insert(LedgerJson.write(ids.getAsLong(), time.instant(), List.of(), corrections));
        }
        return counters;
    }

    private boolean compensate(Finding.Reservation found, StockAudit audit) {
        Commit.Builder commit = Commit.builder();
        long held = 0;
        for (Row row : store.load(Tables.FULFILLMENT, List.of(found.fulfillmentOrder()))) {
            held = audit.open(Rows.fulfillmentOrder(row)).getOrDefault(found.cell(), 0L);
            commit.expect(Tables.FULFILLMENT, row.id(), row.version());
        }
        if (held != found.held()) {
            return false;
        }
        long change = Math.subtractExact(held, found.ledger());
        StockMovement movement = new Goods(
                change > 0 ? Op.RESERVE : Op.RELEASE,
                found.cell(),
                Math.abs(change),
                FulfillmentOrder.reference(found.fulfillmentOrder()),
                reason);
        // what work holds is held, whether it is free or not: a negative rest tells that too much was promised
        movement.deltas().forEach(delta -> commit.adjust(delta.key(), delta.delta()));
        commit.insert(LedgerJson.write(ids.getAsLong(), time.instant(), List.of(movement)));
        return store.commit(commit.build()).committed();
    }
}
