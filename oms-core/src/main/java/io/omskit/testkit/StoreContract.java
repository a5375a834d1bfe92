package io.omskit.testkit;

import io.omskit.store.Store;
import io.omskit.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What every {@link Store} must do, as named checks. A host that writes its own store runs them against it, one by one from a test
 * framework or all at once with {@link #verify}.
 *
 * <p>Each check takes a fresh, empty store, migrates tables of its own (module {@code contract}) and closes the store. Randomness comes from
 * the seed alone. The checks need no particular framework, do not sleep, and take a few seconds on a database.
 */
public final class StoreContract {
    private final Supplier<Store> fresh;
    private final long seed;
    private final List<Check> checks = new ArrayList<>();

    private StoreContract(Supplier<Store> fresh, long seed) {
        this.fresh = fresh;
        this.seed = seed;
        StoreCommitChecks.addTo(this);
        StoreCounterChecks.addTo(this);
        StoreQueryChecks.addTo(this);
        StoreWorkChecks.addTo(this);
        StoreMigrationChecks.addTo(this);
        StoreRandomChecks.addTo(this);
    }

    /**
     * The contract for one implementation.
     *
     * @param fresh opens an empty store: another database, file or schema at every call
     * @param seed for the random checks
     */
    public static StoreContract of(Supplier<Store> fresh, long seed) {
        return new StoreContract(fresh, seed);
    }

    /** The checks in the order in which they are best run. */
    public List<Check> checks() {
        return List.copyOf(checks);
    }

    /** Runs all checks; the {@link AssertionError} names every one that failed, and the seed. */
    public void verify() {
        List<AssertionError> failures = new ArrayList<>();
        for (Check check : checks) {
            try {
                check.run();
            } catch (AssertionError e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            AssertionError all = new AssertionError(failures.size() + " of " + checks.size() + " checks failed");
            failures.forEach(all::addSuppressed);
            throw all;
        }
    }

    void add(String name, Consumer<StoreScene> body) {
        checks.add(new Check(name, () -> {
            try (Store store = fresh.get()) {
                body.accept(new StoreScene(store, seed));
            } catch (AssertionError | StoreException | IllegalStateException | IllegalArgumentException e) {
                throw new AssertionError(
                        "Store contract, check '" + name + "', seed " + seed + ": " + e.getMessage(), e);
            }
        }));
    }

    /**
     * One check.
     *
     * @param name what must hold
     * @param body runs it on a fresh store; throws an {@link AssertionError} where it does not hold
     */
    public record Check(String name, Runnable body) {
        /** Runs the check. */
        public void run() {
            body.run();
        }
    }
}
