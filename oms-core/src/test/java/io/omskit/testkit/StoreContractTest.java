package io.omskit.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.omskit.store.Commit;
import io.omskit.store.CommitResult;
import io.omskit.store.MemoryStore;
import io.omskit.store.PostgresServer;
import io.omskit.store.Store;
import io.omskit.store.Stores;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The three stores of the library keep the contract, and the contract notices a store that does not. */
class StoreContractTest {
    private static final long SEED = Long.getLong("oms.seed", 20_260_301L);

    private static final String RANDOM = "random calls are answered as the reference answers them";

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> memoryKeepsTheContract() {
        return tests(MemoryStore::new);
    }

    @TestFactory
    Stream<DynamicTest> sqliteKeepsTheContract() {
        AtomicInteger files = new AtomicInteger();
        return tests(() -> Stores.sqlite(folder.resolve("store" + files.incrementAndGet() + ".db")));
    }

    @TestFactory
    @Tag("postgres")
    Stream<DynamicTest> postgresKeepsTheContract() {
        PostgresServer.source();
        return tests(PostgresServer::freshStore);
    }

    @Test
    void randomCallsAgreeForManySeeds() {
        AtomicInteger files = new AtomicInteger();
        for (long seed = SEED + 1; seed <= SEED + 5; seed++) {
            check(
                    StoreContract.of(
                            () -> Stores.sqlite(folder.resolve("seed" + files.incrementAndGet() + ".db")), seed),
                    RANDOM);
        }
    }

    @Test
    @Tag("postgres")
    void randomCallsAgreeForManySeedsOnPostgres() {
        for (long seed = SEED + 1; seed <= SEED + 5; seed++) {
            check(StoreContract.of(PostgresServer::freshStore, seed), RANDOM);
        }
    }

    @Test
    void aStoreThatForgetsFloorsIsNoticed() {
        StoreContract contract = StoreContract.of(() -> broken(new MemoryStore(), "floors"), SEED);
        assertThrows(AssertionError.class, () -> check(contract, "a counter never falls below its floor"));
        AssertionError all = assertThrows(AssertionError.class, contract::verify);
        assertTrue(all.getSuppressed().length > 3, all::getMessage);
        assertTrue(all.getSuppressed()[0].getMessage().contains("seed " + SEED), "the seed is named");
    }

    @Test
    void aStoreThatIgnoresVersionsIsNoticed() {
        StoreContract contract = StoreContract.of(() -> broken(new MemoryStore(), "expectations"), SEED);
        assertThrows(AssertionError.class, () -> check(contract, "an expected version must hold"));
    }

    private static Stream<DynamicTest> tests(Supplier<Store> fresh) {
        StoreContract contract = StoreContract.of(fresh, SEED);
        assertEquals(
                contract.checks().size(),
                contract.checks().stream()
                        .map(StoreContract.Check::name)
                        .distinct()
                        .count());
        return contract.checks().stream().map(check -> DynamicTest.dynamicTest(check.name(), check::run));
    }

    private static void check(StoreContract contract, String name) {
        contract.checks().stream()
                .filter(check -> check.name().equals(name))
                .findFirst()
                .orElseThrow()
                .run();
    }

    /** A store that leaves a part of every commit away. */
    private static Store broken(Store store, String part) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit")) {
                        return commitWithout(store, (Commit) arguments[0], part);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static CommitResult commitWithout(Store store, Commit commit, String part) {
        Commit.Builder less = Commit.builder();
        for (Commit.Writes writes : commit.writes()) {
            writes.inserts().forEach(less::insert);
            writes.insertsOrIgnored().forEach(row -> less.insert(row, Commit.OnDuplicate.IGNORE));
            writes.updates().forEach(less::update);
            writes.deletes().forEach(mark -> delete(less, writes, mark));
            if (!part.equals("expectations")) {
                writes.expectations().forEach(mark -> less.expect(writes.kind(), mark.id(), mark.version()));
            }
        }
        boolean floors = !part.equals("floors");
        commit.adjustments()
                .forEach(change -> less.adjust(change.key(), change.delta(), floors ? change.floor() : Long.MIN_VALUE));
        return store.commit(less.build());
    }

    private static void delete(Commit.Builder commit, Commit.Writes writes, Commit.Mark mark) {
        if (mark.version() == Commit.Mark.ANY) {
            commit.delete(writes.kind(), mark.id());
        } else {
            commit.delete(writes.kind(), mark.id(), mark.version());
        }
    }
}
