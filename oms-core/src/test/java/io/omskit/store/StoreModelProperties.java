package io.omskit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.omskit.store.Commit.OnDuplicate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The reference store against a model so plain that it can be read at a glance: a map of rows and a map of counters, copied before every
 * commit and put back where it fails. The other stores are compared with the reference store by {@code StoreContract}.
 */
class StoreModelProperties {
    private static final Kind THING = Kind.named("thing")
            .column("name", Kind.Type.TEXT)
            .optional("size", Kind.Type.LONG)
            .unique("by_name", "name")
            .index("by_size", "size")
            .body(Kind.Body.NONE)
            .build();
    private static final Kind WORK =
            Kind.named("work").body(Kind.Body.NONE).claimable().build();
    private static final Schema SCHEMA = new Schema("test", List.of(), List.of(), List.of(THING, WORK));
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Rows by id, and counters. */
    private record Model(Map<Long, Row> rows, Map<String, Long> counters) {
        Model copy() {
            return new Model(new TreeMap<>(rows), new HashMap<>(counters));
        }

        boolean hasName(String name, long except) {
            return rows.values().stream().anyMatch(row -> row.id() != except && name.equals(row.text("name")));
        }
    }

    @Property
    void commitsAreAllOrNothing(@ForAll long seed) {
        Random random = new Random(seed);
        MemoryStore store = new MemoryStore();
        store.migrate(SCHEMA);
        Model model = new Model(new TreeMap<>(), new HashMap<>());
        long nextId = 1;
        for (int step = 0; step < 60; step++) {
            Model next = model.copy();
            Commit.Builder commit = Commit.builder();
            boolean good = true;
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    Row row = Row.bare(THING, nextId++, 1, "n" + random.nextInt(12), size(random));
                    boolean taken = next.hasName(row.text("name"), 0);
                    boolean ignore = random.nextBoolean();
                    commit.insert(row, ignore ? OnDuplicate.IGNORE : OnDuplicate.FAIL);
                    good = !taken || ignore;
                    if (!taken) {
                        next.rows().put(row.id(), row.at(1, 0, null));
                    }
                }
                case 2 -> good = update(random, next, commit);
                case 3 -> good = delete(random, next, commit);
                default -> commit.adjust("unbounded", 1);
            }
            good &= adjust(random, next, commit);
            model = good ? next : model;
            assertEquals(good, store.commit(commit.build()).committed(), "seed " + seed + ", step " + step);
            check(store, model, "seed " + seed + ", step " + step);
        }
    }

    private static Long size(Random random) {
        return random.nextInt(3) == 0 ? null : Long.valueOf(random.nextInt(5));
    }

    private static Row any(Random random, Model model) {
        List<Row> rows = List.copyOf(model.rows().values());
        return rows.isEmpty() ? null : rows.get(random.nextInt(rows.size()));
    }

    private static boolean update(Random random, Model next, Commit.Builder commit) {
        Row row = any(random, next);
        if (row == null) {
            return true;
        }
        boolean stale = random.nextInt(4) == 0;
        Row changed = row.withValue("name", "n" + random.nextInt(12)).withValue("size", size(random));
        commit.update(changed.at(row.version() + (stale ? 1 : 0), 0, null));
        boolean good = !stale && !next.hasName(changed.text("name"), row.id());
        next.rows().put(row.id(), changed.at(row.version() + 1, 0, null));
        return good;
    }

    private static boolean delete(Random random, Model next, Commit.Builder commit) {
        Row row = any(random, next);
        if (row == null) {
            return true;
        }
        boolean stale = random.nextInt(4) == 0;
        commit.delete(THING, row.id(), row.version() + (stale ? 1 : 0));
        next.rows().remove(row.id());
        return !stale;
    }

    private static boolean adjust(Random random, Model next, Commit.Builder commit) {
        boolean good = true;
        for (int i = 0; i < 3; i++) {
            String key = "k" + i;
            long delta = random.nextInt(9) - 4L;
            commit.adjust(key, delta, -2);
            next.counters().merge(key, delta, Long::sum);
            good &= next.counters().get(key) >= -2;
        }
        return good;
    }

    private static void check(MemoryStore store, Model model, String at) {
        List<Row> rows = List.copyOf(model.rows().values());
        assertEquals(rows, store.find(Query.all(THING)), at);
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    model.counters().getOrDefault("k" + i, 0L),
                    store.counters(List.of("k" + i)).get("k" + i),
                    at);
        }
        for (int i = 0; i < 12; i++) {
            String name = "n" + i;
            assertEquals(
                    rows.stream().filter(row -> name.equals(row.text("name"))).toList(),
                    store.find(Query.by(THING, "by_name", name)),
                    at);
        }
        List<Row> sized = rows.stream()
                .filter(row -> row.hasValue("size") && row.number("size") >= 2)
                .toList();
        assertEquals(sized.size(), store.count(Query.by(THING, "by_size").between(2L, null)), at);
    }

    @Property
    void workIsDoneOnceHoweverOftenClaimersAreOvertaken(@ForAll long seed) {
        Random random = new Random(seed);
        MemoryStore store = new MemoryStore();
        store.migrate(SCHEMA);
        int tasks = 1 + random.nextInt(6);
        Commit.Builder inserts = Commit.builder();
        for (long id = 1; id <= tasks; id++) {
            inserts.insert(Row.bare(WORK, id, 1).withDue("READY", NOON));
        }
        store.commit(inserts.build());
        List<Row> held = new ArrayList<>();
        Map<Long, Integer> done = new HashMap<>();
        Instant now = NOON;
        for (int step = 0; step < 500 && done.size() < tasks; step++) {
            now = now.plusSeconds(random.nextInt(10));
            if (random.nextBoolean() || held.isEmpty()) {
                held.addAll(
                        store.claim(Claim.of(WORK, "READY", "w" + random.nextInt(3), now, Duration.ofSeconds(15), 2)));
            } else {
                Row row = held.remove(random.nextInt(held.size()));
                if (store.commit(Commit.builder()
                                .delete(WORK, row.id(), row.version())
                                .build())
                        .committed()) {
                    done.merge(row.id(), 1, Integer::sum);
                }
            }
        }
        assertEquals(tasks, done.size(), "seed " + seed + ": all work ends");
        assertEquals(
                tasks,
                done.values().stream().mapToInt(Integer::intValue).sum(),
                "seed " + seed + ": no work ends twice");
    }
}
