package io.omskit.engine;

import io.omskit.engine.planning.Waiting;
import io.omskit.engine.process.Intake;
import io.omskit.engine.stored.Tables;
import io.omskit.engine.work.WorkItems;
import io.omskit.order.Hold;
import io.omskit.store.Commit;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import io.omskit.store.StoreException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Puts orders back into the inbox whose reason to wait may be gone, because the catalog, the policy or the quotas changed. All
 * three may have changed while no engine was there, so each is due at the start. Safe for several threads.
 */
final class Rechecks {
    private final Store store;
    private final Intake intake;
    private final Supplier<Set<String>> gates;
    private final AtomicBoolean catalog = new AtomicBoolean(true);
    private final AtomicBoolean policy = new AtomicBoolean(true);
    private final AtomicBoolean quotas = new AtomicBoolean(true);

    /**
     * Rechecks of one store.
     *
     * @param gates the types of all gates at which orders may wait, of this flow and of earlier ones
     */
    Rechecks(Store store, Intake intake, Supplier<Set<String>> gates) {
        this.store = store;
        this.intake = intake;
        this.gates = gates;
    }

    void catalogChanged() {
        catalog.set(true);
    }

    void policyChanged() {
        policy.set(true);
        quotas.set(true);
    }

    /** Puts back who is concerned by what changed since the last time. */
    void run() {
        once(catalog, () -> withAlert("UNMAPPED"));
        once(policy, () -> {
            withAlert(Hold.REVIEW);
            gates.get().stream().filter(gate -> !gate.equals(Hold.REVIEW)).forEach(this::waitingAt);
        });
        once(quotas, this::forQuotas);
    }

    /** After a failure of the store the next call tries again. */
    private static void once(AtomicBoolean due, Runnable recheck) {
        if (due.getAndSet(false)) {
            try {
                recheck.run();
            } catch (StoreException e) {
                due.set(true);
                throw e;
            }
        }
    }

    private void withAlert(String type) {
        put(Query.by(Tables.ALERT, "type", type), row -> row.number("order_id"));
    }

    /** Whether they wait for people, for time or for news. */
    private void waitingAt(String gate) {
        put(Query.by(Tables.ORDER, "headline", gate), Row::id);
    }

    private void put(Query all, ToLongFunction<Row> orderOf) {
        Query open = all.limit(Query.DEFAULT_LIMIT);
        Query next = open;
        for (var page = store.find(next); !page.isEmpty(); page = store.find(next)) {
            Commit.Builder commit = Commit.builder();
            for (Row row : page) {
                put(commit, WorkItems.order(orderOf.applyAsLong(row)));
            }
            store.commit(commit.build());
            next = open.after(page.get(page.size() - 1));
        }
    }

    private void forQuotas() {
        Commit.Builder commit = Commit.builder();
        Waiting.forQuotas(store).forEach(work -> put(commit, work));
        store.commit(commit.build());
    }

    private void put(Commit.Builder commit, String work) {
        commit.insert(intake.work("engine/engine/" + work, work, null));
    }
}
