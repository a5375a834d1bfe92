package io.omskit.fulfillment.plan;

import static io.omskit.order.stored.FlatList.list;
import static io.omskit.order.stored.FlatList.named;
import static io.omskit.order.stored.FlatList.text;
import static io.omskit.order.stored.FlatList.whole;

import io.omskit.catalog.Sku;
import io.omskit.fact.ChannelRef;
import io.omskit.fulfillment.Part;
import io.omskit.fulfillment.plan.Grouping.Group;
import io.omskit.fulfillment.plan.Grouping.Hint;
import io.omskit.fulfillment.plan.Grouping.PullBack;
import io.omskit.fulfillment.plan.Grouping.Shortfall;
import io.omskit.fulfillment.plan.Grouping.Waiting;
import io.omskit.fulfillment.plan.Member.Want;
import io.omskit.fulfillment.plan.RegroupInput.Work;
import io.omskit.fulfillment.stored.ConditionsJson;
import io.omskit.fulfillment.stored.MergeJson;
import io.omskit.order.stored.StoredObject;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.value.Measure;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One decision on its way out of the text of {@link PlanJson}. For one text and one thread. */
final class PlanReader {
    private final StoredObject row;
    private final List<Long> places = new ArrayList<>();

    PlanReader(StoredObject row) {
        this.row = row;
    }

    PlanJson.Stored read() {
        List<Member> members = new ArrayList<>();
        for (StoredObject stored : row.objects("in")) {
            Member member = member(stored);
            members.add(member);
            places.add(member.orderId());
        }
        List<Work> works = new ArrayList<>();
        works("planned", true, works);
        works("released", false, works);
        RegroupInput input = new RegroupInput(
                members, works, sources(), free(), MergeJson.policy(row), now(), before(), ConditionsJson.read(row));
        List<Group> was = row.has("was") ? groups("was") : PlanJson.planned(input.works());
        return new PlanJson.Stored(row.small("by", 0), input, plan(), was);
    }

    private Instant now() {
        return StoredObject.required("now", row.instant("now"));
    }

    private Member member(StoredObject stored) {
        List<String> ref = stored.list("ref", String.class);
        List<Want> wants = new ArrayList<>();
        for (List<?> flat : stored.list("wants", List.class)) {
            wants.add(want(flat));
        }
        return new Member(
                stored.number("id", 0),
                new ChannelRef(text(ref, 0), text(ref, 1), text(ref, 2)),
                stored.has("ago") ? now().minusMillis(stored.number("ago", 0)) : stored.instant("paid"),
                stored.flag("blocked"),
                MergeJson.traits(stored),
                wants);
    }

    private static Want want(List<?> flat) {
        Map<String, Object> more = named(flat, 3);
        long quantity = whole(flat, 2);
        Object measure = more.get("unit");
        Object source = more.get("at");
        Object needed = more.get("of");
        return new Want(
                Math.toIntExact(whole(flat, 0)),
                new Sku(text(flat, 1)),
                measure == null ? Measure.PIECE : StoredObject.word("unit", Measure.class, measure.toString()),
                needed == null ? quantity : StoredObject.whole("of", needed),
                Math.max(0, quantity),
                Math.max(0, -quantity),
                source == null ? null : source.toString(),
                more.containsKey("pre"),
                ConditionsJson.goods(more.get("goods")),
                ConditionsJson.bond(more.get("bond")));
    }

    private void works(String name, boolean movable, List<Work> into) {
        for (List<?> flat : row.list(name, List.class)) {
            into.add(new Work(whole(flat, 0), text(flat, 1), movable, parts(list(flat, 2))));
        }
    }

    private List<Part> parts(List<?> flat) {
        List<Part> parts = new ArrayList<>(flat.size() / 3);
        for (int i = 0; i + 2 < flat.size(); i += 3) {
            parts.add(new Part(order(flat, i), Math.toIntExact(whole(flat, i + 1)), whole(flat, i + 2)));
        }
        return parts;
    }

    private long order(List<?> flat, int index) {
        if (index < flat.size() && flat.get(index) instanceof String id && id.startsWith("#")) {
            return Long.parseLong(id, 1, id.length(), 10);
        }
        long place = whole(flat, index);
        if (place < 0 || place >= places.size()) {
            throw new IllegalArgumentException("a part names order " + place + " of " + places.size());
        }
        return places.get((int) place);
    }

    private List<Source> sources() {
        String usual = row.text("zone");
        List<Source> sources = new ArrayList<>();
        for (List<?> flat : row.list("src", List.class)) {
            Map<String, Object> more = named(flat, 2);
            Object kind = more.get("kind");
            Object zone = more.getOrDefault("zone", usual == null ? "" : usual);
            Object region = more.get("region");
            Object cutOff = more.get("cut");
            Source source = Source.of(
                    text(flat, 0),
                    kind == null ? Source.Kind.OWN : StoredObject.word("kind", Source.Kind.class, kind.toString()),
                    ZoneId.of(zone.toString()));
            sources.add(source.withPriority(Math.toIntExact(whole(flat, 1)))
                    .withRegion(region == null ? null : region.toString())
                    .withCutOff(cutOff == null ? null : LocalTime.parse(cutOff.toString()))
                    .withCounted(!more.containsKey("uncounted"))
                    .withDuty(ConditionsJson.duty(more.get("duty"))));
        }
        return sources;
    }

    private SortedMap<StockCell, Long> free() {
        SortedMap<StockCell, Long> free = new TreeMap<>();
        List<Object> flat = row.list("free", Object.class);
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            List<?> cells = list(flat, i + 1);
            for (int j = 0; j + 1 < cells.size(); j += 2) {
                free.put(new StockCell(text(flat, i), new Sku(text(cells, j))), whole(cells, j + 1));
            }
        }
        return free;
    }

    private List<Group> groups(String name) {
        List<Group> groups = new ArrayList<>();
        for (List<?> flat : row.list(name, List.class)) {
            groups.add(new Group(flat.size() > 2 ? (Long) whole(flat, 2) : null, text(flat, 0), parts(list(flat, 1))));
        }
        return groups;
    }

    private @Nullable Grouping before() {
        boolean undoes = row.has("undo") || row.has("undoShort") || row.has("undoWait");
        return undoes
                ? new Grouping(groups("undo"), List.of(), shortfalls("undoShort"), List.of(), waiting("undoWait"))
                : null;
    }

    private Grouping plan() {
        List<PullBack> back = new ArrayList<>();
        for (List<?> flat : row.list("back", List.class)) {
            parts(list(flat, 1)).forEach(part -> back.add(new PullBack(whole(flat, 0), part)));
        }
        return new Grouping(groups("plan"), back, shortfalls("short"), hints(), waiting("wait"));
    }

    private List<Shortfall> shortfalls(String name) {
        return parts(row.list(name, Object.class)).stream().map(Shortfall::new).toList();
    }

    private List<Waiting> waiting(String name) {
        List<Waiting> waiting = new ArrayList<>();
        for (List<?> flat : row.list(name, List.class)) {
            parts(list(flat, 1)).forEach(part -> waiting.add(new Waiting(text(flat, 0), part)));
        }
        return waiting;
    }

    private List<Hint> hints() {
        List<Hint> hints = new ArrayList<>();
        for (List<?> flat : row.list("hints", List.class)) {
            List<Long> siblings = new ArrayList<>();
            for (int i = 2; i < flat.size(); i++) {
                siblings.add(order(flat, i));
            }
            hints.add(new Hint(order(flat, 1), siblings, text(flat, 0)));
        }
        return hints;
    }
}
