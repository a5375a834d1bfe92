package io.omskit.fulfillment.plan;

import io.omskit.catalog.Sku;
import io.omskit.decision.Decision;
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
import io.omskit.order.stored.StoredWriter;
import io.omskit.stock.Source;
import io.omskit.stock.StockCell;
import io.omskit.value.Measure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The journaled form of one decision of {@link Regroup}: what it read and what it planned, so that it can be made again.
 * Compact JSON: parts name members by their place, usual values are left out. No personal data.
 *
 * <p>Stateless and safe for several threads.
 */
public final class PlanJson {
    private PlanJson() {}

    /**
     * A decision as it was journaled.
     *
     * @param planner version of the planner that made it
     * @param input what it read
     * @param plan what it planned
     * @param before the groups that it changed, as they were before the commit that carried it out: also what is not wanted
     *     any more, and what was taken back from a source in the same commit
     */
    public record Stored(int planner, RegroupInput input, Grouping plan, List<Group> before) {
        public Stored {
            before = List.copyOf(before);
        }

        /** Decides again with this version of the planner and compares. */
        public Replay replay() {
            Decision<Grouping> now = Regroup.decide(input);
            return new Replay(planner, now, plan.difference(now.plan()));
        }
    }

    /**
     * A decision made again.
     *
     * @param planner version of the planner that made the first one
     * @param now the decision of this version, {@link Regroup#VERSION}
     * @param difference what this version plans otherwise; empty under the same version (invariant R1)
     */
    public record Replay(int planner, Decision<Grouping> now, Grouping.PlanDifference difference) {}

    /** The decision that this version of the planner made of the input. */
    public static String write(RegroupInput input, Grouping plan) {
        return write(input, plan, planned(input.works()));
    }

    /**
     * The same, where the commit that carries it out began with other groups than those the decision may change.
     *
     * @param before the groups of its orders as they are stored
     */
    public static String write(RegroupInput input, Grouping plan, List<Group> before) {
        return new Writing(input).write(plan, before);
    }

    private static List<Group> planned(List<Work> works) {
        return works.stream()
                .filter(Work::movable)
                .map(work -> new Group(work.id(), work.source(), work.parts()))
                .toList();
    }

    /**
     * The decision that was written.
     *
     * @throws IllegalArgumentException if the text is not one
     */
    public static Stored read(String json) {
        try {
            return new Reading(StoredObject.parse(json)).read();
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "journaled plan cannot be read: " + e.getMessage()
                            + "\nRead it with the version that wrote it, or restore the journal row.",
                    e);
        }
    }

    /** One decision on its way into text. */
    private static final class Writing {
        private final RegroupInput input;
        private final Map<Long, Integer> places = new HashMap<>();
        private final StoredWriter out = new StoredWriter(null, null);

        Writing(RegroupInput input) {
            this.input = input;
            for (Member member : input.members()) {
                places.put(member.orderId(), places.size());
            }
        }

        String write(Grouping plan, List<Group> groupsBefore) {
            out.number("by", Regroup.VERSION, 0);
            out.instant("now", input.now());
            MergeJson.write(out, input.policy());
            ConditionsJson.write(out, input.conditions());
            out.objects("in", input.members(), (place, member) -> member(member));
            works();
            sources();
            free();
            if (!groupsBefore.equals(planned(input.works()))) {
                out.allValues("was", groups(groupsBefore));
            }
            Grouping before = input.before();
            if (before != null) {
                out.values("undo", groups(before.groups()));
                rest(before, "undoShort", "undoWait");
            }
            plan(plan);
            return out.end();
        }

        private void member(Member member) {
            out.number("id", member.orderId(), 0);
            ChannelRef ref = member.ref();
            out.values("ref", List.of(ref.platform(), ref.shop(), ref.number()));
            paid(member.paidAt());
            MergeJson.write(out, member.merge());
            out.flag("blocked", member.blocked());
            List<Object> wants = new ArrayList<>();
            member.wants().forEach(want -> wants.add(want(want)));
            out.values("wants", wants);
        }

        /** Milliseconds before the decision; where that loses something, the instant. */
        private void paid(@Nullable Instant paidAt) {
            long before = paidAt == null ? 0 : input.now().toEpochMilli() - paidAt.toEpochMilli();
            if (paidAt != null && input.now().minusMillis(before).equals(paidAt)) {
                out.number("ago", before, ~before);
            } else {
                out.instant("paid", paidAt);
            }
        }

        /** Demand, SKU, quantity or minus surplus; then what is unusual, by name. */
        private static List<Object> want(Want want) {
            List<Object> flat = new ArrayList<>(8);
            flat.add(want.demand());
            flat.add(want.sku().code());
            flat.add(want.quantity() > 0 ? want.quantity() : -want.surplus());
            add(flat, "of", want.needed(), want.quantity());
            add(flat, "unit", want.measure(), Measure.PIECE);
            add(flat, "at", want.source(), null);
            add(flat, "pre", want.presale(), false);
            ConditionsJson.goods(want.goods()).ifPresent(goods -> add(flat, "goods", goods, null));
            ConditionsJson.bond(want.bond()).ifPresent(bond -> add(flat, "bond", bond, null));
            return flat;
        }

        /** A name and its value, unless it is absent or the usual one. */
        private static void add(List<Object> flat, String name, @Nullable Object value, @Nullable Object usual) {
            if (value != null && !value.equals(usual)) {
                flat.add(name);
                flat.add(value);
            }
        }

        private void works() {
            List<Object> movable = new ArrayList<>();
            List<Object> released = new ArrayList<>();
            for (Work work : input.works()) {
                (work.movable() ? movable : released).add(List.of(work.id(), work.source(), parts(work.parts())));
            }
            out.values("planned", movable);
            out.values("released", released);
        }

        /** Place of the member, demand, quantity. */
        private List<Object> parts(List<Part> parts) {
            List<Object> flat = new ArrayList<>(3 * parts.size());
            for (Part part : parts) {
                flat.add(place(part.orderId()));
                flat.add(part.demand());
                flat.add(part.quantity());
            }
            return flat;
        }

        private Object place(long orderId) {
            Integer place = places.get(orderId);
            return place == null ? "#" + orderId : place;
        }

        private void sources() {
            ZoneId zone =
                    input.sources().isEmpty() ? null : input.sources().get(0).zone();
            out.text("zone", zone == null ? null : zone.getId());
            List<Object> sources = new ArrayList<>();
            for (Source source : input.sources()) {
                sources.add(source(source, Source.of(source.id(), Source.Kind.OWN, source.zone()), zone));
            }
            out.values("src", sources);
        }

        /** Id and priority; then what is unusual, by name. */
        private static List<Object> source(Source source, Source usual, @Nullable ZoneId zone) {
            List<Object> flat = new ArrayList<>(4);
            flat.add(source.id());
            flat.add(source.priority());
            add(flat, "kind", source.kind(), usual.kind());
            add(flat, "zone", source.zone().getId(), zone == null ? null : zone.getId());
            add(flat, "region", source.region(), null);
            add(flat, "cut", source.cutOff() == null ? null : source.cutOff().toString(), null);
            add(flat, "uncounted", !source.counted(), false);
            ConditionsJson.duty(source.duty()).ifPresent(duty -> add(flat, "duty", duty, null));
            return flat;
        }

        /** By source: SKU, quantity, SKU, quantity. */
        private void free() {
            Map<String, List<Object>> bySource = new TreeMap<>();
            input.free().forEach((cell, quantity) -> {
                List<Object> flat = bySource.computeIfAbsent(cell.source(), source -> new ArrayList<>());
                flat.add(cell.sku().code());
                flat.add(quantity);
            });
            List<Object> flat = new ArrayList<>();
            bySource.forEach((source, cells) -> {
                flat.add(source);
                flat.add(cells);
            });
            out.values("free", flat);
        }

        private List<Object> groups(List<Group> all) {
            List<Object> groups = new ArrayList<>();
            for (Group group : all) {
                Long id = group.fulfillmentOrder();
                groups.add(
                        id == null
                                ? List.of(group.source(), parts(group.parts()))
                                : List.of(group.source(), parts(group.parts()), id));
            }
            return groups;
        }

        private void plan(Grouping plan) {
            out.values("plan", groups(plan.groups()));
            List<Object> back = new ArrayList<>();
            for (PullBack pullBack : plan.pullBacks()) {
                back.add(List.of(pullBack.fulfillmentOrder(), parts(List.of(pullBack.part()))));
            }
            out.values("back", back);
            List<Object> hints = new ArrayList<>();
            for (Hint hint : plan.hints()) {
                List<Object> flat = new ArrayList<>(List.of(hint.code(), place(hint.orderId())));
                hint.siblings().forEach(id -> flat.add(place(id)));
                hints.add(flat);
            }
            out.values("hints", hints);
            rest(plan, "short", "wait");
        }

        /** What is in no group. */
        private void rest(Grouping plan, String shortName, String waitName) {
            out.values(
                    shortName,
                    parts(plan.shortfalls().stream().map(Shortfall::part).toList()));
            List<Object> waiting = new ArrayList<>();
            for (Waiting one : plan.waiting()) {
                waiting.add(List.of(one.code(), parts(List.of(one.part()))));
            }
            out.values(waitName, waiting);
        }
    }

    /** One decision on its way out of text. */
    private static final class Reading {
        private final StoredObject row;
        private final List<Long> places = new ArrayList<>();

        Reading(StoredObject row) {
            this.row = row;
        }

        Stored read() {
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
                    members,
                    works,
                    sources(),
                    free(),
                    MergeJson.policy(row),
                    now(),
                    before(),
                    ConditionsJson.read(row));
            List<Group> was = row.has("was") ? groups("was") : planned(input.works());
            return new Stored(row.small("by", 0), input, plan(), was);
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
                    new ChannelRef(at(ref, 0), at(ref, 1), at(ref, 2)),
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
                    new Sku(at(flat, 1)),
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
                into.add(new Work(whole(flat, 0), at(flat, 1), movable, parts(list(flat, 2))));
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
                        at(flat, 0),
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
                    free.put(new StockCell(at(flat, i), new Sku(at(cells, j))), whole(cells, j + 1));
                }
            }
            return free;
        }

        private List<Group> groups(String name) {
            List<Group> groups = new ArrayList<>();
            for (List<?> flat : row.list(name, List.class)) {
                groups.add(
                        new Group(flat.size() > 2 ? (Long) whole(flat, 2) : null, at(flat, 0), parts(list(flat, 1))));
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
            return parts(row.list(name, Object.class)).stream()
                    .map(Shortfall::new)
                    .toList();
        }

        private List<Waiting> waiting(String name) {
            List<Waiting> waiting = new ArrayList<>();
            for (List<?> flat : row.list(name, List.class)) {
                parts(list(flat, 1)).forEach(part -> waiting.add(new Waiting(at(flat, 0), part)));
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
                hints.add(new Hint(order(flat, 1), siblings, at(flat, 0)));
            }
            return hints;
        }

        private static Map<String, Object> named(List<?> flat, int from) {
            Map<String, Object> named = new HashMap<>();
            for (int i = from; i + 1 < flat.size(); i += 2) {
                named.put(at(flat, i), flat.get(i + 1));
            }
            return named;
        }

        private static String at(List<?> flat, int index) {
            if (index < flat.size() && flat.get(index) instanceof String text) {
                return text;
            }
            throw new IllegalArgumentException("a list has no text at place " + index);
        }

        private static long whole(List<?> flat, int index) {
            if (index < flat.size() && flat.get(index) instanceof Long number) {
                return number;
            }
            throw new IllegalArgumentException("a list has no whole number at place " + index);
        }

        private static List<?> list(List<?> flat, int index) {
            if (index < flat.size() && flat.get(index) instanceof List<?> list) {
                return list;
            }
            throw new IllegalArgumentException("a list has no list at place " + index);
        }
    }
}
