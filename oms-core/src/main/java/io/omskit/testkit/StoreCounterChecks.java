package io.omskit.testkit;

import static io.omskit.testkit.StoreScene.equal;

import io.omskit.store.Commit;
import io.omskit.store.CommitResult;
import io.omskit.store.CommitResult.Refusal;
import io.omskit.store.Query;
import io.omskit.store.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Bounded counters: never below their floor, whoever takes from them. */
final class StoreCounterChecks {
    private StoreCounterChecks() {}

    static void addTo(StoreContract contract) {
        contract.add("counters start at zero", StoreCounterChecks::zero);
        contract.add("a counter never falls below its floor", StoreCounterChecks::floor);
        contract.add("changes of one counter are netted", StoreCounterChecks::netted);
        contract.add("all refused counters are named at once", StoreCounterChecks::allRefused);
        contract.add("many counters in one commit", StoreCounterChecks::many);
        contract.add("concurrent takers never pass the floor", StoreCounterChecks::concurrentTakers);
        contract.add("concurrent first changes of new counters add up", StoreCounterChecks::concurrentBirth);
    }

    private static void zero(StoreScene scene) {
        equal("unknown counters are 0", Map.of("a", 0L, "b", 0L), scene.store.counters(List.of("a", "b", "a")));
        equal("no keys, no values", Map.of(), scene.store.counters(List.of()));
        scene.done(Commit.builder().adjust("a", 0));
        equal("a change by nothing leaves 0", 0L, scene.counter("a"));
    }

    private static void floor(StoreScene scene) {
        Commit take = Commit.builder().adjust("k", -3, 0).build();
        equal(
                "nothing can be taken from nothing",
                CommitResult.refused(List.of(new Refusal("k", 0, -3, 0))),
                scene.store.commit(take));
        scene.done(Commit.builder().adjust("k", 7));
        equal("two fit", true, scene.store.commit(take).committed());
        equal("two fit", true, scene.store.commit(take).committed());
        equal(
                "the third is refused",
                CommitResult.refused(List.of(new Refusal("k", 1, -3, 0))),
                scene.store.commit(take));
        equal("the refusal changed nothing", 1L, scene.counter("k"));
        scene.done(Commit.builder().adjust("k", -3, -2));
        equal("the floor may be negative", -2L, scene.counter("k"));
        scene.done(Commit.builder().adjust("k", -100));
        equal("without a floor everything goes", -102L, scene.counter("k"));
        equal(
                "even a rise must reach the floor",
                CommitResult.refused(List.of(new Refusal("k", -102, 1, 0))),
                scene.store.commit(Commit.builder().adjust("k", 1, 0).build()));
        equal(
                "a zero change asks for the floor, too",
                CommitResult.refused(List.of(new Refusal("k", -102, 0, 0))),
                scene.store.commit(Commit.builder().adjust("k", 0, 0).build()));
    }

    private static void netted(StoreScene scene) {
        scene.done(Commit.builder().adjust("k", -5, 0).adjust("k", 3).adjust("k", 2, 0));
        equal("the sum counts, not the order", 0L, scene.counter("k"));
        equal(
                "the highest floor counts",
                CommitResult.refused(List.of(new Refusal("k", 0, 4, 5))),
                scene.store.commit(
                        Commit.builder().adjust("k", 2, 5).adjust("k", 2, 1).build()));
    }

    private static void allRefused(StoreScene scene) {
        scene.done(Commit.builder().adjust("b", 5).adjust("d", 1));
        Row row = scene.item("a", 1L);
        CommitResult result = scene.store.commit(Commit.builder()
                .insert(row)
                .adjust("d", -2, 0)
                .adjust("c", -1, 0)
                .adjust("b", -5, 0)
                .adjust("a", -1, 0)
                .build());
        equal(
                "every refused counter is named in the order of keys",
                CommitResult.refused(
                        List.of(new Refusal("a", 0, -1, 0), new Refusal("c", 0, -1, 0), new Refusal("d", 1, -2, 0))),
                result);
        equal(
                "no counter moved",
                Map.of("a", 0L, "b", 5L, "c", 0L, "d", 1L),
                scene.store.counters(List.of("a", "b", "c", "d")));
        equal("no row was written", false, scene.isStored(row));
    }

    private static void many(StoreScene scene) {
        List<String> keys = new ArrayList<>();
        Commit.Builder commit = Commit.builder();
        for (int i = 0; i < 3_000; i++) {
            keys.add("k" + i);
            commit.adjust("k" + i, i + 1);
        }
        scene.done(commit);
        long sum = scene.store.counters(keys).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        equal("all are added", 3_000L * 3_001 / 2, sum);
    }

    private static void concurrentTakers(StoreScene scene) {
        int stock = 50;
        scene.done(Commit.builder().adjust("hot", stock).adjust("other", 1_000));
        List<Integer> taken = StoreScene.together(4, thread -> {
            int won = 0;
            for (int i = 0; i < 20; i++) {
                Commit.Builder commit = Commit.builder().insert(scene.item(thread + "-" + i, 1L));
                commit.adjust("hot", -1, 0).adjust("other", -1, 0);
                won += scene.store.commit(commit.build()).committed() ? 1 : 0;
            }
            return won;
        });
        equal(
                "exactly the stock was taken",
                stock,
                taken.stream().mapToInt(Integer::intValue).sum());
        equal("nothing is left", 0L, scene.counter("hot"));
        equal("refused commits touched nothing else", 1_000L - stock, scene.counter("other"));
        equal("as many rows as pieces", (long) stock, scene.store.count(Query.all(StoreScene.ITEM)));
    }

    private static void concurrentBirth(StoreScene scene) {
        StoreScene.together(4, thread -> {
            for (int i = 0; i < 25; i++) {
                scene.done(Commit.builder().adjust("new" + i, 1));
            }
            return thread;
        });
        for (int i = 0; i < 25; i++) {
            equal("counter new" + i, 4L, scene.counter("new" + i));
        }
    }
}
