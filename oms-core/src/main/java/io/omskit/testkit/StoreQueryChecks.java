package io.omskit.testkit;

import static io.omskit.testkit.StoreScene.ITEM;
import static io.omskit.testkit.StoreScene.START;
import static io.omskit.testkit.StoreScene.equal;

import io.omskit.store.Query;
import io.omskit.store.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Reading: by id, by index, in order, page by page. */
final class StoreQueryChecks {
    private StoreQueryChecks() {}

    static void addTo(StoreContract contract) {
        contract.add("rows are loaded by id in order", StoreQueryChecks::load);
        contract.add("rows are found by equal columns", StoreQueryChecks::equalColumns);
        contract.add("rows are found by a list", StoreQueryChecks::lists);
        contract.add("rows are found by a range", StoreQueryChecks::ranges);
        contract.add("pages are complete", StoreQueryChecks::pages);
        contract.add("text is ordered by code point", StoreQueryChecks::textOrder);
        contract.add("moments are found to the millisecond", StoreQueryChecks::moments);
    }

    private static List<Row> fill(StoreScene scene, int count) {
        Row[] rows = IntStream.range(0, count)
                .mapToObj(i -> scene.item("n" + i, (long) (i % 5)))
                .toArray(Row[]::new);
        return scene.stored(rows);
    }

    private static void load(StoreScene scene) {
        List<Row> rows = fill(scene, 5);
        List<Long> ids =
                List.of(rows.get(3).id(), rows.get(1).id(), 17L, rows.get(3).id());
        equal("known ids in ascending order", List.of(rows.get(1), rows.get(3)), scene.store.load(ITEM, ids));
        equal("no ids, no rows", List.of(), scene.store.load(ITEM, List.of()));
        List<Long> many = LongStream.rangeClosed(1, 3_000).boxed().collect(Collectors.toList());
        rows.forEach(row -> many.add(row.id()));
        equal("many ids", rows, scene.store.load(ITEM, many));
    }

    private static void equalColumns(StoreScene scene) {
        List<Row> rows = fill(scene, 10);
        equal("all columns", List.of(rows.get(4)), scene.store.find(Query.by(ITEM, "by_number", "shop", "n4")));
        equal("leading column", rows, scene.store.find(Query.by(ITEM, "by_number", "shop")));
        equal("another value", List.of(), scene.store.find(Query.by(ITEM, "by_number", "other")));
        equal("an index without columns given", rows, scene.store.find(Query.by(ITEM, "by_amount")));
        equal("number", List.of(rows.get(2), rows.get(7)), scene.store.find(Query.by(ITEM, "by_amount", "shop", 2L)));
        equal("count", 2L, scene.store.count(Query.by(ITEM, "by_amount", "shop", 2L)));
        StoreScene.fails("unknown index", IllegalArgumentException.class, () -> Query.by(ITEM, "by_color", "red"));
        StoreScene.fails("wrong type", IllegalArgumentException.class, () -> Query.by(ITEM, "by_amount", "shop", "2"));
    }

    private static void lists(StoreScene scene) {
        List<Row> rows = fill(scene, 10);
        Query query = Query.by(ITEM, "by_number", "shop").in(List.of("n7", "n1", "n3", "none", "n1"));
        equal("listed rows by id", List.of(rows.get(1), rows.get(3), rows.get(7)), scene.store.find(query));
        equal("count", 3L, scene.store.count(query));
        equal(
                "backwards, cut",
                List.of(rows.get(7), rows.get(3)),
                scene.store.find(query.descending().limit(2)));
        equal(
                "an empty list finds nothing",
                List.of(),
                scene.store.find(Query.by(ITEM, "by_number", "shop").in(List.of())));
        equal(
                "an empty list counts nothing",
                0L,
                scene.store.count(Query.by(ITEM, "by_number", "shop").in(List.of())));
        scene.stored(scene.item("without", null));
        equal(
                "a row without a value is in no list",
                List.of(rows.get(4), rows.get(9)),
                scene.store.find(Query.by(ITEM, "by_amount", "shop").in(List.of(4L))));
        List<String> many = IntStream.range(0, 2_000).mapToObj(i -> "n" + i).toList();
        equal(
                "a long list",
                rows,
                scene.store.find(Query.by(ITEM, "by_number", "shop").in(many)));
    }

    private static void ranges(StoreScene scene) {
        List<Row> rows = fill(scene, 10);
        scene.stored(scene.item("without amount", null));
        Query query = Query.by(ITEM, "by_amount", "shop");
        List<Row> ordered = new ArrayList<>(rows);
        ordered.sort(Comparator.comparingLong((Row row) -> row.number("amount")).thenComparing(Row::id));
        equal(
                "the open range, ordered by value and id, without empty columns",
                ordered,
                scene.store.find(query.between(null, null)));
        equal("from is inside, to is outside", ordered.subList(2, 6), scene.store.find(query.between(1L, 3L)));
        equal("open end", ordered.subList(6, 10), scene.store.find(query.between(3L, null)));
        equal("open start", ordered.subList(0, 4), scene.store.find(query.between(null, 2L)));
        equal("count", 4L, scene.store.count(query.between(1L, 3L).limit(1)));
        equal("empty", List.of(), scene.store.find(query.between(3L, 3L)));
    }

    private static void pages(StoreScene scene) {
        List<Row> rows = fill(scene, 23);
        List<Row> ordered = new ArrayList<>(rows);
        ordered.sort(Comparator.comparingLong((Row row) -> row.number("amount")).thenComparing(Row::id));
        Query range = Query.by(ITEM, "by_amount", "shop").between(null, null);
        equal("by id", rows, readPages(scene, Query.all(ITEM).limit(4)));
        equal(
                "by index and id",
                rows,
                readPages(scene, Query.by(ITEM, "by_number", "shop").limit(5)));
        equal("by range", ordered, readPages(scene, range.limit(3)));
        List<Row> reversed = new ArrayList<>(ordered);
        Collections.reverse(reversed);
        equal("backwards", reversed, readPages(scene, range.limit(3).descending()));
        StoreScene.fails("limit", IllegalArgumentException.class, () -> range.limit(0));
    }

    private static List<Row> readPages(StoreScene scene, Query first) {
        List<Row> all = new ArrayList<>();
        for (List<Row> page = scene.store.find(first);
                !page.isEmpty();
                page = scene.store.find(first.after(all.get(all.size() - 1)))) {
            equal("no page is too long", true, page.size() <= first.limit());
            all.addAll(page);
        }
        return all;
    }

    private static void textOrder(StoreScene scene) {
        List<String> inOrder =
                List.of("", " ", "10", "9", "B", "a", "a b", "ab", "\u00e9", "\u5c0f", "\uff01", "\ud83d\udce6");
        List<String> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(scene.seed));
        shuffled.forEach(text -> scene.stored(scene.item(text, 1L)));
        List<Row> found = scene.store.find(Query.by(ITEM, "by_number", "shop").between(null, null));
        equal(
                "the order of code points",
                inOrder,
                found.stream().map(row -> row.text("number")).toList());
        equal(
                "a range of text",
                List.of("B", "a", "a b"),
                scene.store.find(Query.by(ITEM, "by_number", "shop").between("A", "ab")).stream()
                        .map(row -> row.text("number"))
                        .toList());
    }

    private static void moments(StoreScene scene) {
        List<Row> rows = IntStream.range(0, 4)
                .mapToObj(i -> scene.item("n" + i, null)
                        .withValue("seen_at", START.plusMillis(i).plusNanos(999)))
                .map(row -> scene.stored(row).get(0))
                .toList();
        equal(
                "moments are cut to milliseconds",
                START.plusMillis(2),
                rows.get(2).instant("seen_at"));
        equal(
                "a range of moments",
                rows.subList(1, 3),
                scene.store.find(Query.by(ITEM, "by_seen").between(START.plusMillis(1), START.plusMillis(3))));
        equal("an equal moment", rows.subList(3, 4), scene.store.find(Query.by(ITEM, "by_seen", START.plusMillis(3))));
    }
}
