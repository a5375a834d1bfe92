package io.omskit.testkit;

import io.omskit.store.Claim;
import io.omskit.store.Commit;
import io.omskit.store.CommitResult;
import io.omskit.store.Kind;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Schema;
import io.omskit.store.Store;
import io.omskit.store.StoreException;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * A store that fails on purpose. Its calls are counted from 1, and a {@link Plan} says which of them fail and when: before they did
 * anything, as a passing failure; or after they did it, as an outcome that the caller does not know (for reads, as a passing failure).
 *
 * <p>Run a scenario once to learn how many calls it makes, then once for each call and each moment: the state after recovery must equal that
 * of the run without a failure. Thread-safe as the wrapped store is; with several threads the numbering depends on their timing.
 */
public final class FaultyStore implements Store {
    private final Store store;
    private final Plan plan;
    private final AtomicLong calls;

    private FaultyStore(Store store, Plan plan, AtomicLong calls) {
        this.store = store;
        this.plan = plan;
        this.calls = calls;
    }

    /** Wraps a store. */
    public static FaultyStore of(Store store, Plan plan) {
        return new FaultyStore(store, plan, new AtomicLong());
    }

    /** How many calls were made. */
    public long calls() {
        return calls.get();
    }

    @Override
    public void migrate(Schema schema) {
        call("migrate", true, () -> {
            store.migrate(schema);
            return schema;
        });
    }

    @Override
    public List<Row> load(Kind kind, Collection<Long> ids) {
        return call("load", false, () -> store.load(kind, ids));
    }

    @Override
    public List<Row> find(Query query) {
        return call("find", false, () -> store.find(query));
    }

    @Override
    public long count(Query query) {
        return call("count", false, () -> store.count(query));
    }

    @Override
    public Map<String, Long> counters(Collection<String> keys) {
        return call("counters", false, () -> store.counters(keys));
    }

    @Override
    public CommitResult commit(Commit commit) {
        return call("commit", true, () -> store.commit(commit));
    }

    @Override
    public List<Row> claim(Claim claim) {
        return call("claim", true, () -> store.claim(claim));
    }

    @Override
    public List<Row> feed(Kind kind, long afterPosition, int limit) {
        return call("feed", false, () -> store.feed(kind, afterPosition, limit));
    }

    @Override
    public Optional<Lease> lease(String name, String owner, Instant now, Duration length) {
        return call("lease", true, () -> store.lease(name, owner, now, length));
    }

    /** The joined view fails by the same plan; joining itself does not. */
    @Override
    public Store joining(Connection connection) {
        return new FaultyStore(store.joining(connection), plan, calls);
    }

    /** Never fails. */
    @Override
    public void close() {
        store.close();
    }

    private <T> T call(String operation, boolean writes, Supplier<T> work) {
        long call = calls.incrementAndGet();
        Fault fault = plan.at(call, operation);
        String message =
                "Planned failure of store call " + call + " (" + operation + ").\nThis store fails on purpose.";
        if (fault == Fault.BEFORE) {
            throw StoreException.passing(message, null);
        }
        T result = work.get();
        if (fault == Fault.AFTER) {
            throw writes ? StoreException.unknownOutcome(message, null) : StoreException.passing(message, null);
        }
        return result;
    }

    /** When a call fails. */
    public enum Fault {
        /** It does not. */
        NONE,
        /** Before it does anything. */
        BEFORE,
        /** After it did its work. */
        AFTER
    }

    /** Says which calls fail. Must answer the same for the same call. */
    @FunctionalInterface
    public interface Plan {
        /**
         * What happens to a call.
         *
         * @param call the number of the call, from 1
         * @param operation the name of the method
         */
        Fault at(long call, String operation);

        /** One call fails. */
        static Plan once(long failing, Fault fault) {
            return (call, operation) -> call == failing ? fault : Fault.NONE;
        }

        /**
         * Calls fail at random.
         *
         * @param seed repeats the same failures
         * @param perMille how many of a thousand calls fail, half of them before and half after their work
         */
        static Plan seeded(long seed, int perMille) {
            return (call, operation) -> {
                int dice = new SplittableRandom(seed * 1_000_003 + call).nextInt(2_000);
                return dice >= 2 * perMille ? Fault.NONE : dice % 2 == 0 ? Fault.BEFORE : Fault.AFTER;
            };
        }
    }
}
