package io.omskit.testkit;

import static io.omskit.testkit.StoreScene.ENTRY;
import static io.omskit.testkit.StoreScene.START;
import static io.omskit.testkit.StoreScene.TASK;
import static io.omskit.testkit.StoreScene.equal;

import io.omskit.store.Claim;
import io.omskit.store.Commit;
import io.omskit.store.CommitResult;
import io.omskit.store.IdSource;
import io.omskit.store.Row;
import io.omskit.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** What several workers share: claims, leases and feeds. */
final class StoreWorkChecks {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private StoreWorkChecks() {}

    static void addTo(StoreContract contract) {
        contract.add("due work is claimed, the longest due first", StoreWorkChecks::claimOrder);
        contract.add("a claim leases until it ends", StoreWorkChecks::claimLease);
        contract.add("an overtaken claimer can neither delete nor update", StoreWorkChecks::fencing);
        contract.add("a claim can ask for a column", StoreWorkChecks::claimLanes);
        contract.add("work can be put off", StoreWorkChecks::putOff);
        contract.add("concurrent claimers share the work without overlap", StoreWorkChecks::concurrentClaims);
        contract.add("a named lease has one owner and a growing fence", StoreWorkChecks::leases);
        contract.add("concurrent owners never hold one lease together", StoreWorkChecks::concurrentLeases);
        contract.add("node numbers are leased", StoreWorkChecks::nodes);
        contract.add("a feed is read in commit order and never cuts a commit", StoreWorkChecks::feedOrder);
        contract.add("a feed reader misses nothing of concurrent writers", StoreWorkChecks::concurrentFeed);
    }

    private static Claim claim(String owner, Instant now, int limit) {
        return Claim.of(TASK, "READY", owner, now, MINUTE, limit);
    }

    private static void claimOrder(StoreScene scene) {
        List<Row> rows = scene.stored(
                scene.task(1, START.plusSeconds(3)),
                scene.task(2, START),
                scene.task(3, START),
                scene.task(4, START.plusSeconds(9)));
        Row waiting =
                scene.stored(scene.task(5, START).withDue("WAITING", START)).get(0);
        List<Row> claimed = scene.store.claim(claim("w", START.plusSeconds(3), 10));
        equal(
                "due rows of the state by due moment and id",
                ids(rows.get(1), rows.get(2), rows.get(0)),
                ids(claimed.toArray(new Row[0])));
        equal("claimed rows are as they are stored", claimed.get(0), scene.current(rows.get(1)));
        equal(
                "the claim is written down",
                new Row.Due("READY", START.plusSeconds(63), "w", 1),
                claimed.get(0).due());
        equal("the claim is a version", 2, claimed.get(0).version());
        equal("other states are left alone", waiting, scene.current(waiting));
        equal("later rows are left alone", rows.get(3), scene.current(rows.get(3)));
        equal(
                "the limit holds",
                1,
                scene.store.claim(claim("v", START.plusSeconds(99), 1)).size());
    }

    private static List<Long> ids(Row... rows) {
        List<Long> ids = new ArrayList<>();
        for (Row row : rows) {
            ids.add(row.id());
        }
        return ids;
    }

    private static void claimLease(StoreScene scene) {
        scene.stored(scene.task(1, START));
        equal("the first gets it", 1, scene.store.claim(claim("a", START, 5)).size());
        equal("leased rows are not due", List.of(), scene.store.claim(claim("b", START.plusSeconds(59), 5)));
        Row again = scene.store.claim(claim("b", START.plusSeconds(60), 5)).get(0);
        equal("after the lease it is due again", new Row.Due("READY", START.plusSeconds(120), "b", 2), again.due());
        equal("its fence grew", 3, again.version());
    }

    private static void fencing(StoreScene scene) {
        scene.stored(scene.task(1, START));
        Row slow = scene.store.claim(claim("slow", START, 5)).get(0);
        Row fast = scene.store.claim(claim("fast", START.plus(MINUTE), 5)).get(0);
        CommitResult delete = scene.store.commit(Commit.builder()
                .delete(TASK, slow.id(), slow.version())
                .adjust("done", 1)
                .build());
        equal("the overtaken cannot delete", false, delete.committed());
        Commit update = Commit.builder().update(slow.withDue("DONE", START)).build();
        equal("the overtaken cannot update", false, scene.store.commit(update).committed());
        scene.done(Commit.builder().delete(TASK, fast.id(), fast.version()).adjust("done", 1));
        equal("one outcome", 1L, scene.counter("done"));
    }

    private static void claimLanes(StoreScene scene) {
        List<Row> rows =
                scene.stored(scene.task(1, START), scene.task(2, START), scene.task(3, START), scene.task(2, START));
        List<Row> claimed = scene.store.claim(claim("w", START, 10).only("lane", List.of(2L, 9L)));
        equal("only the lane", ids(rows.get(1), rows.get(3)), ids(claimed.toArray(new Row[0])));
        equal(
                "no lanes, no rows",
                List.of(),
                scene.store.claim(claim("w", START, 10).only("lane", List.of())));
        equal("the others remain", 2, scene.store.claim(claim("w", START, 10)).size());
    }

    private static void putOff(StoreScene scene) {
        scene.stored(scene.task(1, START));
        Row row = scene.store.claim(claim("w", START, 1)).get(0);
        scene.done(Commit.builder().update(row.withDue("READY", START.plusSeconds(30))));
        equal("not before", List.of(), scene.store.claim(claim("w", START.plusSeconds(29), 1)));
        equal(
                "the lease is given back",
                new Row.Due("READY", START.plusSeconds(30), null, 1),
                scene.current(row).due());
        Row next = scene.store.claim(claim("v", START.plusSeconds(30), 1)).get(0);
        equal("attempts add up", new Row.Due("READY", START.plusSeconds(90), "v", 2), next.due());
    }

    private static void concurrentClaims(StoreScene scene) {
        int tasks = 120;
        Row[] rows = new Row[tasks];
        for (int i = 0; i < tasks; i++) {
            rows[i] = scene.task(i, START);
        }
        scene.stored(rows);
        List<List<Long>> taken = StoreScene.together(4, thread -> {
            List<Long> mine = new ArrayList<>();
            while (scene.counter("done") < tasks) {
                List<Row> claimed = scene.store.claim(claim("w" + thread, START, 7));
                Commit.Builder commit = Commit.builder().adjust("done", claimed.size());
                claimed.forEach(row -> commit.delete(TASK, row.id(), row.version()));
                scene.done(commit);
                claimed.forEach(row -> mine.add(row.id()));
            }
            return mine;
        });
        List<Long> all = taken.stream().flatMap(List::stream).toList();
        equal("every task was done once", tasks, all.size());
        equal("no task was done twice", tasks, new HashSet<>(all).size());
    }

    private static void leases(StoreScene scene) {
        Store store = scene.store;
        Optional<Store.Lease> first = store.lease("x", "a", START, MINUTE);
        equal("a free lease is taken", Optional.of(new Store.Lease("x", "a", START.plus(MINUTE), 1)), first);
        equal("others wait", Optional.empty(), store.lease("x", "b", START.plusSeconds(59), MINUTE));
        equal("other names are free", true, store.lease("y", "b", START, MINUTE).isPresent());
        equal(
                "the owner prolongs under the same fence",
                Optional.of(new Store.Lease("x", "a", START.plusSeconds(90), 1)),
                store.lease("x", "a", START.plusSeconds(30), MINUTE));
        equal(
                "after its end anybody takes it under a new fence",
                Optional.of(new Store.Lease("x", "b", START.plusSeconds(150), 2)),
                store.lease("x", "b", START.plusSeconds(90), MINUTE));
        equal(
                "who lost it cannot give it back",
                Optional.empty(),
                store.lease("x", "a", START.plusSeconds(91), Duration.ZERO));
        equal("it is still held", Optional.empty(), store.lease("x", "a", START.plusSeconds(91), MINUTE));
        equal(
                "giving back answers empty",
                Optional.empty(),
                store.lease("x", "b", START.plusSeconds(92), Duration.ZERO));
        equal(
                "what was given back is free, even for its last owner under a new fence",
                Optional.of(new Store.Lease("x", "b", START.plusSeconds(152), 3)),
                store.lease("x", "b", START.plusSeconds(92), MINUTE));
        equal(
                "giving back an unknown lease is no error",
                Optional.empty(),
                store.lease("z", "b", START, Duration.ZERO));
    }

    private static void concurrentLeases(StoreScene scene) {
        List<Integer> got = StoreScene.together(4, thread -> {
            int mine = 0;
            for (int i = 0; i < 20; i++) {
                mine += scene.store
                                .lease("lease" + i, "owner" + thread, START, MINUTE)
                                .isPresent()
                        ? 1
                        : 0;
            }
            return mine;
        });
        equal(
                "each lease has one owner",
                20,
                got.stream().mapToInt(Integer::intValue).sum());
    }

    private static void nodes(StoreScene scene) {
        Set<Integer> nodes = new HashSet<>();
        for (String owner : List.of("Aa", "BB", "c", "d")) {
            nodes.add(IdSource.leaseNode(scene.store, owner, START, MINUTE));
        }
        equal("owners with equal hash codes get different nodes", 4, nodes.size());
        int again = IdSource.leaseNode(scene.store, "BB", START.plusSeconds(1), MINUTE);
        equal("an owner gets its node again", true, nodes.contains(again));
        nodes.add(again);
        equal("no further node is used", 4, nodes.size());
    }

    private static void feedOrder(StoreScene scene) {
        List<List<Row>> commits = new ArrayList<>();
        for (int size : new int[] {1, 3, 1, 5, 2}) {
            Row[] rows = new Row[size];
            for (int i = 0; i < size; i++) {
                rows[i] = scene.entry("t");
            }
            commits.add(scene.stored(rows));
        }
        List<List<Row>> pages = new ArrayList<>();
        long last = 0;
        for (List<Row> page = scene.store.feed(ENTRY, 0, 4); !page.isEmpty(); page = scene.store.feed(ENTRY, last, 4)) {
            pages.add(page);
            last = page.get(page.size() - 1).position();
        }
        equal(
                "commits stay whole",
                List.of(4, 1, 5, 2),
                pages.stream().map(List::size).toList());
        equal(
                "everything in order",
                commits.stream().flatMap(List::stream).toList(),
                pages.stream().flatMap(List::stream).toList());
        equal(
                "positions grow with commits",
                5L,
                pages.stream()
                        .flatMap(List::stream)
                        .map(Row::position)
                        .distinct()
                        .count());
        StoreScene.fails("no feed", IllegalArgumentException.class, () -> scene.store.feed(StoreScene.ITEM, 0, 1));
    }

    private static void concurrentFeed(StoreScene scene) {
        int writers = 4;
        int commits = 25;
        AtomicInteger running = new AtomicInteger(writers);
        List<List<Long>> results = StoreScene.together(
                writers + 1, thread -> thread == 0 ? follow(scene, running) : write(scene, commits, thread, running));
        List<Long> read = results.get(0);
        Set<Long> written = new HashSet<>();
        results.subList(1, results.size()).forEach(written::addAll);
        equal("nothing is missed", written, new HashSet<>(read));
        equal("nothing is read twice", written.size(), read.size());
    }

    private static List<Long> write(StoreScene scene, int commits, int thread, AtomicInteger running) {
        List<Long> ids = new ArrayList<>();
        try {
            for (int i = 0; i < commits; i++) {
                Commit.Builder commit = Commit.builder();
                for (int k = 0; k <= i % 3; k++) {
                    Row row = scene.entry("writer" + thread);
                    ids.add(row.id());
                    commit.insert(row);
                }
                scene.done(commit);
            }
        } finally {
            running.decrementAndGet();
        }
        return ids;
    }

    private static List<Long> follow(StoreScene scene, AtomicInteger running) {
        List<Long> ids = new ArrayList<>();
        long last = 0;
        while (true) {
            boolean lastRound = running.get() == 0;
            List<Row> page = scene.store.feed(ENTRY, last, 10);
            for (Row row : page) {
                ids.add(row.id());
                last = Math.max(last, row.position());
            }
            if (lastRound && page.isEmpty()) {
                return ids;
            }
        }
    }
}
