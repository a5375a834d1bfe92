package io.omskit.testkit;

import static io.omskit.testkit.StoreScene.ITEM;
import static io.omskit.testkit.StoreScene.equal;

import io.omskit.store.Commit;
import io.omskit.store.Commit.OnDuplicate;
import io.omskit.store.CommitResult;
import io.omskit.store.CommitResult.Conflict;
import io.omskit.store.CommitResult.Duplicate;
import io.omskit.store.CommitResult.Problem;
import io.omskit.store.Query;
import io.omskit.store.Row;
import java.time.Instant;
import java.util.List;

/** All or nothing, versions, and unique indexes. */
final class StoreCommitChecks {
    private StoreCommitChecks() {}

    static void addTo(StoreContract contract) {
        contract.add("what is written is read again", StoreCommitChecks::roundTrip);
        contract.add("a large commit is written whole", StoreCommitChecks::largeCommit);
        contract.add("every update adds one version", StoreCommitChecks::versions);
        contract.add("a stale update refuses the whole commit", StoreCommitChecks::staleUpdate);
        contract.add("deletes by version and by id", StoreCommitChecks::deletes);
        contract.add("an expected version must hold", StoreCommitChecks::expectations);
        contract.add("a duplicate insert refuses the whole commit", StoreCommitChecks::duplicateFails);
        contract.add("an insert that may be ignored gives way", StoreCommitChecks::duplicateIgnored);
        contract.add("empty columns never collide", StoreCommitChecks::emptyColumns);
        contract.add("an update cannot take a unique value", StoreCommitChecks::updateCollides);
        contract.add("a deleted row frees its unique values", StoreCommitChecks::deleteFrees);
        contract.add("all conflicts are named at once", StoreCommitChecks::allConflicts);
        contract.add("concurrent updates lose nothing", StoreCommitChecks::concurrentUpdates);
        contract.add("concurrent inserts of one key have one winner", StoreCommitChecks::concurrentInserts);
        contract.add("a closed store refuses to work", StoreCommitChecks::closed);
    }

    private static void roundTrip(StoreScene scene) {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        String json = "{\"name\":\"\u5c0f\u6768 \ud83d\udce6 \\\"quoted\\\" \\\\ ' % {} ,\",\"z\":1,\"a\":[1.10,null]}";
        Row full = Row.json(
                ITEM, scene.id(), 3, json, "", "{n\"1\\,}", Long.MIN_VALUE, "NULL", Instant.ofEpochMilli(-1), bytes);
        Row empty = Row.json(ITEM, scene.id(), 1, "{}", "s", " ", null, null, null, null);
        Row large = Row.json(
                ITEM,
                scene.id(),
                1,
                "\"" + "x".repeat(1 << 20) + "\"",
                "s",
                "large",
                Long.MAX_VALUE,
                "c",
                null,
                new byte[0]);
        for (Row row : List.of(full, empty, large)) {
            scene.stored(row);
            equal("what was written is read", row.at(1, 0, null), scene.current(row));
        }
        Row task = scene.task(-7, StoreScene.START.plusNanos(1_234_567));
        equal(
                "a task is read as written",
                task.at(1, 0, task.due()),
                scene.stored(task).get(0));
        Row note = scene.note("n");
        equal("a note is read as written", note, scene.stored(note).get(0));
    }

    private static void largeCommit(StoreScene scene) {
        Commit.Builder commit = Commit.builder();
        for (int i = 0; i < 2_500; i++) {
            commit.insert(scene.item("n" + i, (long) i));
        }
        scene.done(commit);
        equal("all rows are there", 2_500L, scene.store.count(Query.all(ITEM)));
        Commit.Builder updates = Commit.builder();
        for (Row row : scene.store.find(Query.all(ITEM).limit(Query.MAX_LIMIT))) {
            updates.update(row.withValue("amount", row.number("amount") + 1));
        }
        scene.done(updates);
        List<Row> rows = scene.store.find(Query.all(ITEM).limit(Query.MAX_LIMIT));
        equal(
                "all rows are updated",
                2_500L * 2_501 / 2,
                rows.stream().mapToLong(row -> row.number("amount")).sum());
        Commit.Builder deletes = Commit.builder();
        rows.forEach(row -> deletes.delete(ITEM, row.id(), row.version()));
        scene.done(deletes);
        equal("all rows are deleted", 0L, scene.store.count(Query.all(ITEM)));
    }

    private static void versions(StoreScene scene) {
        Row row = scene.stored(scene.item("a", 1L)).get(0);
        for (int i = 2; i < 5; i++) {
            scene.done(Commit.builder().update(row.withValue("amount", (long) i)));
            row = scene.current(row);
            equal("the version counts the writes", i, row.version());
            equal("the value is the last one", (long) i, row.number("amount"));
        }
        Row changed = row.withJson(2, "{\"b\":2}", "shop", "b", null, "code", Instant.EPOCH, new byte[] {1});
        scene.done(Commit.builder().update(changed));
        equal("the whole row is replaced", changed.at(5, 0, null), scene.current(row));
    }

    private static void staleUpdate(StoreScene scene) {
        Row old = scene.stored(scene.item("a", 1L)).get(0);
        scene.done(Commit.builder().update(old.withValue("amount", 2L)));
        Row other = scene.item("b", 1L);
        Row gone = scene.item("c", 1L).at(3, 0, null);
        CommitResult result = scene.store.commit(Commit.builder()
                .insert(other)
                .update(old.withValue("amount", 9L))
                .update(gone)
                .adjust("k", 5)
                .build());
        equal(
                "stale rows are named",
                CommitResult.conflicting(List.of(
                        new Conflict(ITEM, old.id(), Problem.STALE, 1, 2),
                        new Conflict(ITEM, gone.id(), Problem.STALE, 3, Conflict.ABSENT))),
                result);
        equal("nothing was updated", 2L, scene.current(old).number("amount"));
        equal("nothing was inserted", false, scene.isStored(other));
        equal("no counter moved", 0L, scene.counter("k"));
    }

    private static void deletes(StoreScene scene) {
        List<Row> rows = scene.stored(scene.item("a", 1L), scene.item("b", 1L), scene.item("c", 1L));
        scene.done(Commit.builder().update(rows.get(0)));
        CommitResult result = scene.store.commit(Commit.builder()
                .delete(ITEM, rows.get(0).id(), 1)
                .delete(ITEM, rows.get(1).id(), 1)
                .build());
        equal(
                "the stale delete is named",
                CommitResult.conflicting(List.of(new Conflict(ITEM, rows.get(0).id(), Problem.STALE, 1, 2))),
                result);
        equal("nothing was deleted", true, scene.isStored(rows.get(1)));
        scene.done(Commit.builder()
                .delete(ITEM, rows.get(0).id(), 2)
                .delete(ITEM, rows.get(1).id())
                .delete(ITEM, scene.id()));
        equal("the others stay", List.of(rows.get(2)), scene.store.find(Query.all(ITEM)));
        Row note = scene.stored(scene.note("n")).get(0);
        scene.done(Commit.builder().delete(StoreScene.NOTE, note.id()));
        equal("append-only rows can be deleted when their time is over", false, scene.isStored(note));
    }

    private static void expectations(StoreScene scene) {
        List<Row> rows = scene.stored(scene.item("a", 1L), scene.item("b", 1L));
        scene.done(Commit.builder().expect(ITEM, rows.get(0).id(), 1).update(rows.get(1)));
        scene.done(Commit.builder().update(rows.get(0)));
        CommitResult result = scene.store.commit(Commit.builder()
                .expect(ITEM, rows.get(0).id(), 1)
                .delete(ITEM, rows.get(1).id(), 2)
                .build());
        equal(
                "the expectation is refused",
                CommitResult.conflicting(List.of(new Conflict(ITEM, rows.get(0).id(), Problem.STALE, 1, 2))),
                result);
        equal("nothing was deleted", true, scene.isStored(rows.get(1)));
        equal("an expectation changes nothing", 2, scene.current(rows.get(0)).version());
    }

    private static void duplicateFails(StoreScene scene) {
        Row first = scene.stored(scene.item("a", 1L)).get(0);
        Row twin = scene.item("a", 2L);
        Row other = scene.item("b", 1L);
        equal(
                "the twin is refused",
                CommitResult.conflicting(List.of(new Conflict(ITEM, twin.id(), Problem.DUPLICATE, 0, Conflict.ABSENT))),
                scene.store.commit(Commit.builder().insert(other).insert(twin).build()));
        equal("nothing was inserted", List.of(first), scene.store.find(Query.all(ITEM)));
        Row sameId = Row.json(ITEM, first.id(), 1, "{}", "shop", "z", null, null, null, null);
        equal(
                "the taken id is refused",
                CommitResult.conflicting(List.of(new Conflict(ITEM, first.id(), Problem.DUPLICATE, 0, 1))),
                scene.store.commit(Commit.builder().insert(sameId).build()));
    }

    private static void duplicateIgnored(StoreScene scene) {
        Row first = scene.stored(scene.item("a", 1L)).get(0);
        Row twin = scene.item("a", 2L);
        Row other = scene.item("b", 1L);
        Row otherTwin = scene.item("b", 2L);
        Row last = scene.item("c", 1L);
        CommitResult result = scene.done(Commit.builder()
                .insert(twin, OnDuplicate.IGNORE)
                .insert(other, OnDuplicate.IGNORE)
                .insert(otherTwin, OnDuplicate.IGNORE)
                .insert(last)
                .adjust("k", 1));
        equal(
                "the skipped rows are named",
                List.of(new Duplicate(ITEM, twin.id()), new Duplicate(ITEM, otherTwin.id())),
                result.duplicates());
        List<Row> expected = List.of(first, other.at(1, 0, null), last.at(1, 0, null));
        equal("the first wins and the rest is written", expected, scene.store.find(Query.all(ITEM)));
        equal("counters move", 1L, scene.counter("k"));
        CommitResult again = scene.done(Commit.builder().insert(last, OnDuplicate.IGNORE));
        equal("the same id again is a duplicate", List.of(new Duplicate(ITEM, last.id())), again.duplicates());
    }

    private static void emptyColumns(StoreScene scene) {
        scene.stored(scene.item("a", 1L), scene.item("b", 1L));
        Row coded = scene.item("c", 1L).withValue("code", "x");
        scene.stored(coded);
        Row twin = scene.item("d", 1L).withValue("code", "x");
        equal(
                "a filled column collides",
                false,
                scene.store.commit(Commit.builder().insert(twin).build()).committed());
    }

    private static void updateCollides(StoreScene scene) {
        List<Row> rows = scene.stored(scene.item("a", 1L), scene.item("b", 1L), scene.item("c", 1L));
        Row b = rows.get(1);
        CommitResult result = scene.store.commit(Commit.builder()
                .update(rows.get(0).withValue("amount", 7L))
                .update(b.withValue("number", "c"))
                .insert(scene.item("d", 1L))
                .build());
        equal(
                "the update is named",
                CommitResult.conflicting(List.of(new Conflict(ITEM, b.id(), Problem.DUPLICATE, 1, 1))),
                result);
        equal("nothing changed", rows, scene.store.find(Query.all(ITEM)));
        scene.done(Commit.builder().update(b.withValue("number", "free")));
    }

    private static void deleteFrees(StoreScene scene) {
        Row first = scene.stored(scene.item("a", 1L)).get(0);
        Row next = scene.item("a", 2L);
        scene.done(Commit.builder().insert(next).delete(ITEM, first.id(), 1));
        Row moved = scene.current(next);
        Row third = scene.item("a", 3L);
        scene.done(Commit.builder().insert(third).update(moved.withValue("number", "b")));
        equal("both are there", 2L, scene.store.count(Query.all(ITEM)));
    }

    private static void allConflicts(StoreScene scene) {
        List<Row> rows = scene.stored(scene.item("a", 1L), scene.item("b", 1L), scene.note("n"));
        Row twin = scene.item("b", 1L);
        Row note = scene.note("n");
        CommitResult result = scene.store.commit(Commit.builder()
                .insert(note)
                .insert(twin)
                .delete(ITEM, rows.get(0).id(), 4)
                .expect(ITEM, rows.get(1).id(), 5)
                .adjust("k", -1, 0)
                .build());
        equal(
                "all are named",
                CommitResult.conflicting(List.of(
                        new Conflict(ITEM, rows.get(0).id(), Problem.STALE, 4, 1),
                        new Conflict(ITEM, rows.get(1).id(), Problem.STALE, 5, 1),
                        new Conflict(ITEM, twin.id(), Problem.DUPLICATE, 0, Conflict.ABSENT),
                        new Conflict(StoreScene.NOTE, note.id(), Problem.DUPLICATE, 0, Conflict.ABSENT))),
                result);
    }

    private static void concurrentUpdates(StoreScene scene) {
        Row row = scene.stored(scene.item("a", 0L)).get(0);
        int threads = 4;
        int rounds = 15;
        StoreScene.together(threads, thread -> {
            for (int done = 0; done < rounds; ) {
                Row current = scene.current(row);
                Row next = current.withValue("amount", current.number("amount") + 1);
                done += scene.store
                                .commit(Commit.builder().update(next).build())
                                .committed()
                        ? 1
                        : 0;
            }
            return thread;
        });
        equal("no addition is lost", (long) threads * rounds, scene.current(row).number("amount"));
        equal(
                "every update is one version",
                threads * rounds + 1,
                scene.current(row).version());
    }

    private static void concurrentInserts(StoreScene scene) {
        List<Integer> winners = StoreScene.together(4, thread -> {
            int won = 0;
            for (int i = 0; i < 20; i++) {
                CommitResult result = scene.store.commit(Commit.builder()
                        .insert(scene.item("n" + i, (long) thread), OnDuplicate.IGNORE)
                        .build());
                won += result.duplicates().isEmpty() ? 1 : 0;
            }
            return won;
        });
        equal(
                "each key has one winner",
                20,
                winners.stream().mapToInt(Integer::intValue).sum());
        equal("each key has one row", 20L, scene.store.count(Query.all(ITEM)));
    }

    private static void closed(StoreScene scene) {
        scene.store.close();
        StoreScene.fails("reading", IllegalStateException.class, () -> scene.store.find(Query.all(ITEM)));
        StoreScene.fails(
                "writing",
                IllegalStateException.class,
                () -> scene.store.commit(Commit.builder().adjust("k", 1).build()));
        scene.store.close();
    }
}
