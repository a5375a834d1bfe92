package io.omskit.testkit;

import static io.omskit.testkit.StoreScene.ENTRY;
import static io.omskit.testkit.StoreScene.ITEM;
import static io.omskit.testkit.StoreScene.START;
import static io.omskit.testkit.StoreScene.TASK;
import static io.omskit.testkit.StoreScene.equal;

import io.omskit.store.Claim;
import io.omskit.store.Commit;
import io.omskit.store.Commit.OnDuplicate;
import io.omskit.store.CommitResult;
import io.omskit.store.CommitResult.Problem;
import io.omskit.store.Kind;
import io.omskit.store.MemoryStore;
import io.omskit.store.Query;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Random sequences of calls, each made on the store and on {@link MemoryStore}: every answer must be equal. */
final class StoreRandomChecks {
    private static final int STEPS = 300;

    private final StoreScene scene;
    private final Store reference;
    private final Random random;

    private StoreRandomChecks(StoreScene scene, Store reference) {
        this.scene = scene;
        this.reference = reference;
        this.random = new Random(scene.seed);
    }

    static void addTo(StoreContract contract) {
        contract.add("random calls are answered as the reference answers them", StoreRandomChecks::run);
    }

    private static void run(StoreScene scene) {
        try (Store reference = new MemoryStore()) {
            reference.migrate(StoreScene.SCHEMA);
            StoreRandomChecks checks = new StoreRandomChecks(scene, reference);
            for (int step = 0; step < STEPS; step++) {
                checks.step(step);
            }
            checks.compareAll();
        }
    }

    private void step(int step) {
        String at = "step " + step;
        switch (random.nextInt(8)) {
            case 0 -> {
                Claim claim = Claim.of(
                        TASK, "READY", "w" + random.nextInt(3), now(), Duration.ofSeconds(20), 1 + random.nextInt(4));
                equal(at + " claim", reference.claim(claim), scene.store.claim(claim));
            }
            case 1 -> {
                String name = "lease" + random.nextInt(2);
                String owner = "w" + random.nextInt(3);
                Instant now = now();
                Duration length = Duration.ofSeconds(random.nextInt(3) * 10L);
                equal(
                        at + " lease",
                        reference.lease(name, owner, now, length),
                        scene.store.lease(name, owner, now, length));
            }
            case 2 -> {
                Query query = query();
                equal(at + " find " + query, reference.find(query), scene.store.find(query));
                equal(at + " count " + query, reference.count(query), scene.store.count(query));
            }
            default -> {
                Commit commit = commit();
                equal(at + " " + commit, comparable(reference.commit(commit)), comparable(scene.store.commit(commit)));
            }
        }
    }

    /** Where an update collided, inserts need not be judged. */
    private static CommitResult comparable(CommitResult result) {
        boolean collided =
                result.conflicts().stream().anyMatch(one -> one.expected() > 0 && one.problem() == Problem.DUPLICATE);
        return collided
                ? CommitResult.conflicting(result.conflicts().stream()
                        .filter(one -> one.expected() > 0)
                        .toList())
                : result;
    }

    private Instant now() {
        return START.plusSeconds(random.nextInt(100));
    }

    private Commit commit() {
        Commit.Builder commit = Commit.builder();
        Set<Long> used = new HashSet<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            write(commit, used);
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            String key = "k" + random.nextInt(5);
            commit.adjust(key, random.nextInt(11) - 4L, random.nextInt(3) == 0 ? Long.MIN_VALUE : 0);
        }
        return commit.build();
    }

    private void write(Commit.Builder commit, Set<Long> used) {
        OnDuplicate policy = random.nextInt(3) == 0 ? OnDuplicate.FAIL : OnDuplicate.IGNORE;
        int choice = random.nextInt(10);
        if (choice < 3) {
            commit.insert(item(), policy);
            return;
        }
        if (choice == 3) {
            commit.insert(scene.entry("t" + random.nextInt(3)));
            return;
        }
        if (choice == 4) {
            commit.insert(scene.task(random.nextInt(3), now()));
            return;
        }
        Kind kind = choice < 8 ? ITEM : TASK;
        Row row = any(kind);
        if (row == null || !used.add(row.id())) {
            return;
        }
        int version = random.nextInt(6) == 0 ? row.version() + 1 : row.version();
        Row stale = row.at(version, 0, row.due());
        switch (random.nextInt(4)) {
            case 0 -> commit.delete(kind, row.id(), version);
            case 1 -> commit.expect(kind, row.id(), version);
            case 2 ->
                commit.update(
                        kind == TASK
                                ? stale.withDue("READY", now())
                                : stale.withValue("amount", (long) random.nextInt(9)));
            default ->
                commit.update(
                        kind == ITEM && used.add(0L) ? stale.withValue("number", "n" + random.nextInt(30)) : stale);
        }
    }

    private Row item() {
        String code = random.nextInt(4) == 0 ? "c" + random.nextInt(4) : null;
        Long amount = random.nextInt(4) == 0 ? null : Long.valueOf(random.nextInt(9));
        return scene.item("n" + random.nextInt(30), amount).withValue("code", code);
    }

    private @Nullable Row any(Kind kind) {
        List<Row> rows = reference.find(Query.all(kind));
        return rows.isEmpty() ? null : rows.get(random.nextInt(rows.size()));
    }

    private Query query() {
        Query query =
                switch (random.nextInt(4)) {
                    case 0 ->
                        Query.by(ITEM, "by_number", "shop")
                                .in(List.of("n1", "n" + random.nextInt(30), "n" + random.nextInt(30)));
                    case 1 ->
                        Query.by(ITEM, "by_amount", "shop")
                                .between((long) random.nextInt(5), random.nextBoolean() ? null : 7L);
                    case 2 -> Query.by(ITEM, "by_amount", "shop", (long) random.nextInt(9));
                    default -> Query.all(random.nextBoolean() ? TASK : ITEM);
                };
        Query limited = query.limit(1 + random.nextInt(12));
        return random.nextInt(4) == 0 ? limited.descending() : limited;
    }

    private void compareAll() {
        for (Kind kind : List.of(ITEM, TASK)) {
            equal("all rows of " + kind, reference.find(Query.all(kind)), scene.store.find(Query.all(kind)));
        }
        List<String> keys = List.of("k0", "k1", "k2", "k3", "k4");
        equal("all counters", reference.counters(keys), scene.store.counters(keys));
        List<Long> expected =
                reference.feed(ENTRY, 0, 1_000).stream().map(Row::id).toList();
        List<Long> found =
                scene.store.feed(ENTRY, 0, 1_000).stream().map(Row::id).toList();
        equal("the feed", expected, found);
    }
}
